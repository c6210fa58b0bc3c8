// SPDX-License-Identifier: Apache-2.0

/// One outage of one subject, from its confirmation until it can no longer relapse.
struct Incident: Sendable {
    /// What an incident is about. A gateway can be away, misconfigured, or have lost its sessions, each with an
    /// incident of its own.
    enum Topic: Hashable, Sendable {
        case session(String)
        case reachability
        case configuration
        case list

        /// The subject that people see.
        var subject: Subject {
            switch self {
            case .session(let name): .session(name)
            case .reachability, .configuration, .list: .server
            }
        }

        /// The topic of a stored incident; nil for a group, which is none.
        init?(subject: Subject, openedBy kind: EventKind, _ condition: SessionCondition) {
            switch subject {
            case .session(let name): self = .session(name)
            case .server where condition.detail == .sessionsLost: self = .list
            case .server: self = kind == .serverMisconfigured ? .configuration : .reachability
            case .group, .watcher: return nil
            }
        }
    }

    let topic: Topic
    let reference: IncidentReference
    /// The kind of event that opens it.
    let openedBy: EventKind
    /// First observation of the outage, or of its relapse.
    var since: Moment
    /// The condition last told or recorded.
    var condition: SessionCondition
    /// Number of the last event; 0 until one is told.
    var sequence = 0
    /// First QR offer since then, or the last one before a relapse.
    var qrOfferedAt: Moment?
    /// First good observation after the outage; nil while it lasts.
    var recoveredAt: Moment?
    /// Who was told of it, and therefore hears its end (I1), or that it is back.
    var told: [Recipient] = []
    /// Who is to be told, but not at once: something of them waits in the ``Mailroom``.
    var waiting: [Recipient] = []
    /// Until when the announcement waits for an automatic start to work.
    var heldUntil: BootTime?
    /// Whether the change happened while nobody watched.
    let afterGap: Bool
    /// Sessions of the gateway that were connected before.
    let connectedBefore: Int
    /// Automatic starts made in it.
    var startAttempts = 0
    /// The gateway's words when it was confirmed.
    var words = ""
    /// What people do about it.
    var care = Care()

    /// What people do about an incident, and what waits for them.
    struct Care: Sendable {
        /// Who has taken it on; nil while nobody has.
        var acknowledgement: Acknowledgement?
        /// When that expires.
        var acknowledgedUntil: BootTime?
        /// Who is told when nobody takes it on; nil until it is announced.
        var escalation: EscalationClock?
        /// When its recipients were last told or reminded of it.
        var remindedAt: Moment?
        /// Whether its announcement waits for the end of a silence or of maintenance.
        var isMuted = false
        /// Whether it came to need somebody while its recipients were not to be told of it, so that they do not know.
        var owesChange = false
        /// Whether each drop and recovery is no longer told.
        var isFlapping = false
    }

    init(
        topic: Topic, reference: IncidentReference, openedBy: EventKind, since: Moment, condition: SessionCondition,
        afterGap: Bool = false, connectedBefore: Int = 0
    ) {
        self.topic = topic
        self.reference = reference
        self.openedBy = openedBy
        self.since = since
        self.condition = condition
        self.afterGap = afterGap
        self.connectedBefore = connectedBefore
    }

    /// An incident that goes on from what was stored; nil when it is about nothing that can have one.
    init?(record: IncidentRecord, at now: Moment) {
        guard let topic = Topic(subject: record.subject, openedBy: record.openedBy, record.condition) else {
            return nil
        }
        self.topic = topic
        reference = record.reference
        openedBy = record.openedBy
        since = now.recalling(record.since)
        condition = record.condition
        sequence = record.lastSequence
        qrOfferedAt = record.qrOfferedAt.map { now.recalling($0) }
        recoveredAt = record.recoveredAt.map { now.recalling($0) }
        told = record.told
        waiting = record.care.waiting
        afterGap = false
        connectedBefore = record.connectedBefore
        startAttempts = record.startAttempts
        care = Care(record: record.care, at: now)
    }

    /// Whether its telling is decided: it has been told, or waits only for its recipients.
    var isAnnounced: Bool { !care.isMuted && (sequence > 0 || !told.isEmpty || !waiting.isEmpty) }

    /// Whether the outage lasts.
    var isOpen: Bool { recoveredAt == nil }

    /// Who knows that the outage lasts, and is to hear its end.
    var informed: [Recipient] { care.isMuted ? [] : told.filter { !waiting.contains($0) } }

    /// Whether the recipient has heard of it, or is about to.
    func reaches(_ recipient: Recipient) -> Bool { told.contains(recipient) || waiting.contains(recipient) }

    /// What is stored of it.
    func record(closedAt: Timestamp? = nil) -> IncidentRecord {
        IncidentRecord(
            reference: reference, subject: topic.subject, openedBy: openedBy, condition: condition, since: since.wall,
            qrOfferedAt: qrOfferedAt?.wall, lastSequence: sequence, startAttempts: startAttempts,
            recoveredAt: recoveredAt?.wall, closedAt: closedAt, connectedBefore: connectedBefore, told: told,
            care: care.record(waiting: waiting))
    }
}

extension Incident.Care {
    /// What goes on from what was stored.
    init(record: CareRecord, at now: Moment) {
        acknowledgement = record.acknowledgement
        acknowledgedUntil = record.acknowledgement?.until.map { now.boot + max($0 - now.wall, .zero) }
        escalation = record.escalation.map { EscalationClock(record: $0, at: now) }
        remindedAt = record.remindedAt.map { now.recalling($0) }
        isMuted = record.isMuted
        owesChange = record.owesChange
        isFlapping = record.isFlapping
    }

    /// What is stored of it.
    func record(waiting: [Recipient]) -> CareRecord {
        CareRecord(
            waiting: waiting, acknowledgement: acknowledgement, escalation: escalation?.record,
            remindedAt: remindedAt?.wall, isMuted: isMuted, owesChange: owesChange, isFlapping: isFlapping)
    }
}
