// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Synchronization
import Testing

@testable import WatchEngine

@Suite(.timeLimit(.minutes(1)))
struct PruningTests {
    @Test func prunesAtTheStartAndEveryMinute() async {
        let clock = TestClock()
        let store = ObservedStore()
        let start = clock.now.wall
        let pruning = Pruning(store: store, log: CollectingLog(), time: clock, keep: .hours(400 * 24))
        await withDiscardingTaskGroup { group in
            group.addTask { await pruning.run() }
            while clock.sleeperCount < 1 { await Task.yield() }
            clock.advance(by: .minutes(1))
            await store.prunings.wait(for: 2)
            group.cancelAll()
        }
        let first = StoreBounds(
            historyBefore: start - .hours(400 * 24), deliveredBefore: start - Pruning.delivered,
            deadBefore: start - Pruning.dead, replaced: Pruning.replaced)
        #expect(store.prunings.elements.first == first)
        #expect(store.prunings.elements.last?.historyBefore == first.historyBefore + .minutes(1))
    }

    @Test func aStoreThatRefusesIsToldOfOnce() async {
        let clock = TestClock()
        let (store, log) = (ObservedStore(), CollectingLog())
        store.pruningRefusal.withLock { $0 = .full("no room") }
        let pruning = Pruning(store: store, log: log, time: clock, keep: .hours(400 * 24))
        await withDiscardingTaskGroup { group in
            group.addTask { await pruning.run() }
            for _ in 0..<3 {
                while clock.sleeperCount < 1 { await Task.yield() }
                clock.advance(by: .minutes(1))
            }
            await store.prunings.wait(for: 4)
            group.cancelAll()
        }
        #expect(log.names == ["store.prune_failed"])
    }
}
