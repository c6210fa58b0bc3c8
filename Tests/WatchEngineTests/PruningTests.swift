// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Testing

@testable import WatchEngine

@Suite(.timeLimit(.minutes(1)))
struct PruningTests {
    @Test func prunesAtTheStartAndOnceADay() async {
        let clock = TestClock()
        let store = ObservedStore()
        let start = clock.now.wall
        let pruning = Pruning(store: store, log: CollectingLog(), time: clock, keep: .hours(400 * 24))
        await withDiscardingTaskGroup { group in
            group.addTask { await pruning.run() }
            while clock.sleeperCount < 1 { await Task.yield() }
            clock.advance(by: .hours(24))
            await store.prunings.wait(for: 2)
            group.cancelAll()
        }
        let ages = store.prunings.elements.first?.map { start - $0 }
        #expect(ages == [.hours(400 * 24), Pruning.delivered, Pruning.dead])
        #expect(store.prunings.elements.last?.first == start - .hours(399 * 24))
    }
}
