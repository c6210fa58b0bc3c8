// SPDX-License-Identifier: Apache-2.0

/// One thing to tell: facts only, decided once and stored, so that it can be rendered late and again after a restart.
package struct AlertEvent: Hashable, Sendable {
    /// `<incident>-<seq>`; a receiver may use it to recognise copies.
    package let id: EventID
    /// What happened.
    package let kind: EventKind
    /// The session or gateway it is about.
    package let subject: Subject
    /// When it was decided.
    package let occurredAt: Timestamp
    /// The incident it belongs to; nil for transitions and QR codes outside one.
    package let incident: IncidentReference?
    /// Position within the incident (or within the gateway's transitions), from 1.
    package let sequence: Int
    /// The condition that is told. For the gateway itself: unreachable, or connected when it is back.
    package let condition: SessionCondition
    /// The condition before it, nil when nothing was known.
    package let previous: SessionCondition?
    /// How loudly.
    package let severity: Severity
    /// First observation of the outage, nil where there is none.
    package let since: Timestamp?
    /// First bad observation to first good one (or to now while it lasts), nil where there is no outage.
    package var outage: Duration? { details[usual: Details()].outage }
    /// First QR offer to connected; nil when no QR was offered or the session is not back.
    package var timeToRelink: Duration? { details[usual: Details()].timeToRelink }
    /// The gateway's own words or the transport's, cleaned; empty when there are none.
    package let words: String
    /// Counts of the gateway's sessions; only for gateway events.
    package var counts: SessionCounts? { details[usual: Details()].counts }
    /// Whether the change happened while nobody watched, so its time is only bounded.
    package let afterGap: Bool
    /// Whether the receiver may never have heard the opening (rule S4): the text must then tell both.
    package var openedMaybeMissed: Bool
    /// Automatic start attempts made in this incident before it was told.
    package var startAttempts: Int { details[usual: Details()].startAttempts }
    /// The sessions that a message about several names, at most ``briefLimit``; empty for one about a single session.
    package var sessions: [SessionBrief] { details[usual: Details()].sessions }
    /// All sessions that it is about, by state; empty for one about a single session.
    package var states: [SessionState: Int] { details[usual: Details()].states }
    /// Whether somebody has taken it on.
    package let isAcknowledged: Bool
    /// Who did it, and what they said, cleaned; empty where no person did anything.
    package var by: String { details[usual: Details()].by }
    /// Until when an acknowledgement holds; nil where it has no end of its own.
    package var until: Timestamp? { details[usual: Details()].until }
    /// When the holder of the phone is told, where nobody is there before: until then it is told without a sound.
    package var attendedFrom: Timestamp? { details[usual: Details()].attendedFrom }
    /// Whether its recipients have not heard of the incident before, whatever its kind: by an escalation, for one.
    package let isFirst: Bool

    /// The most sessions that one message names; the others are counted.
    package static let briefLimit = 20
    /// The account that the session is linked to, where that matters and is known.
    package var account: AccountNote? {
        get { details[usual: Details()].account }
        set { details[usual: Details()].account = newValue }
    }
    /// What was lost or folded on its way to this receiver, and whether it took another one.
    package var passage: Passage {
        get { details[usual: Details()].passage }
        set { details[usual: Details()].passage = newValue }
    }

    private var details = Rare<Details>()

    /// An event of those facts.
    package init(
        id: EventID, kind: EventKind, subject: Subject, occurredAt: Timestamp, incident: IncidentReference?,
        sequence: Int, condition: SessionCondition, previous: SessionCondition? = nil, severity: Severity,
        since: Timestamp? = nil, outage: Duration? = nil, timeToRelink: Duration? = nil, words: String = "",
        counts: SessionCounts? = nil, afterGap: Bool = false, openedMaybeMissed: Bool = false, startAttempts: Int = 0,
        sessions: [SessionBrief] = [], states: [SessionState: Int] = [:],
        isAcknowledged: Bool = false, by: String = "", until: Timestamp? = nil,
        attendedFrom: Timestamp? = nil, isFirst: Bool = false
    ) {
        self.id = id
        self.kind = kind
        self.subject = subject
        self.occurredAt = occurredAt
        self.incident = incident
        self.sequence = sequence
        self.condition = condition
        self.previous = previous
        self.severity = severity
        self.since = since
        self.words = words
        self.afterGap = afterGap
        self.openedMaybeMissed = openedMaybeMissed
        self.isAcknowledged = isAcknowledged
        self.isFirst = isFirst
        details[usual: Details()] = Details(
            outage: outage, timeToRelink: timeToRelink, counts: counts, startAttempts: startAttempts,
            sessions: sessions, states: states, by: by, until: until, attendedFrom: attendedFrom)
    }

    /// Whether its recipients know of the outage by it.
    package var opens: Bool { kind.isOpening || isFirst }

    /// `firing` while it asks for somebody, `resolved` once it does not.
    package var status: String {
        switch kind {
        case .sessionTransition, .sessionQR, .eventsDropped, .watcherBlind, .watcherConfigRejected, .watcherStarted:
            condition.state.isBad ? "firing" : "resolved"
        default: kind.isClosing ? "resolved" : "firing"
        }
    }
}

/// What only some events say.
private struct Details: Hashable, Sendable {
    var outage: Duration?
    var timeToRelink: Duration?
    var counts: SessionCounts?
    var startAttempts = 0
    var sessions: [SessionBrief] = []
    var states: [SessionState: Int] = [:]
    var by = ""
    var until: Timestamp?
    var attendedFrom: Timestamp?
    var account: AccountNote?
    var passage = Passage()
}
