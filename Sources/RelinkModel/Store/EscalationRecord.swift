// SPDX-License-Identifier: Apache-2.0

/// What is stored of an incident's escalation.
package struct EscalationRecord: Hashable, Sendable {
    /// The levels as they were at the opening.
    package let steps: [EscalationStep<Recipient>]
    /// Levels that were told.
    package let level: Int
    /// Time counted before it last began to run.
    package let counted: Duration
    /// Since when the clock runs; nil while it stands still. Time without Relink counts too.
    package let runningSince: Timestamp?

    /// A record of those facts.
    package init(steps: [EscalationStep<Recipient>], level: Int, counted: Duration, runningSince: Timestamp?) {
        self.steps = steps
        self.level = level
        self.counted = counted
        self.runningSince = runningSince
    }
}
