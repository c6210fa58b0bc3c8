// SPDX-License-Identifier: Apache-2.0

/// Why a recipient gets nothing at present. A receiver that only asks for patience is in no trouble.
package struct ChannelTrouble: Hashable, Sendable {
    /// A failing channel's messages are told elsewhere after that long when they are critical.
    static let criticalPatience: Duration = .seconds(60)
    /// The same for all others.
    static let patience: Duration = .minutes(5)

    /// Since when.
    package let since: BootTime
    /// Whether the receiver refuses us for good, rather than failing: nothing is gained by waiting then.
    package let isRefused: Bool
    /// What it or the transport said, for people.
    package let reason: String

    /// That trouble.
    package init(since: BootTime, isRefused: Bool, reason: String) {
        self.since = since
        self.isRefused = isRefused
        self.reason = reason
    }

    /// When a message of that severity that waits for the channel is to be told elsewhere.
    func patienceEnds(_ severity: Severity) -> BootTime {
        isRefused ? since : since + (severity == .critical ? Self.criticalPatience : Self.patience)
    }
}
