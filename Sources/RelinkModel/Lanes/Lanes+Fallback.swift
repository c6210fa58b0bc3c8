// SPDX-License-Identifier: Apache-2.0

/// Telling somebody else what a channel does not take. The row itself goes on waiting: its channel hears of it late.
extension Lanes {
    /// A fallback of a fallback is the last that is told.
    static let depth = 2

    /// Who was told in the place of another recipient, of which incident; they then hear its end too.
    struct Diversion: Hashable {
        let event: AlertEvent
        let recipient: Recipient
    }

    /// The channels that stand in for one, the nearest first.
    func fallbacks(of channel: ChannelID) -> [ChannelID] {
        var chain: [ChannelID] = []
        var next = channels[channel]?.fallback
        while let name = next, channels[name] != nil, name != channel, !chain.contains(name), chain.count < Self.depth {
            chain.append(name)
            next = channels[name]?.fallback
        }
        return chain
    }

    /// Notes which recipients of a channel get nothing at present.
    mutating func note(_ channel: ChannelID, _ found: [Recipient: ChannelTrouble], at now: Moment) {
        troubles = troubles.filter { $0.key.channel != channel }
        troubles.merge(found) { $1 }
        if !found.isEmpty { divertAt = now.boot }
    }

    /// Sees to it that a new message for a recipient in trouble is looked at.
    mutating func expectDiversion(of recipient: Recipient) {
        guard let trouble = trouble(of: recipient), !fallbacks(of: recipient.channel).isEmpty else { return }
        divertAt = min(divertAt ?? trouble.since, trouble.since)
    }

    /// Tells elsewhere what has waited long enough for a channel that takes nothing.
    mutating func divertDue(at now: Moment) -> (decision: Decision, diversions: [Diversion]) {
        var decision = Decision()
        var diversions: [Diversion] = []
        guard let divertAt, divertAt <= now.boot else { return (decision, diversions) }
        self.divertAt = nil
        let waiting = lanes.values.filter { $0.key.feed == .incidents && trouble(of: $0.key.recipient) != nil }
        let rows = waiting.flatMap(\.rows).sorted { $0.isBefore($1) }
        var told = Set(rows.filter { $0.standIn == .told }.compactMap(hearer))
        for row in rows where row.mayBeDiverted {
            guard let trouble = trouble(of: row.lane.recipient), let recipient = standIn(for: row.lane.recipient, row)
            else { continue }
            let due = trouble.patienceEnds(row.event.severity)
            guard due <= now.boot else {
                self.divertAt = min(self.divertAt ?? due, due)
                continue
            }
            var event = row.event
            event.passage.via =
                event.passage.via
                ?? Passage.Detour(channel: row.lane.recipient.channel, since: now.wall - (now.boot - trouble.since))
            decision.append(standIn(for: row))
            guard told.insert(Hearer(event: event.id, channel: recipient.channel)).inserted else { continue }
            decision.append(enqueue(event, for: recipient, at: now))
            decision.actions.append(.log(.diverted(row, to: recipient, trouble)))
            diversions.append(Diversion(event: event, recipient: recipient))
        }
        return (decision, diversions)
    }

    /// Two channels may have one fallback: it is told of an event once.
    private struct Hearer: Hashable {
        let event: EventID
        let channel: ChannelID
    }

    private func hearer(_ row: Delivery) -> Hearer? {
        fallbacks(of: row.lane.recipient.channel).first.map { Hearer(event: row.event.id, channel: $0) }
    }

    private func trouble(of recipient: Recipient) -> ChannelTrouble? {
        troubles[recipient] ?? troubles[Recipient(channel: recipient.channel)]
    }

    /// The nearest fallback that works; the nearest of all where none does. Whoever stands in already is told no further
    /// than ``depth`` from the channel that the message was meant for.
    private func standIn(for recipient: Recipient, _ row: Delivery) -> Recipient? {
        let origin = row.event.passage.via?.channel ?? recipient.channel
        let chain = fallbacks(of: origin).filter { $0 != recipient.channel }
        let beyond = chain.filter { name in
            guard row.event.passage.via != nil else { return true }
            return fallbacks(of: recipient.channel).contains(name)
        }
        let channel = beyond.first { troubles[Recipient(channel: $0)] == nil } ?? beyond.first
        return channel.map { Recipient(channel: $0) }
    }
}

extension Delivery {
    /// Whether it is urgent enough to be told elsewhere, and nobody else was.
    fileprivate var mayBeDiverted: Bool {
        standIn == .none && RetryClass(event.kind) == .urgent && event.subject != .watcher
    }

    fileprivate func isBefore(_ other: Delivery) -> Bool {
        (createdAt.milliseconds, position, id) < (other.createdAt.milliseconds, other.position, other.id)
    }
}
