// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct RareTests {
    private struct Pair: Defaulted {
        var first = 0
        var second: [String] = []
    }

    @Test func itIsWhatWasPutIn() {
        var rare = Rare<Pair>()
        #expect(rare.value == Pair())
        rare.value.second = ["a"]
        #expect(rare.value.second == ["a"] && rare.value.first == 0)
        let copy = rare
        rare.value.first = 3
        #expect(copy.value.first == 0 && rare.value == Pair(first: 3, second: ["a"]))
    }

    @Test func whatIsOrdinaryAgainIsEqualToWhatNeverWasAnythingElse() {
        var rare = Rare(Pair(first: 1))
        #expect(rare != Rare())
        rare.value = Pair()
        #expect(rare == Rare() && rare.hashValue == Rare<Pair>().hashValue)
    }

    @Test func itTakesAPointer() {
        #expect(MemoryLayout<Rare<Pair>>.size == MemoryLayout<Int>.size)
    }
}
