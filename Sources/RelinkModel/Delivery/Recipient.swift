// SPDX-License-Identifier: Apache-2.0

/// Who a message goes to: a channel, or one contact behind it.
package struct Recipient: Hashable, Sendable, CustomStringConvertible {
    /// The channel that carries it.
    package let channel: ChannelID
    /// The contact behind the channel, nil for the channel itself.
    package let contact: ContactID?

    /// That channel, or that contact behind it.
    package init(channel: ChannelID, contact: ContactID? = nil) {
        self.channel = channel
        self.contact = contact
    }

    /// `channel` or `channel:contact`, the tail of a delivery's id.
    package var description: String {
        contact.map { "\(channel):\($0)" } ?? channel.rawValue
    }
}
