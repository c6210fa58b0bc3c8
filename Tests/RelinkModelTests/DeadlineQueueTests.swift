// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct DeadlineQueueTests {
    private func at(_ milliseconds: Int64) -> BootTime { BootTime(milliseconds: milliseconds) }

    @Test func givesKeysInTheOrderOfTheirDeadlinesAndNotBefore() {
        var queue = DeadlineQueue<String>()
        for (key, time) in [("c", 30), ("a", 10), ("b", 20)] { queue.set(key, at: at(Int64(time))) }
        #expect(queue.first == at(10))
        #expect(queue.take(at: at(9)) == nil)
        #expect(queue.take(at: at(20)) == "a")
        #expect(queue.take(at: at(20)) == "b")
        #expect(queue.take(at: at(20)) == nil)
        #expect(queue.first == at(30))
    }

    @Test func aMovedDeadlineReplacesTheFormerOne() {
        var queue = DeadlineQueue<String>()
        queue.set("a", at: at(10))
        queue.set("a", at: at(50))
        #expect(queue.first == at(50))
        #expect(queue.take(at: at(49)) == nil)
        queue.set("a", at: at(5))
        #expect(queue.first == at(5))
        #expect(queue.take(at: at(100)) == "a")
        #expect(queue.take(at: at(100)) == nil)
        #expect(!queue.contains("a"))
    }

    @Test func equalDeadlinesAreMetInTheOrderInWhichTheyWereSet() {
        var queue = DeadlineQueue<Int>()
        for key in 0..<50 { queue.set(key, at: at(7)) }
        queue.remove(0)
        queue.remove(17)
        #expect(queue.count == 48)
        #expect(queue.first == at(7))
        var keys: [Int] = []
        while let key = queue.take(at: at(7)) { keys.append(key) }
        #expect(keys == (0..<50).filter { $0 != 0 && $0 != 17 })
    }

    @Test func agreesWithASearchOverRandomHistories() {
        var generator = SplitMix64(seed: 1)
        for _ in 0..<200 {
            var queue = DeadlineQueue<Int>()
            var model: [Int: Int64] = [:]
            for step in 0..<100 {
                if Bool.random(using: &generator) {
                    let (key, time) = (
                        Int.random(in: 0..<6, using: &generator), Int64.random(in: 0..<200, using: &generator)
                    )
                    queue.set(key, at: at(time))
                    model[key] = time
                } else if let key = queue.take(at: at(Int64(step * 2))) {
                    #expect(model[key] == model.values.min())
                    model[key] = nil
                } else {
                    #expect(model.values.allSatisfy { $0 > Int64(step * 2) })
                }
                #expect(queue.first?.milliseconds == model.values.min())
                #expect(queue.count == model.count)
            }
        }
    }
}
