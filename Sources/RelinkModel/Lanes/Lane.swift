// SPDX-License-Identifier: Apache-2.0

/// One recipient's queue about one subject: in order, one message under way, and nothing told that is no longer worth it.
///
/// The rules of supersession are in `Lane+Folding`. Of one topic (``LaneTopic``: a session's lane has one, a gateway's three)
/// a lane never has more than ``stateLimit`` open rows: one under way, the end of what its receiver knows of, with all outages
/// that are over, and how it is now. A feed of transitions has at most ``feedLimit``; what does not fit is reported as a gap.
package struct Lane: Hashable, Sendable {
    /// Open rows of one topic; a machine is told every event in order as long as a lane has no more.
    package static let stateLimit = 3
    /// Open rows of a feed of transitions, where few feeds wait; ``FeedRoom`` allows fewer where many do.
    package static let feedLimit = 100

    /// Which lane.
    package let key: LaneKey
    /// Whether a machine reads it: what a person would not be told any more is folded only where too much waits.
    package let isMachine: Bool
    /// From that length on, an outage that is over is worth telling afterwards.
    let briefOutage: Duration
    /// The open rows, oldest first.
    package private(set) var rows: [Delivery]
    private var lastPosition: Int
    /// Rows given up that the next message has to tell of.
    package private(set) var missed = 0
    /// The incident whose opening was given up last.
    private var lostOpening: IncidentID?

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
    /// - Parameter feedLimit: open rows of a feed of transitions.
    /// - Returns: every row that changed, the new one included, in the order to store them.
    package mutating func enqueue(
        _ event: AlertEvent, id: DeliveryID, standIn: Delivery.StandIn = .none, feedLimit: Int = Lane.feedLimit,
        at now: Timestamp
    ) -> [Delivery] {
        lastPosition += 1
        var row = Delivery(id: id, lane: key, event: event, position: lastPosition, createdAt: now)
        row.standIn = standIn
        rows.append(row)
        if let gap = overflow(feedLimit) { return settle(reporting: [row] + gap, applying: gap) }
        return settle(reporting: [row])
    }

    /// Takes back rows of those kinds that their receiver certainly does not have; one that tells of an end stays.
    ///
    /// - Returns: the rows that changed.
    mutating func withdraw(_ kinds: Set<EventKind>) -> [Delivery] {
        let unwanted = rows.filter { row in
            kinds.contains(row.event.kind) && row.event.status == "firing" && row.state == .queued
                && row.ambiguousAttempts == 0
        }
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
            // S7: a row that is given up leaves, and the next one has its turn and tells of the gap.
            rows.removeFirst()
            if row.state == .dead { lose(row) }
        }
        return settle(reporting: [row])
    }

    /// Notes that somebody else was told; the row itself goes on waiting.
    ///
    /// - Returns: the row; nil when it is none of the open ones.
    mutating func standIn(for id: DeliveryID) -> Delivery? {
        guard let index = rows.firstIndex(where: { $0.id == id }) else { return nil }
        rows[index].standIn = .told
        return rows[index]
    }

    /// Whether nothing is left of it that a later message would need.
    package var isIdle: Bool { rows.isEmpty && missed == 0 }

    private mutating func lose(_ row: Delivery) {
        missed += 1 + row.event.passage.missed
        if row.event.kind.isOpening { lostOpening = row.event.incident?.id }
    }

    /// Applies the rules until none changes anything.
    private mutating func settle(reporting changed: [Delivery], applying first: [Delivery] = []) -> [Delivery] {
        var changed = changed
        var edit = first.isEmpty ? nextFold() : first
        while let rows = edit {
            for row in rows { changed.replaceOrAppend(row) }
            apply(rows)
            edit = nextFold()
        }
        if let row = tellOfGap() { changed.replaceOrAppend(row) }
        return changed
    }

    private mutating func apply(_ edit: [Delivery]) {
        rows = rows.compactMap { row in edit.first { $0.id == row.id } ?? row }.filter(\.isOpen)
        // Whatever told of a gap and is not sent leaves that to the next one.
        missed += edit.filter { !$0.isOpen }.reduce(0) { $0 + $1.event.passage.missed }
    }

    /// Lets the next message that is not rendered yet tell what was given up before it.
    private mutating func tellOfGap() -> Delivery? {
        guard missed > 0, let index = rows.firstIndex(where: { $0.state == .queued && $0.ambiguousAttempts == 0 })
        else { return nil }
        rows[index].event.passage.missed += missed
        missed = 0
        if rows[index].event.kind.isClosing, rows[index].event.incident?.id == lostOpening {
            rows[index].event.openedMaybeMissed = true
        }
        return rows[index]
    }
}

extension Delivery {
    /// The row as it is when nobody can be told any more.
    func givenUp(_ why: String) -> Delivery {
        var row = self
        row.state = .dead
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
