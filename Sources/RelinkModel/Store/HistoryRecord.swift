// SPDX-License-Identifier: Apache-2.0

/// One line of a subject's history: what was observed, believed, tried and told.
package struct HistoryRecord: Hashable, Sendable {
    /// When.
    package let at: Timestamp
    /// The session or the gateway.
    package let subject: Subject
    /// What happened, as a machine's word: `observed`, `confirmed`, `start`, or an ``EventKind``.
    package let what: String
    /// The condition then.
    package let condition: SessionCondition
    /// The condition before, nil where unknown.
    package let previous: SessionCondition?
    /// The incident it belongs to, nil for none.
    package let incident: IncidentID?
    /// The gateway's words or ours, cleaned.
    package let words: String

    /// A line of those facts.
    package init(
        at: Timestamp, subject: Subject, what: String, condition: SessionCondition, previous: SessionCondition? = nil,
        incident: IncidentID? = nil, words: String = ""
    ) {
        self.at = at
        self.subject = subject
        self.what = what
        self.condition = condition
        self.previous = previous
        self.incident = incident
        self.words = words
    }
}
