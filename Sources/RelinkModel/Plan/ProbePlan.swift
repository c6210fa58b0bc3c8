// SPDX-License-Identifier: Apache-2.0

/// How connected sessions of a gateway are asked whether they are (`probe:`).
package struct ProbePlan: Hashable, Sendable {
    /// Between two questions to one session.
    package let every: Duration
    /// Whether a session that does not answer is restarted (`remediate: stale`); else it is only told.
    package let restarts: Bool

    /// A plan of those properties.
    package init(every: Duration, restarts: Bool = false) {
        self.every = every
        self.restarts = restarts
    }
}
