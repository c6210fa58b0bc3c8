// SPDX-License-Identifier: Apache-2.0

/// What the deciding code must know of a contact: a person behind a channel. Their address is the channel's business.
package struct ContactPlan: Hashable, Sendable {
    /// What a contact is told for (`audience:`).
    package enum Audience: String, Sendable, CaseIterable {
        /// Holds a phone: is told of that session alone, one message for each.
        case holder
        /// Looks after the gateways.
        case `operator`
    }

    /// Its `id` in the configuration.
    package let id: ContactID
    /// The channel that reaches it.
    package let channel: ChannelID
    /// What it is told for.
    package let audience: Audience
    /// When somebody is there (`attended:`); nil for always.
    package let attended: TellingHours?

    /// A contact of those properties.
    package init(id: ContactID, channel: ChannelID, audience: Audience = .operator, attended: TellingHours? = nil) {
        self.id = id
        self.channel = channel
        self.audience = audience
        self.attended = attended
    }

    /// The contact as one who is told.
    package var recipient: Recipient { Recipient(channel: channel, contact: id) }
}
