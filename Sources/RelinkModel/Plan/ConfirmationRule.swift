// SPDX-License-Identifier: Apache-2.0

/// How long and how often a state must be seen before it is believed.
package struct ConfirmationRule: Hashable, Sendable {
    /// Since the first observation of the run.
    package let duration: Duration
    /// Observations in the run, at least 1.
    package let count: Int

    /// A rule of that duration and count.
    package init(for duration: Duration, count: Int) {
        self.duration = duration
        self.count = max(1, count)
    }
}
