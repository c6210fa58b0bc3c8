// SPDX-License-Identifier: Apache-2.0

/// What a person said is expected of a session for a while, instead of what the configuration says.
package struct ExpectationOverride: Hashable, Sendable {
    /// What is expected.
    package let expectation: SessionPlan.Expectation
    /// When the configuration rules again; nil for never.
    package let until: Timestamp?

    /// That expectation until then.
    package init(_ expectation: SessionPlan.Expectation, until: Timestamp?) {
        self.expectation = expectation
        self.until = until
    }
}
