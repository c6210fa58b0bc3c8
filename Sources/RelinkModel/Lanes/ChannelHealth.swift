// SPDX-License-Identifier: Apache-2.0

/// How a channel stands before its gate.
package struct ChannelHealth: Hashable, Sendable {
    /// What the gate says.
    package enum State: String, Sendable, CaseIterable {
        /// It takes what it is sent.
        case working
        /// Its attempts fail; one row probes it.
        case failing
        /// It asked for patience, which is no failure.
        case throttled
        /// It refuses us: wrong key, gone, moved.
        case suspended
    }

    /// What the gate says.
    package let state: State
    /// Since when; nil while it works.
    package let since: BootTime?
    /// What the receiver or the transport said last; empty while it works.
    package let reason: String
    /// Messages that wait.
    package let waiting: Int
    /// Attempts under way.
    package let underWay: Int

    /// That health.
    package init(state: State, since: BootTime?, reason: String, waiting: Int, underWay: Int) {
        self.state = state
        self.since = since
        self.reason = reason
        self.waiting = waiting
        self.underWay = underWay
    }
}
