// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// Has the store forget what is old: at the start, and once a day.
struct Pruning: Sendable {
    /// Between two rounds.
    static let pause: Duration = .hours(24)
    /// Delivered rows are kept that long, to answer what was sent when.
    static let delivered: Duration = .hours(7 * 24)
    /// Rows given up are kept that long, so that they can be looked at.
    static let dead: Duration = .hours(30 * 24)

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
        while !Task.isCancelled {
            let now = time.now
            do throws(StoreError) {
                try await store.prune(
                    historyBefore: now.wall - keep, deliveredBefore: now.wall - Self.delivered,
                    deadBefore: now.wall - Self.dead)
            } catch {
                log.write(LogEntry(.warning, "store.prune_failed", "What is old could not be deleted: \(error)"))
            }
            await time.sleep(until: now.boot + Self.pause)
        }
    }
}
