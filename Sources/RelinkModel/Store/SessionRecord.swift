// SPDX-License-Identifier: Apache-2.0

/// What is stored of a session: enough to go on after a restart as if nothing had happened.
package struct SessionRecord: Hashable, Sendable {
    /// The session's name at its gateway.
    package let name: String
    /// The last condition observed, which the next observation is compared with.
    package let observed: SessionCondition
    /// When it was first observed.
    package let observedSince: Timestamp
    /// The condition that is believed, nil until the first one is.
    package let confirmed: SessionCondition?
    /// When the believed condition was first observed.
    package let confirmedSince: Timestamp
    /// First observation of a run of other conditions that is not believed yet, nil where there is none.
    package let runSince: Timestamp?
    /// Whether this store has ever seen it connected.
    package let everConnected: Bool
    /// Whether it stands in the configuration or was discovered; a discovered one is watched again after a restart.
    package let isListed: Bool
    /// How often it dropped lately; nil while that is of no interest.
    package let flapping: FlappingRecord?
    /// What a person said is expected of it for a while; nil where the configuration rules.
    package let expectation: ExpectationOverride?
    /// The account that it is linked to; nil while it was never read.
    package let account: AccountRecord?

    /// A record of those facts.
    package init(
        name: String, observed: SessionCondition, observedSince: Timestamp, confirmed: SessionCondition?,
        confirmedSince: Timestamp, runSince: Timestamp?, everConnected: Bool, isListed: Bool,
        flapping: FlappingRecord? = nil, expectation: ExpectationOverride? = nil, account: AccountRecord? = nil
    ) {
        self.name = name
        self.observed = observed
        self.observedSince = observedSince
        self.confirmed = confirmed
        self.confirmedSince = confirmedSince
        self.runSince = runSince
        self.everConnected = everConnected
        self.isListed = isListed
        self.flapping = flapping
        self.expectation = expectation
        self.account = account
    }
}
