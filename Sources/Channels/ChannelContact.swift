// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// What the configuration says of a contact behind a channel.
package struct ChannelContact: Sendable {
    /// Its `id`.
    package let id: ContactID
    /// Its `to`, the address at the channel's service; nil where it has none.
    package let to: Secret?
    /// Its `audience`.
    package let audience: ContactPlan.Audience
    /// Its `locale`, the language of what it is told about a session; nil for English.
    package let locale: String?

    /// That contact.
    package init(
        id: ContactID, to: Secret? = nil, audience: ContactPlan.Audience = .operator, locale: String? = nil
    ) {
        self.id = id
        self.to = to
        self.audience = audience
        self.locale = locale
    }
}
