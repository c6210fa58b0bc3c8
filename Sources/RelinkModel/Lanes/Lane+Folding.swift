// SPDX-License-Identifier: Apache-2.0

/// The rules S3–S6 of delivery.md 2.3: what is no longer worth telling, and what is told in its place. S0 is that they
/// only ever look at rows that wait.
extension Lane {
    /// Whether every event is told as it happened. A machine that takes nothing for long is told no more than people are.
    private var isStrict: Bool { isMachine && rows.count <= Self.stateLimit }

    /// The next edit that the rules make; nil when there is none.
    func nextFold() -> [Delivery]? {
        // Each transition is told as it was.
        guard key.feed == .incidents else { return nil }
        for index in rows.indices.dropFirst() {
            if let edit = fold(at: index) { return edit }
        }
        return nil
    }

    /// The edit that the row at `index` makes of the rows before it.
    private func fold(at index: Int) -> [Delivery]? {
        let row = rows[index]
        guard row.isUntouched else { return nil }
        let topic = row.event.topic
        let waiting = rows[..<index].filter { $0.state == .queued && $0.event.topic == topic }
        if row.event.subject == .watcher { return foldWatcher(row, over: waiting) }
        guard let incident = row.event.incident?.id else { return nil }
        let earlier = waiting.filter { $0.event.incident?.id == incident }
        if row.event.kind == .sessionBriefOutage { return foldOver(row, over: waiting) }
        if row.event.kind.isClosing { return foldClosing(row, over: earlier) ?? foldOver(row, over: waiting) }
        if row.event.opens { return foldReopening(row, over: earlier) }
        return foldChange(row, over: earlier)
    }

    /// S3 and S4: the outage is over before its opening was told.
    private func foldClosing(_ closing: Delivery, over earlier: [Delivery]) -> [Delivery]? {
        let changes = earlier.filter { $0.event.isPassing && $0.isUntouched && !isStrict }
        guard let opening = earlier.last(where: { $0.event.opens }) else {
            return changes.isEmpty ? nil : changes.map { $0.superseded("over") }
        }
        if opening.isUntouched {
            return earlier.filter { $0.isUntouched && $0.position >= opening.position }
                .map { $0.superseded("folded into one message") } + [brief(closing, opening.event)]
        }
        guard !isStrict else { return nil }
        var closing = closing
        closing.event.openedMaybeMissed = true
        return earlier.filter { $0.position >= opening.position }
            .map { $0.superseded("replaced by its recovery") } + [closing]
    }

    /// One message for an outage that nobody heard of, or none where it was too short to matter.
    private func brief(_ closing: Delivery, _ opening: AlertEvent) -> Delivery {
        var row = closing
        if opening.openedMaybeMissed {
            row.event.openedMaybeMissed = true
            return row
        }
        let isWorthTelling = (closing.event.outage ?? .zero) >= briefOutage || opening.severity == .critical
        guard isWorthTelling else { return row.superseded("over before it could be told") }
        row.event.openedMaybeMissed = true
        // Nobody saw it come back.
        if closing.event.kind == .sessionUnwatched { return row }
        if case .session = closing.event.subject { row.event = closing.event.retold(as: .sessionBriefOutage, opening) }
        return row
    }

    /// Outages that are over are told in one message, however many came while nobody listened.
    private func foldOver(_ over: Delivery, over waiting: [Delivery]) -> [Delivery]? {
        // What ends an outage that its receiver knows of is not told by another message.
        guard !isStrict, over.event.kind == .sessionBriefOutage || over.event.openedMaybeMissed,
            let earlier = waiting.last(where: { $0.isUntouched && $0.event.kind.isClosing })
        else { return nil }
        if earlier.event.kind == .sessionBriefOutage {
            var over = over
            over.event = over.event.joined(to: earlier.event)
            return [earlier.superseded("told together with a later one"), over]
        }
        // The earlier one ends what its receiver may know of, so it is the one that stays.
        var closing = earlier
        closing.event = closing.event.joining(over.event)
        return [closing, over.superseded("told together with an earlier one")]
    }

    /// S5: it dropped again before its recovery was told.
    private func foldReopening(_ opening: Delivery, over earlier: [Delivery]) -> [Delivery]? {
        guard !isStrict, let closing = earlier.last(where: { $0.event.kind.isClosing && $0.isUntouched })
        else { return nil }
        // One that tells of other outages too is not taken back.
        guard closing.event.passage.outages == 1 else { return nil }
        var opening = opening
        if closing.event.kind != .sessionBriefOutage {
            if closing.event.openedMaybeMissed {
                opening.event.openedMaybeMissed = true
            } else {
                // Whoever heard of the opening, and of no end, still knows it as down: for them it only looks
                // different now, and the next recovery is the first.
                opening.event = opening.event.retoldToKnower()
            }
        }
        return [closing.superseded("it dropped again"), opening]
    }

    /// S6: the newest change says everything that older ones would, and an opening that nobody saw yet says how it is now.
    private func foldChange(_ change: Delivery, over earlier: [Delivery]) -> [Delivery]? {
        guard !isStrict, change.event.isPassing, let older = earlier.last, older.isUntouched else { return nil }
        if older.event.opens {
            var opening = older
            opening.event = opening.event.looking(as: change.event)
            return [opening, change.superseded("folded into its opening")]
        }
        guard older.event.isPassing else { return nil }
        var change = change
        change.event = change.event.following(older.event)
        return [older.superseded("replaced by a newer message"), change]
    }

    /// What Relink says of itself: nothing of a channel that works again before its failing was told, or fails again before
    /// anybody heard that it works; of several starts, and of several ends of a blindness, the last.
    private func foldWatcher(_ row: Delivery, over waiting: [Delivery]) -> [Delivery]? {
        guard let before = waiting.last, before.isUntouched else { return nil }
        switch (before.event.kind, row.event.kind) {
        case (.watcherChannelFailing, .watcherChannelRecovered):
            return [before.superseded("it works again"), row.superseded("it works again")]
        case (.watcherChannelRecovered, .watcherChannelFailing):
            return [before.superseded("it fails again"), row.superseded("it fails again")]
        case (.watcherBlind, .watcherBlind) where before.event.status == row.event.status:
            return [before.superseded("replaced by a newer message")]
        case (.watcherStarted, .watcherStarted):
            var row = row
            row.event = row.event.startedAgain(after: before.event)
            return [before.superseded("it was started again"), row]
        default: return nil
        }
    }

    /// More transitions than are kept: the oldest become one report of how many they were, so that half of the room is free.
    ///
    /// It stands where they did and ends as the last of them does, so that whoever follows the states loses none.
    func overflow(_ limit: Int) -> [Delivery]? {
        guard key.feed == .transitions, rows.count > limit, let first = rows.firstIndex(where: \.isUntouched)
        else { return nil }
        let lost = rows[first...].prefix(rows.count - 1 - limit / 2)
        guard lost.count > 1, var report = lost.last, let oldest = lost.first?.event else { return nil }
        let count = lost.reduce(0) { $0 + ($1.event.passage.dropped?.count ?? 1) }
        report.event = report.event.reportingGap(
            .init(
                count: count, from: oldest.passage.dropped?.from ?? oldest.occurredAt, to: report.event.occurredAt),
            since: oldest.previous)
        return lost.dropLast().map { $0.superseded("one of \(count) that are told as a gap") } + [report]
    }
}

extension AlertEvent {
    /// Whether it says how an outage stands, to those who know of it: the next such message says it better.
    fileprivate var isPassing: Bool {
        switch kind {
        case .sessionChanged, .sessionReminder, .sessionAcked, .sessionUnacked, .groupUpdated: true
        case .sessionEscalated, .sessionWrongAccount: !isFirst
        default: false
        }
    }
}

extension Delivery {
    /// Whether nobody can have seen it: it waits and was never tried.
    var isUntouched: Bool { state == .queued && attempts == 0 }

    func superseded(_ why: String) -> Delivery {
        var row = self
        row.state = .superseded
        row.note = why
        return row
    }
}
