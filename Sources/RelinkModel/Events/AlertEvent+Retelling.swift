// SPDX-License-Identifier: Apache-2.0

/// Events that a lane makes of others while they wait.
extension AlertEvent {
    /// An opening, told to somebody who knows the outage already: to them it only looks different now.
    ///
    /// That nobody takes care of it, or that a stranger's phone is linked, stays what it says; that it began to drop again
    /// and again does not.
    func retoldToKnower() -> AlertEvent {
        copy {
            if !isFirst { $0.kind = .sessionChanged }
            $0.isFirst = false
        }
    }

    /// The same end of an outage, told as one message to somebody who never heard of its beginning.
    func retold(as kind: EventKind, _ opening: AlertEvent) -> AlertEvent {
        copy {
            $0.kind = kind
            $0.previous = opening.condition
            $0.severity = opening.severity
            $0.words = opening.words
            $0.openedMaybeMissed = true
        }
    }

    /// An opening that nobody saw yet, as its outage looks since that change.
    func looking(as change: AlertEvent) -> AlertEvent {
        copy {
            $0.condition = change.condition
            $0.severity = change.severity
            $0.words = change.words
            $0.outage = change.outage
            $0.startAttempts = change.startAttempts
            $0.account = change.account
            $0.isAcknowledged = change.isAcknowledged
            // Others say nothing of the hours of whoever has the phone.
            if [.sessionChanged, .sessionEscalated, .sessionWrongAccount].contains(change.kind) {
                $0.attendedFrom = change.attendedFrom
            }
        }
    }

    /// A change that takes the place of an older one. Of an acknowledgement only that somebody has taken it on is left.
    func following(_ older: AlertEvent) -> AlertEvent {
        let passed = older.passage.earlier + [Passage.Earlier(condition: older.condition, at: older.occurredAt)]
        return copy {
            // That nobody takes care of it must not be lost behind a reminder.
            if older.kind == .sessionEscalated, kind != .sessionAcked { $0.kind = .sessionEscalated }
            // Nor that a stranger's phone is linked.
            if older.kind == .sessionWrongAccount, condition == .wrongAccount { $0.kind = .sessionWrongAccount }
            $0.previous = older.previous
            $0.passage.earlier = Array(passed.suffix(Passage.earlierLimit))
        }
    }

    /// The end of an outage that nobody heard of, telling of those before it, too.
    func joined(to earlier: AlertEvent) -> AlertEvent {
        copy {
            $0.since = kind == .sessionUnwatched ? since : earlier.since ?? since
            $0.outage = (earlier.outage ?? .zero) + (outage ?? .zero)
            $0.passage.outages = earlier.passage.outages + passage.outages
        }
    }

    /// The end of an outage that its receiver knows of, telling of a later one that nobody heard of, too. It says how it is
    /// now.
    func joining(_ later: AlertEvent) -> AlertEvent {
        let joined = later.joined(to: self)
        return copy {
            // Whether it was calm for long enough, or is watched, is as the later one says.
            if subject.sessionName != nil {
                $0.kind = later.kind == .sessionUnwatched ? .sessionUnwatched : .sessionRecovered
            }
            // Of a gateway that refused the key once and answered strangely once, the more general is true.
            if subject == .server, previous != later.previous, topic == .configuration {
                $0.previous = SessionCondition(.unreachable, .unmapped)
            }
            $0.occurredAt = later.occurredAt
            $0.condition = later.condition
            $0.since = joined.since
            $0.outage = joined.outage
            $0.counts = later.counts
            $0.account = later.account
            $0.passage.outages = joined.passage.outages
        }
    }

    /// A start of Relink that takes the place of one before it: as a rule the same messages were cut off.
    func startedAgain(after earlier: AlertEvent) -> AlertEvent {
        copy { draft in
            if let counts = earlier.counts, counts.total > draft.counts?.total ?? 0 { draft.counts = counts }
        }
    }

    /// An opening told only once its outage is over.
    func over(at end: Timestamp) -> AlertEvent {
        copy {
            if case .session = subject { $0.kind = .sessionBriefOutage } else { $0.kind = .serverRecovered }
            $0.previous = condition
            $0.condition = .connected
            $0.outage = since.map { max(end - $0, .zero) }
            $0.openedMaybeMissed = true
        }
    }

    /// The last of many transitions, reporting all of them.
    func reportingGap(_ gap: Passage.Dropped, since previous: SessionCondition?) -> AlertEvent {
        copy {
            $0.kind = .eventsDropped
            $0.previous = previous
            $0.passage.dropped = gap
        }
    }

    private func copy(_ change: (inout Draft) -> Void) -> AlertEvent {
        var draft = Draft(self)
        change(&draft)
        return draft.event(after: self)
    }

    /// What a retelling may change; identity and incident stay.
    private struct Draft {
        var kind: EventKind
        var occurredAt: Timestamp
        var condition: SessionCondition
        var previous: SessionCondition?
        var severity: Severity
        var since: Timestamp?
        var outage: Duration?
        var words: String
        var counts: SessionCounts?
        var openedMaybeMissed: Bool
        var startAttempts: Int
        var isFirst: Bool
        var isAcknowledged: Bool
        var attendedFrom: Timestamp?
        var account: AccountNote?
        var passage: Passage

        init(_ event: AlertEvent) {
            kind = event.kind
            occurredAt = event.occurredAt
            condition = event.condition
            previous = event.previous
            severity = event.severity
            since = event.since
            outage = event.outage
            words = event.words
            counts = event.counts
            openedMaybeMissed = event.openedMaybeMissed
            startAttempts = event.startAttempts
            isFirst = event.isFirst
            isAcknowledged = event.isAcknowledged
            attendedFrom = event.attendedFrom
            account = event.account
            passage = event.passage
        }

        func event(after original: AlertEvent) -> AlertEvent {
            var event = AlertEvent(
                id: original.id, kind: kind, subject: original.subject, occurredAt: occurredAt,
                incident: original.incident, sequence: original.sequence, condition: condition, previous: previous,
                severity: severity, since: since, outage: outage, timeToRelink: original.timeToRelink, words: words,
                counts: counts, afterGap: original.afterGap, openedMaybeMissed: openedMaybeMissed,
                startAttempts: startAttempts, sessions: original.sessions, states: original.states,
                isAcknowledged: isAcknowledged, by: original.by, until: original.until,
                attendedFrom: attendedFrom, isFirst: isFirst)
            event.account = account
            event.passage = passage
            return event
        }
    }
}
