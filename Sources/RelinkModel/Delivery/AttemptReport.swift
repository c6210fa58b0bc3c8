// SPDX-License-Identifier: Apache-2.0

/// What one attempt did, for the lane and for the history.
package struct AttemptReport: Hashable, Sendable {
    /// What became of it.
    package let outcome: DeliveryOutcome
    /// Whether the receiver may have the message although the outcome is not ``DeliveryOutcome/delivered(ref:)``.
    package let isAmbiguous: Bool
    /// HTTP status, 0 when there was none.
    package let status: Int
    /// One line for people, without secrets: `connection refused`, `HTTP 503`.
    package let words: String
    /// From the first byte sent to the outcome.
    package let took: Duration

    /// That report.
    package init(outcome: DeliveryOutcome, isAmbiguous: Bool = false, status: Int = 0, words: String, took: Duration) {
        self.outcome = outcome
        self.isAmbiguous = isAmbiguous
        self.status = status
        self.words = words
        self.took = took
    }
}
