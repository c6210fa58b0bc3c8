// SPDX-License-Identifier: Apache-2.0

import RelinkModel
private import Synchronization

/// What is counted of one gateway since the start.
final class GatewayFigures: Sendable {
    /// The counters.
    struct Counts: Hashable, Sendable {
        var polls = 0
        var pollSeconds = 0.0
        var unmapped = 0
        var transitions = 0
        var commits = 0
        var commitSeconds = 0.0
        var attempts: [Tried: Int] = [:]
        /// Seconds from the decision to the acceptance, of all that was delivered.
        var deliverySeconds: [ChannelID: Double] = [:]
        var ambiguous: [ChannelID: Int] = [:]
        var ended: [Ending: Int] = [:]
    }

    /// How rows ended, and where.
    struct Ending: Hashable, Sendable {
        let channel: ChannelID
        let outcome: Delivery.State
    }

    /// What was attempted, and where.
    struct Tried: Hashable, Sendable {
        let channel: ChannelID
        let retryClass: RetryClass
    }

    private let counts = Mutex(Counts())

    /// The counters as they stand.
    var current: Counts { counts.withLock { $0 } }

    /// Counts a durable commit.
    func committed(took: Duration) {
        counts.withLock { counts in
            counts.commits += 1
            counts.commitSeconds += took / .seconds(1)
        }
    }

    /// Counts answers to polls.
    func polled(_ sessions: [PolledSession]) {
        counts.withLock { counts in
            for polled in sessions {
                counts.polls += 1
                counts.pollSeconds += polled.took / .seconds(1)
                if case .unmapped = polled.answer { counts.unmapped += 1 }
            }
        }
    }

    /// Counts an attempt that ended, and whether the receiver may have the message although it did not say so.
    ///
    /// - Parameter since: from the decision to tell it until now.
    func attempted(_ row: Delivery, _ report: AttemptReport, since: Duration) {
        let channel = row.lane.recipient.channel
        counts.withLock { counts in
            counts.attempts[Tried(channel: channel, retryClass: RetryClass(row.event.kind)), default: 0] += 1
            if report.isAmbiguous { counts.ambiguous[channel, default: 0] += 1 }
            if case .delivered = report.outcome {
                counts.deliverySeconds[channel, default: 0] += max(since, .zero) / .seconds(1)
            }
        }
    }

    /// Counts what decided changes tell of.
    func decided(_ changes: [StoreChange]) {
        guard !changes.isEmpty else { return }
        counts.withLock { counts in
            for change in changes {
                switch change {
                case .delivery(let row) where !row.isOpen:
                    counts.ended[Ending(channel: row.lane.recipient.channel, outcome: row.state), default: 0] += 1
                // The first look at a session is no change of it.
                case .history(let line) where line.what == "observed" && line.previous != nil:
                    counts.transitions += 1
                default: break
                }
            }
        }
    }
}
