// SPDX-License-Identifier: Apache-2.0

/// What is stored of an incident.
package struct IncidentRecord: Hashable, Sendable {
    /// Identity, code and opening.
    package let reference: IncidentReference
    /// The session or the gateway.
    package let subject: Subject
    /// The kind of the event that opened it.
    package let openedBy: EventKind
    /// The condition last told or recorded.
    package let condition: SessionCondition
    /// First observation of the outage.
    package let since: Timestamp
    /// First QR offer, nil when there was none: time to relink starts here.
    package let qrOfferedAt: Timestamp?
    /// Number of the last event.
    package let lastSequence: Int
    /// Automatic starts made.
    package let startAttempts: Int
    /// First good observation after the outage; nil while it lasts.
    package let recoveredAt: Timestamp?
    /// When it can no longer relapse; nil until then.
    package let closedAt: Timestamp?
    /// Sessions of the gateway that were connected before; only for the gateway itself.
    package let connectedBefore: Int
    /// The recipients that were told of it, who therefore hear its end.
    package let told: [Recipient]
    /// What people do about it.
    package let care: CareRecord

    /// A record of those facts.
    package init(
        reference: IncidentReference, subject: Subject, openedBy: EventKind, condition: SessionCondition,
        since: Timestamp, qrOfferedAt: Timestamp?, lastSequence: Int, startAttempts: Int, recoveredAt: Timestamp?,
        closedAt: Timestamp?, connectedBefore: Int, told: [Recipient],
        care: CareRecord = CareRecord()
    ) {
        self.reference = reference
        self.subject = subject
        self.openedBy = openedBy
        self.condition = condition
        self.since = since
        self.qrOfferedAt = qrOfferedAt
        self.lastSequence = lastSequence
        self.startAttempts = startAttempts
        self.recoveredAt = recoveredAt
        self.closedAt = closedAt
        self.connectedBefore = connectedBefore
        self.told = told
        self.care = care
    }
}
