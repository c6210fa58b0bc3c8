// SPDX-License-Identifier: Apache-2.0

/// One outage of one subject, from its confirmation until it can no longer relapse.
struct Incident: Sendable {
    /// What an incident is about. A gateway can be away, and misconfigured, each with an incident of its own.
    enum Topic: Hashable, Sendable {
        case session(String)
        case reachability
        case configuration

        /// The subject that people see.
        var subject: Subject {
            switch self {
            case .session(let name): .session(name)
            case .reachability, .configuration: .server
            }
        }

        /// The topic of a stored incident.
        init(subject: Subject, openedBy kind: EventKind) {
            switch subject {
            case .session(let name): self = .session(name)
            // No incident is ever the watcher's own.
            case .server, .watcher: self = kind == .serverMisconfigured ? .configuration : .reachability
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
    /// Number of the last event; 0 until it is announced.
    var sequence = 0
    /// First QR offer since then, or the last one before a relapse.
    var qrOfferedAt: Moment?
    /// First good observation after the outage; nil while it lasts.
    var recoveredAt: Moment?
    /// Who was told of it, and therefore hears its end (I1).
    var told: [Recipient] = []
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

    /// An incident that goes on from what was stored.
    init(record: IncidentRecord, at now: Moment) {
        topic = Topic(subject: record.subject, openedBy: record.openedBy)
        reference = record.reference
        openedBy = record.openedBy
        since = now.recalling(record.since)
        condition = record.condition
        sequence = record.lastSequence
        qrOfferedAt = record.qrOfferedAt.map { now.recalling($0) }
        recoveredAt = record.recoveredAt.map { now.recalling($0) }
        told = record.told
        afterGap = false
        connectedBefore = record.connectedBefore
        startAttempts = record.startAttempts
    }

    /// Whether it has been told to anybody, or would have been had anybody been interested.
    var isAnnounced: Bool { sequence > 0 }

    /// Whether the outage lasts.
    var isOpen: Bool { recoveredAt == nil }

    /// What is stored of it.
    func record(closedAt: Timestamp? = nil) -> IncidentRecord {
        IncidentRecord(
            reference: reference, subject: topic.subject, openedBy: openedBy, condition: condition, since: since.wall,
            qrOfferedAt: qrOfferedAt?.wall, lastSequence: sequence, startAttempts: startAttempts,
            recoveredAt: recoveredAt?.wall, closedAt: closedAt, connectedBefore: connectedBefore, told: told)
    }
}
