// SPDX-License-Identifier: Apache-2.0

/// What is known of one incident at this moment, for people and for the API.
package struct IncidentStatus: Hashable, Sendable {
    /// Who is told next unless somebody takes the incident on.
    package struct Escalation: Hashable, Sendable {
        /// Who.
        package let notify: [Recipient]
        /// When; nil while its clock stands still.
        package let at: Timestamp?
        /// Why the clock stands still; empty while it runs.
        package let pause: String

        /// That step, due then or paused for that reason.
        package init(notify: [Recipient], at: Timestamp?, pause: String) {
            self.notify = notify
            self.at = at
            self.pause = pause
        }
    }

    /// At which gateway.
    package let gateway: GatewayID
    /// Its id, code and opening.
    package let reference: IncidentReference
    /// What it is about.
    package let subject: Subject
    /// The condition as last told or recorded.
    package let condition: SessionCondition
    /// First observation of the outage, or of its relapse.
    package let since: Timestamp
    /// First good observation after it; nil while it lasts.
    package let recoveredAt: Timestamp?
    /// The gateway's words.
    package let words: String
    /// Who was told of it.
    package let told: [Recipient]
    /// Who is to be told, but not at once.
    package let waiting: [Recipient]
    /// Why nothing is told of it now; empty when nothing hinders it.
    package let muted: String
    /// Whether each drop and recovery is no longer told.
    package let isFlapping: Bool
    /// Who has taken it on.
    package let acknowledgement: Acknowledgement?
    /// The next level; nil when none is left.
    package let escalation: Escalation?
    /// When somebody is reminded of it next; nil when nobody is.
    package let nextReminder: Timestamp?

    /// A status of those facts.
    package init(
        gateway: GatewayID, reference: IncidentReference, subject: Subject, condition: SessionCondition,
        since: Timestamp, recoveredAt: Timestamp? = nil, words: String = "", told: [Recipient] = [],
        waiting: [Recipient] = [], muted: String = "", isFlapping: Bool = false,
        acknowledgement: Acknowledgement? = nil, escalation: Escalation? = nil, nextReminder: Timestamp? = nil
    ) {
        self.gateway = gateway
        self.reference = reference
        self.subject = subject
        self.condition = condition
        self.since = since
        self.recoveredAt = recoveredAt
        self.words = words
        self.told = told
        self.waiting = waiting
        self.muted = muted
        self.isFlapping = isFlapping
        self.acknowledgement = acknowledgement
        self.escalation = escalation
        self.nextReminder = nextReminder
    }

    /// Whether the outage lasts.
    package var isOpen: Bool { recoveredAt == nil }

    /// How loudly it is told.
    package var severity: Severity { condition.severity }
}
