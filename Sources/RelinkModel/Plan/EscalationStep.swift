// SPDX-License-Identifier: Apache-2.0

/// One level of a route's `escalate:`: who is told when nobody acknowledged an outage for that long.
package struct EscalationStep<Target: Hashable & Sendable>: Hashable, Sendable {
    /// Open time that nobody acknowledged; it stands still while nobody could act (``EscalationClock``).
    package let after: Duration
    /// Who is told then.
    package let notify: [Target]

    /// A step of that time.
    package init(after: Duration, notify: [Target]) {
        self.after = after
        self.notify = notify
    }
}
