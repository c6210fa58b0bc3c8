// SPDX-License-Identifier: Apache-2.0

/// What a message tells of its own way to the receiver: what was lost or folded on it, and whether it took another one.
package struct Passage: Hashable, Sendable {
    /// Changes that were not told one by one.
    package struct Dropped: Hashable, Sendable {
        /// How many.
        package let count: Int
        /// When the first of them happened.
        package let from: Timestamp
        /// When the last of them happened.
        package let to: Timestamp

        /// That many changes in that time.
        package init(count: Int, from: Timestamp, to: Timestamp) {
            self.count = count
            self.from = from
            self.to = to
        }
    }

    /// The channel that a message was meant for, which another one stands in for.
    package struct Detour: Hashable, Sendable {
        /// The channel that does not take it.
        package let channel: ChannelID
        /// Since when it does not.
        package let since: Timestamp

        /// A detour round that channel.
        package init(channel: ChannelID, since: Timestamp) {
            self.channel = channel
            self.since = since
        }
    }

    /// A condition that was to be told and is over.
    package struct Earlier: Hashable, Sendable {
        package let condition: SessionCondition
        package let at: Timestamp

        /// That condition at that time.
        package init(condition: SessionCondition, at: Timestamp) {
            self.condition = condition
            self.at = at
        }
    }

    /// The most conditions that one message repeats.
    package static let earlierLimit = 10

    /// Messages to the same receiver just before this one that were given up.
    package var missed = 0
    /// Outages that this message tells at once; 1 for the ordinary one.
    package var outages = 1
    /// The changes that it stands for; nil for an ordinary message.
    package var dropped: Dropped?
    /// Conditions that it replaces, oldest first.
    package var earlier: [Earlier] = []
    /// Whose place its channel takes; nil for an ordinary message.
    package var via: Detour?
    /// The channel that an event of the watcher is about.
    package var channel: ChannelID?

    /// The ordinary way.
    package init() {}
}
