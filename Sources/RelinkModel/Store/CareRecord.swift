// SPDX-License-Identifier: Apache-2.0

/// What is stored of what people do about an incident, and of what waits for them.
package struct CareRecord: Hashable, Sendable {
    /// Who is to be told, but not at once.
    package let waiting: [Recipient]
    /// Who has taken it on; nil while nobody has.
    package let acknowledgement: Acknowledgement?
    /// How far it has escalated; nil until it is announced.
    package let escalation: EscalationRecord?
    /// When its recipients were last reminded of it.
    package let remindedAt: Timestamp?
    /// Whether its announcement waits for the end of a silence or of maintenance.
    package let isMuted: Bool
    /// Whether a change that its recipients have to know of waits for that end.
    package let owesChange: Bool
    /// Whether each drop and recovery is no longer told.
    package let isFlapping: Bool

    /// A record of those facts.
    package init(
        waiting: [Recipient] = [], acknowledgement: Acknowledgement? = nil, escalation: EscalationRecord? = nil,
        remindedAt: Timestamp? = nil, isMuted: Bool = false, owesChange: Bool = false,
        isFlapping: Bool = false
    ) {
        self.waiting = waiting
        self.acknowledgement = acknowledgement
        self.escalation = escalation
        self.remindedAt = remindedAt
        self.isMuted = isMuted
        self.owesChange = owesChange
        self.isFlapping = isFlapping
    }
}
