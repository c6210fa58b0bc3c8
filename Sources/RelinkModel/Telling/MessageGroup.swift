// SPDX-License-Identifier: Apache-2.0

/// Incidents that one recipient is told of together, until the last of them is over.
struct MessageGroup: Hashable, Sendable {
    let recipient: Recipient
    /// Identity, code and opening; people name the group by its code as they name an incident.
    let reference: IncidentReference
    /// The sessions in it whose outage lasts.
    private(set) var open: Set<String>
    /// All that were ever in it, while it lasts.
    private(set) var size: Int
    /// Its size when it was last told.
    private(set) var toldSize: Int
    /// When it was last told.
    private(set) var toldAt: Moment
    /// Whether it was told that one of them needs a person with the phone.
    private(set) var toldNeedsPerson = false
    /// First observation of its first outage.
    let since: Moment
    /// Number of its last event.
    private(set) var sequence = 0

    /// A new group.
    init(recipient: Recipient, reference: IncidentReference, since: Moment, at now: Moment) {
        self.recipient = recipient
        self.reference = reference
        self.since = since
        open = []
        size = 0
        toldSize = 0
        toldAt = now
    }

    /// A group that goes on from what was stored.
    init(record: GroupRecord, at now: Moment) {
        recipient = record.recipient
        reference = record.reference
        open = record.open
        size = record.size
        toldSize = record.toldSize
        toldAt = now.recalling(record.toldAt)
        since = now.recalling(record.since)
        sequence = record.lastSequence
        toldNeedsPerson = record.toldNeedsPerson
    }

    /// The group's id.
    var id: GroupID { GroupID(reference.id.rawValue) }

    /// What is stored of it.
    func record(closedAt: Timestamp? = nil) -> GroupRecord {
        GroupRecord(
            recipient: recipient, reference: reference, open: open, size: size, toldSize: toldSize,
            toldAt: toldAt.wall, since: since.wall, lastSequence: sequence,
            toldNeedsPerson: toldNeedsPerson, closedAt: closedAt)
    }

    /// Takes a session in.
    mutating func join(_ session: String) {
        if open.insert(session).inserted { size += 1 }
    }

    /// A session's outage is over.
    ///
    /// - Returns: whether it was the last one.
    mutating func leave(_ session: String) -> Bool {
        open.remove(session) != nil && open.isEmpty
    }

    /// Whether it has grown so much since it was told that it is worth another message.
    var hasDoubled: Bool { size >= 2 * max(toldSize, 1) }

    /// The next message says that one of them needs a person with the phone.
    mutating func noteNeedsPerson() { toldNeedsPerson = true }

    /// Numbers the next message about it.
    mutating func tell(at now: Moment) {
        sequence += 1
        toldSize = size
        toldAt = now
    }
}
