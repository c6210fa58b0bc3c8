// SPDX-License-Identifier: Apache-2.0

/// A recipient that is refused: wrong key, gone, moved. Its messages wait, and the best of them asks again now and then.
package struct Suspension: Sendable {
    /// Since when.
    package let since: BootTime
    /// When it is asked again.
    package private(set) var until: BootTime
    /// What the receiver said, for people.
    package private(set) var reason = ""
    /// Who waits for it.
    var line = WaitingLine()
    private var probe: Claim?

    init(since: BootTime) {
        self.since = since
        until = since
    }

    /// Whether somebody waits to ask, and nobody does.
    var isWaiting: Bool { probe == nil && !line.isEmpty }

    mutating func extend(until: BootTime, reason: String) {
        self.until = until
        self.reason = reason
        probe = nil
    }

    /// The best of those who wait; it then asks.
    mutating func takeProbe() -> Claim? {
        for retryClass in RetryClass.byUrgency {
            if let claim = line.take(retryClass) {
                probe = claim
                return claim
            }
        }
        return nil
    }

    /// The claim did not ask after all.
    mutating func free(_ claim: Claim) {
        if probe == claim { probe = nil }
    }
}
