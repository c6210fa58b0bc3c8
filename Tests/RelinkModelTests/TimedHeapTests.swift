// SPDX-License-Identifier: Apache-2.0

import RelinkTesting
import Testing

@testable import RelinkModel

struct TimedHeapTests {
    private func at(_ milliseconds: Int64) -> BootTime { BootTime(milliseconds: milliseconds) }

    @Test func whatIsDueComesInOrderAndWhatIsDueTogetherAsItCame() {
        var random = SplitMix64(seed: 5)
        var heap = TimedHeap<Int>()
        var expected: [(at: Int64, number: Int)] = []
        for number in 0..<2000 {
            let time = Int64.random(in: 0..<100, using: &random)
            heap.add(number, at: at(time))
            expected.append((time, number))
        }
        expected.sort { ($0.at, $0.number) < ($1.at, $1.number) }
        var taken: [Int] = []
        for now in Int64(0)..<100 {
            while let number = heap.take(at: at(now)) { taken.append(number) }
            #expect(heap.first.map { $0 > at(now) } ?? true)
        }
        #expect(taken == expected.map(\.number))
        #expect(heap.count == 0 && heap.first == nil)
    }

    @Test func whatIsKeptKeepsItsOrder() {
        var heap = TimedHeap<Int>()
        for number in 0..<100 { heap.add(number, at: at(Int64(number % 7))) }
        heap.keep { $0 % 2 == 0 }
        var taken: [Int] = []
        while let number = heap.take(at: at(10)) { taken.append(number) }
        #expect(taken == (0..<100).filter { $0 % 2 == 0 }.sorted { ($0 % 7, $0) < ($1 % 7, $1) })
    }

    @Test func nothingIsTakenFromNothing() {
        var heap = TimedHeap<Int>()
        heap.removeFirst()
        let nothing = heap.take(at: at(1))
        #expect(nothing == nil)
    }
}
