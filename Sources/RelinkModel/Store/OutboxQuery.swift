// SPDX-License-Identifier: Apache-2.0

/// Which rows of the outbox are meant, over all gateways.
package struct OutboxQuery: Hashable, Sendable {
    /// The most rows that one query gives.
    package static let longest = 1000

    /// In one of these states.
    package let states: Set<Delivery.State>
    /// That one row; nil for all.
    package let id: DeliveryID?
    /// To that channel; nil for all.
    package let channel: ChannelID?
    /// Decided at that instant or later; nil for all.
    package let since: Timestamp?
    /// The newest that many, 1 to ``longest``.
    package let limit: Int

    /// A query of those bounds.
    package init(
        states: Set<Delivery.State> = Set(Delivery.State.allCases), id: DeliveryID? = nil, channel: ChannelID? = nil,
        since: Timestamp? = nil, limit: Int = 100
    ) {
        self.states = states
        self.id = id
        self.channel = channel
        self.since = since
        self.limit = min(max(1, limit), Self.longest)
    }

    /// The same bounds for rows that were given up.
    package var dead: OutboxQuery {
        OutboxQuery(states: [.dead], id: id, channel: channel, since: since, limit: limit)
    }
}
