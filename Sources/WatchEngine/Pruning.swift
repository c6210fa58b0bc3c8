// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// Has the store forget what is old, and what would let it grow without end: at the start, and every minute.
struct Pruning: Sendable {
    /// Between two rounds. A round that finds nothing writes nothing.
    static let pause: Duration = .minutes(1)
    /// Delivered rows are kept that long, to answer what was sent when.
    static let delivered: Duration = .hours(7 * 24)
    /// Rows given up are kept that long, so that they can be looked at.
    static let dead: Duration = .hours(30 * 24)
    /// So many rows that were replaced before anybody was told are kept, over all gateways. A thousand sessions that flap
    /// every second while no channel takes anything would else fill 1.5 GiB within ten minutes.
    static let replaced = 20_000

    private let store: any Store
    private let log: any EventLog
    private let time: any TimeSource
    private let keep: Duration

    /// - Parameter keep: how long the history is kept.
    init(store: any Store, log: any EventLog, time: any TimeSource, keep: Duration) {
        self.store = store
        self.log = log
        self.time = time
        self.keep = keep
    }

    /// Prunes until the task is cancelled.
    func run() async {
        var hasFailed = false
        while !Task.isCancelled {
            let now = time.now
            do throws(StoreError) {
                try await store.prune(
                    StoreBounds(
                        historyBefore: now.wall - keep, deliveredBefore: now.wall - Self.delivered,
                        deadBefore: now.wall - Self.dead, replaced: Self.replaced))
                hasFailed = false
            } catch {
                // Told once: a store that takes nothing is told of by whoever commits.
                if !hasFailed {
                    log.write(LogEntry(.warning, "store.prune_failed", "What is old could not be deleted: \(error)"))
                }
                hasFailed = true
            }
            await time.sleep(until: now.boot + Self.pause)
        }
    }
}
