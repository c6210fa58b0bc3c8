// SPDX-License-Identifier: Apache-2.0

/// The groups of one gateway: one for each recipient at most.
struct GroupBook: Sendable {
    private var groups: [Recipient: MessageGroup] = [:]
    private var closed: [GroupRecord] = []
    private var touched: Set<Recipient> = []

    /// Goes on from what was stored.
    init(records: [GroupRecord], at now: Moment) {
        for record in records where record.closedAt == nil {
            groups[record.recipient] = MessageGroup(record: record, at: now)
        }
    }

    /// The recipient's group, while an outage of it lasts.
    subscript(recipient: Recipient) -> MessageGroup? { groups[recipient] }

    /// All groups, in no order.
    var all: Dictionary<Recipient, MessageGroup>.Values { groups.values }

    /// The group of that id.
    func group(_ id: IncidentID) -> MessageGroup? { groups.values.first { $0.reference.id == id } }

    /// Whether the recipient was told of that session's outage in a group.
    func covers(_ session: String?, for recipient: Recipient) -> Bool {
        guard let session, let group = groups[recipient] else { return false }
        return group.open.contains(session)
    }

    /// Inserts or replaces a group.
    mutating func set(_ group: MessageGroup) {
        groups[group.recipient] = group
        touched.insert(group.recipient)
    }

    /// A session's outage is over for a recipient.
    ///
    /// - Returns: the group, closed now, if it was its last one.
    mutating func leave(_ session: String, _ recipient: Recipient, at now: Moment) -> MessageGroup? {
        guard groups[recipient]?.open.contains(session) == true else { return nil }
        touched.insert(recipient)
        // In place: a group of thousands must not be copied for each of them.
        guard groups[recipient]?.leave(session) == true else { return nil }
        return groups.removeValue(forKey: recipient)
    }

    /// Notes the last message about a group that is over.
    mutating func close(_ group: MessageGroup, at now: Moment) {
        closed.append(group.record(closedAt: now.wall))
    }

    /// What changed since the last call, to be stored.
    mutating func takeRecords() -> [GroupRecord] {
        defer { (closed, touched) = ([], []) }
        return closed + touched.sorted { $0.description < $1.description }.compactMap { groups[$0]?.record() }
    }
}
