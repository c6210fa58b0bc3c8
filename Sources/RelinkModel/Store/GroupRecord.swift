// SPDX-License-Identifier: Apache-2.0

/// What is stored of incidents that one recipient is told of together.
package struct GroupRecord: Hashable, Sendable {
    /// Who is told.
    package let recipient: Recipient
    /// Identity, code and opening.
    package let reference: IncidentReference
    /// The sessions in it whose outage lasts.
    package let open: Set<String>
    /// All that were ever in it.
    package let size: Int
    /// Its size when it was last told.
    package let toldSize: Int
    /// When it was last told.
    package let toldAt: Timestamp
    /// First observation of its first outage.
    package let since: Timestamp
    /// Number of its last event.
    package let lastSequence: Int
    /// Whether it was told that one of them needs a person with the phone.
    package let toldNeedsPerson: Bool
    /// When its last outage ended; nil while one lasts.
    package let closedAt: Timestamp?

    /// A record of those facts.
    package init(
        recipient: Recipient, reference: IncidentReference, open: Set<String>, size: Int, toldSize: Int,
        toldAt: Timestamp, since: Timestamp, lastSequence: Int, toldNeedsPerson: Bool, closedAt: Timestamp?
    ) {
        self.recipient = recipient
        self.reference = reference
        self.open = open
        self.size = size
        self.toldSize = toldSize
        self.toldAt = toldAt
        self.since = since
        self.lastSequence = lastSequence
        self.toldNeedsPerson = toldNeedsPerson
        self.closedAt = closedAt
    }

    /// The same, closed at that instant.
    package func closed(at instant: Timestamp) -> GroupRecord {
        GroupRecord(
            recipient: recipient, reference: reference, open: open, size: size, toldSize: toldSize, toldAt: toldAt,
            since: since, lastSequence: lastSequence, toldNeedsPerson: toldNeedsPerson, closedAt: instant)
    }
}
