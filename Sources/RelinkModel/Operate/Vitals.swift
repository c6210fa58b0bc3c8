// SPDX-License-Identifier: Apache-2.0

/// What has to be so for Relink to count as working to the outside: an alert that is decided now would be stored, and would
/// reach whoever is told of Relink itself.
package struct Vitals: Sendable {
    /// An urgent message may be that late.
    static let lateness: Duration = .minutes(5)
    /// A channel may fail for that long; one that refuses us counts at once.
    static let patience: Duration = .minutes(15)

    /// Why each of the loops does not turn.
    package var stalls: [String] = []
    /// Why a commit is not possible; nil when one was just made.
    package var storeFailure: String?
    /// Whoever is told of Relink itself.
    package var meta: [ChannelPlan] = []
    /// How the channels stand.
    package var channels: [ChannelID: ChannelHealth] = [:]
    /// Since when the oldest urgent message of each channel is due.
    package var oldestUrgent: [ChannelID: BootTime] = [:]

    /// Nothing is wrong.
    package init() {}

    /// What is wrong, one line each; names channels, but nothing that came from outside.
    package func failings(at now: BootTime) -> [String] {
        var failings = stalls
        if let storeFailure { failings.append("nothing can be stored: \(storeFailure)") }
        for channel in meta {
            if let health = channels[channel.id], channel.fallback == nil, isLost(health, at: now) {
                failings.append("channel \(channel.id) takes nothing (\(health.state.rawValue)), and has no fallback")
            } else if let since = oldestUrgent[channel.id], now - since > Self.lateness {
                let minutes = (now - since).wholeSeconds / 60
                failings.append("an urgent message for channel \(channel.id) has been due for \(minutes) min")
            }
        }
        return failings
    }

    private func isLost(_ health: ChannelHealth, at now: BootTime) -> Bool {
        switch health.state {
        case .suspended: true
        case .failing: health.since.map { now - $0 > Self.patience } == true
        case .working, .throttled: false
        }
    }
}
