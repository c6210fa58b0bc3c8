// SPDX-License-Identifier: Apache-2.0

/// One recipient's queue about one subject: in order, one message under way, and nothing told that is no longer worth it.
///
/// The rules S0, S3–S7 of delivery.md 2.3 live here and nowhere else.
package struct Lane: Hashable, Sendable {
    /// Which lane.
    package let key: LaneKey
    /// Whether a machine reads it: it gets every event in order, and only what it never could have seen is folded.
    package let isMachine: Bool
    /// From that length on, an outage that is over is worth telling afterwards.
    let briefOutage: Duration
    /// The open rows, oldest first.
    package private(set) var rows: [Delivery]
    private var lastPosition: Int

    /// A lane with those open rows.
    package init(key: LaneKey, isMachine: Bool, briefOutage: Duration, rows: [Delivery] = [], lastPosition: Int = 0) {
        self.key = key
        self.isMachine = isMachine
        self.briefOutage = briefOutage
        self.rows = rows
        self.lastPosition = max(lastPosition, rows.last?.position ?? 0)
    }

    /// The message whose turn it is.
    package var head: Delivery? { rows.first }

    /// Whether an attempt is under way.
    package var isSending: Bool { head?.state == .sending }

    /// When the head may be tried; nil while one is under way or nothing waits.
    package var dueAt: Timestamp? { isSending ? nil : head?.dueAt }

    /// Adds a message and applies the rules.
    ///
    /// - Returns: every row that changed, the new one included, in the order to store them.
    package mutating func enqueue(_ event: AlertEvent, id: DeliveryID, at now: Timestamp) -> [Delivery] {
        lastPosition += 1
        let row = Delivery(id: id, lane: key, event: event, position: lastPosition, createdAt: now)
        rows.append(row)
        return settle(reporting: [row])
    }

    /// Takes back rows of those kinds that were never attempted.
    ///
    /// - Returns: the rows that changed.
    mutating func withdraw(_ kinds: Set<EventKind>) -> [Delivery] {
        let unwanted = rows.filter { kinds.contains($0.event.kind) && $0.state == .queued && $0.attempts == 0 }
        rows.removeAll { row in unwanted.contains { $0.id == row.id } }
        return unwanted.map { $0.superseded("no longer wanted") }
    }

    /// Begins an attempt of the head.
    package mutating func begin() -> Delivery? {
        guard var row = rows.first, row.state == .queued else { return nil }
        row.state = .sending
        row.attempts += 1
        row.note = ""
        rows[0] = row
        return row
    }

    /// Notes what became of the attempt under way, and applies the rules (S0: only now may it be replaced).
    ///
    /// - Parameter age: since the row was decided, by a clock that does not jump.
    /// - Returns: every row that changed; the one that was attempted first.
    package mutating func attempted(
        _ id: DeliveryID, _ report: AttemptReport, age: Duration, at now: Timestamp
    ) -> [Delivery] {
        guard var row = rows.first, row.id == id, row.state == .sending else { return [] }
        if report.isAmbiguous { row.ambiguousAttempts += 1 }
        switch report.outcome {
        case .delivered, .duplicate:
            row.state = .delivered
            row.note = report.words
        case .retry(let after, let reason):
            row.retry(wish: after, reason: reason, age: age, at: now)
        case .suspend(let probeAfter, let reason):
            row.state = .queued
            row.dueAt = now + probeAfter
            row.note = reason
        case .reject(let reason):
            row.reject(reason: reason, at: now)
        }
        if row.isOpen {
            rows[0] = row
        } else {
            // S7: a row that is given up leaves, and the next one has its turn.
            rows.removeFirst()
        }
        return settle(reporting: [row])
    }

    /// Applies the rules until none changes anything.
    private mutating func settle(reporting changed: [Delivery]) -> [Delivery] {
        var changed = changed
        while let edit = nextFold() {
            for row in edit { changed.replaceOrAppend(row) }
            rows = rows.compactMap { row in edit.first { $0.id == row.id } ?? row }.filter(\.isOpen)
        }
        return changed
    }

    private func nextFold() -> [Delivery]? {
        for index in rows.indices.dropFirst() {
            if let edit = fold(at: index) { return edit }
        }
        return nil
    }

    /// The edit that the row at `index` makes of the rows before it.
    private func fold(at index: Int) -> [Delivery]? {
        let row = rows[index]
        guard row.state == .queued, row.attempts == 0, let incident = row.event.incident?.id else { return nil }
        let earlier = rows[..<index].filter { $0.event.incident?.id == incident && $0.state == .queued }
        if row.event.kind.isClosing, row.event.kind != .sessionBriefOutage {
            return foldClosing(row, over: earlier)
        }
        if row.event.opens { return foldReopening(row, over: earlier) }
        return foldChange(row, over: earlier)
    }

    /// S3 and S4: the outage is over before its opening was told.
    private func foldClosing(_ closing: Delivery, over earlier: [Delivery]) -> [Delivery]? {
        let changes = earlier.filter { $0.event.isPassing && $0.attempts == 0 && !isMachine }
        guard let opening = earlier.last(where: { $0.event.opens }) else {
            return changes.isEmpty ? nil : changes.map { $0.superseded("over") }
        }
        if opening.attempts == 0 {
            return earlier.filter { $0.attempts == 0 && $0.position >= opening.position }
                .map { $0.superseded("folded into one message") } + [brief(closing, opening.event)]
        }
        guard !isMachine else { return nil }
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
        if case .session = closing.event.subject { row.event = closing.event.retold(as: .sessionBriefOutage, opening) }
        return row
    }

    /// S5: it dropped again before its recovery was told.
    private func foldReopening(_ opening: Delivery, over earlier: [Delivery]) -> [Delivery]? {
        guard !isMachine, let closing = earlier.last(where: { $0.event.kind.isClosing && $0.attempts == 0 })
        else { return nil }
        var opening = opening
        if closing.event.kind != .sessionBriefOutage {
            if closing.event.openedMaybeMissed {
                opening.event.openedMaybeMissed = true
            } else {
                // Whoever heard of the opening, and of no end, still knows it as down: for them it only looks
                // different now, and the next recovery is the first.
                opening.event = opening.event.retold(as: .sessionChanged)
            }
        }
        return [closing.superseded("it dropped again"), opening]
    }

    /// S6: the newest change or reminder says everything that older ones would.
    private func foldChange(_ change: Delivery, over earlier: [Delivery]) -> [Delivery]? {
        guard !isMachine, change.event.isPassing else { return nil }
        let older = earlier.filter { row in
            row.event.isPassing && row.event.kind != .sessionEscalated && row.attempts == 0
        }
        return older.isEmpty ? nil : older.map { $0.superseded("replaced by a newer change") }
    }
}

extension Delivery {
    fileprivate func superseded(_ why: String) -> Delivery {
        var row = self
        row.state = .superseded
        row.note = why
        return row
    }

    fileprivate mutating func retry(wish: Duration?, reason: String, age: Duration, at now: Timestamp) {
        note = reason
        let delay = RetryPolicy.delay(
            RetryClass(event.kind), delivery: id, attempt: attempts, age: age, wish: wish)
        guard let delay else {
            state = .dead
            note = "given up after \(attempts) attempts: \(reason)"
            return
        }
        state = .queued
        dueAt = now + delay
    }

    fileprivate mutating func reject(reason: String, at now: Timestamp) {
        note = reason
        if isPlain {
            state = .dead
        } else {
            isPlain = true
            state = .queued
            dueAt = now
        }
    }
}

extension [Delivery] {
    fileprivate mutating func replaceOrAppend(_ row: Delivery) {
        if let index = firstIndex(where: { $0.id == row.id }) { self[index] = row } else { append(row) }
    }
}

extension AlertEvent {
    /// Whether it says how an outage stands, to those who know of it: the next such message says it better.
    fileprivate var isPassing: Bool {
        switch kind {
        case .sessionChanged, .sessionReminder, .sessionUnacked, .groupUpdated: true
        case .sessionEscalated: !isFirst
        default: false
        }
    }
}
