// SPDX-License-Identifier: Apache-2.0

/// All incidents of one gateway, and the events that tell of them. It decides what is said; routes decide to whom.
struct IncidentBook: Sendable {
    /// What all ids of this gateway begin with.
    let namespace: String
    private let policy: WatchPolicy
    private var incidents: [Incident.Topic: Incident] = [:]
    private var numbered: Int
    private var transitions: Int
    private var deadlines = DeadlineQueue<Incident.Topic>()

    /// Goes on from what was stored.
    init(policy: WatchPolicy, snapshot: GatewaySnapshot, at now: Moment) {
        self.policy = policy
        namespace = snapshot.namespace
        numbered = snapshot.gateway.incidents
        transitions = snapshot.gateway.transitions
        for record in snapshot.incidents {
            guard var incident = Incident(record: record, at: now) else { continue }
            // An announcement that waited for a start when Relink ended waits only for its sessions to settle now.
            if incident.isOpen, !incident.isAnnounced, !incident.care.isMuted {
                incident.heldUntil = now.boot + policy.settleRestart
            }
            incidents[incident.topic] = incident
            schedule(incident, at: now)
        }
    }

    /// The counters to be stored.
    func record(unreachableSince: Timestamp?) -> GatewayRecord {
        GatewayRecord(incidents: numbered, transitions: transitions, unreachableSince: unreachableSince)
    }

    /// When an announcement or the end of a reopen window is due.
    var nextDeadline: BootTime? { deadlines.first }

    /// The incident of that topic whose outage lasts, or which can still relapse.
    subscript(topic: Incident.Topic) -> Incident? { incidents[topic] }

    /// The incidents whose outage lasts, the longest first.
    var open: [Incident] {
        incidents.values.filter(\.isOpen).sorted { ($0.since.boot, $0.reference.id) < ($1.since.boot, $1.reference.id) }
    }

    /// All incidents, in no order.
    var all: Dictionary<Incident.Topic, Incident>.Values { incidents.values }

    /// A number of its own for a message about several incidents.
    mutating func number(at now: Moment) -> IncidentReference {
        numbered += 1
        let id = IncidentID("\(namespace)-\(numbered)")
        return IncidentReference(id: id, code: IncidentCode.of(id), openedAt: now.wall)
    }

    /// Numbers one observed change of state and describes it.
    mutating func transition(
        _ session: String, from previous: SessionCondition?, to condition: SessionCondition, words: String,
        at now: Moment
    ) -> AlertEvent {
        transitions += 1
        return AlertEvent(
            id: EventID("\(namespace)-0-\(transitions)"), kind: .sessionTransition, subject: .session(session),
            occurredAt: now.wall, incident: nil, sequence: transitions, condition: condition, previous: previous,
            severity: condition.severity, words: words)
    }

    /// Begins an incident, or lets the last one relapse if it is recent enough.
    ///
    /// - Returns: the incident, not announced yet, and whether it relapsed.
    mutating func open(
        _ topic: Incident.Topic, by kind: EventKind, _ condition: SessionCondition, since: Moment,
        afterGap: Bool = false,
        connectedBefore: Int = 0, words: String, at now: Moment
    ) -> (incident: Incident, isRelapse: Bool) {
        if var incident = incidents[topic], !incident.isOpen {
            incident.recoveredAt = nil
            incident.since = since
            incident.condition = condition
            incident.words = words
            incident.care.remindedAt = nil
            if case .session = topic {
            } else {
                // A gateway's outages are each one of their own: who is told, and when, begins anew.
                (incident.told, incident.care) = ([], Incident.Care())
            }
            incidents[topic] = incident
            return (incident, true)
        }
        var incident = Incident(
            topic: topic, reference: number(at: now), openedBy: kind, since: since, condition: condition,
            afterGap: afterGap,
            connectedBefore: connectedBefore)
        incident.words = words
        incidents[topic] = incident
        return (incident, false)
    }

    /// Changes an incident in place.
    mutating func update(_ topic: Incident.Topic, at now: Moment, _ change: (inout Incident) -> Void) {
        guard var incident = incidents[topic] else { return }
        change(&incident)
        incidents[topic] = incident
        schedule(incident, at: now)
    }

    /// Numbers and describes the next event of an incident.
    mutating func event(
        _ kind: EventKind, of topic: Incident.Topic, previous: SessionCondition? = nil, counts: SessionCounts? = nil,
        words: String? = nil, with particulars: Particulars = Particulars(), at now: Moment
    ) -> AlertEvent? {
        guard var incident = incidents[topic] else { return nil }
        incident.sequence += 1
        incidents[topic] = incident
        return describe(kind, incident, previous: previous, counts: counts, words: words, with: particulars, at: now)
    }

    /// What an event says beside the facts of its incident.
    struct Particulars {
        /// Who did it.
        var by = ""
        /// Until when it holds.
        var until: Timestamp?
        /// When the holder of the phone is told, where nobody is there before.
        var attendedFrom: Timestamp?
        /// Whether its recipients have not heard of the incident before, whatever its kind.
        var isFirst = false
        /// The account that the session is linked to.
        var account: AccountNote?
        /// How the session is back; nil for as it should be.
        var condition: SessionCondition?
    }

    /// Describes an incident as it stands, without numbering anything: for a message that is edited in place.
    func present(_ kind: EventKind, of topic: Incident.Topic, at now: Moment) -> AlertEvent? {
        incidents[topic].map { describe(kind, $0, at: now) }
    }

    private func describe(
        _ kind: EventKind, _ incident: Incident, previous: SessionCondition? = nil, counts: SessionCounts? = nil,
        words: String? = nil, with particulars: Particulars = Particulars(), at now: Moment
    ) -> AlertEvent {
        let end = incident.recoveredAt ?? now
        // What was offered before a relapse is no part of this outage.
        let offered = incident.qrOfferedAt.flatMap { $0.boot >= incident.since.boot ? $0 : nil }
        let isBack = kind.isClosing && kind != .sessionUnwatched && !incident.isOpen
        var event = AlertEvent(
            id: EventID("\(incident.reference.id)-\(incident.sequence)"), kind: kind, subject: incident.topic.subject,
            occurredAt: now.wall, incident: incident.reference, sequence: incident.sequence,
            condition: isBack ? particulars.condition ?? .connected : incident.condition,
            previous: isBack ? incident.condition : previous,
            severity: incident.condition.severity, since: incident.since.wall,
            outage: end.length(since: incident.since),
            timeToRelink: isBack ? offered.map { end.length(since: $0) } : nil, words: words ?? incident.words,
            counts: counts, afterGap: incident.afterGap, startAttempts: incident.startAttempts,
            isAcknowledged: incident.care.acknowledgement != nil, by: particulars.by, until: particulars.until,
            attendedFrom: particulars.attendedFrom, isFirst: particulars.isFirst)
        event.account = particulars.account
        return event
    }

    /// The topics whose announcement was held back and is due, or whose reopen window is over.
    mutating func takeDue(at now: Moment) -> [Incident] {
        var due: [Incident] = []
        var seen: Set<Incident.Topic> = []
        while let topic = deadlines.take(at: now.boot) {
            guard seen.insert(topic).inserted, let incident = incidents[topic], let deadline = deadline(of: incident),
                deadline <= now.boot
            else { continue }
            due.append(incident)
        }
        return due
    }

    /// Forgets an incident that can no longer relapse.
    mutating func close(_ topic: Incident.Topic) {
        incidents[topic] = nil
    }

    private func deadline(of incident: Incident) -> BootTime? {
        if let recoveredAt = incident.recoveredAt {
            // As long as somebody is still to hear of it, or it flaps, it may be needed.
            return incident.waiting.isEmpty && !incident.care.isFlapping ? recoveredAt.boot + policy.reopen : nil
        }
        guard incident.isAnnounced else { return incident.heldUntil }
        return [incident.care.acknowledgedUntil, incident.care.escalation?.nextDeadline].compactMap { $0 }.min()
    }

    private mutating func schedule(_ incident: Incident, at now: Moment) {
        guard let deadline = deadline(of: incident) else { return }
        deadlines.set(incident.topic, at: deadline)
    }
}
