// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct RareTests {
    private static let usual = "as it began"

    @Test func `takes one word, however big the value is`() {
        #expect(MemoryLayout<Rare<SessionPlan>>.size == MemoryLayout<Int>.size)
        #expect(MemoryLayout<SessionPlan>.size > 8 * MemoryLayout<Int>.size)
    }

    @Test func `a copy keeps what it had`() {
        var rare = Rare(1)
        let copy = rare
        rare.value = 2
        #expect(rare.value == 2 && copy.value == 1)
        rare.value = nil
        #expect(rare.value == nil && copy.value == 1)
    }

    @Test func `what is usual is kept nowhere`() {
        var rare = Rare<String>()
        #expect(rare[usual: Self.usual] == Self.usual && rare.value == nil)
        rare[usual: Self.usual] += "!"
        #expect(rare.value == "as it began!")
        rare[usual: Self.usual].removeLast()
        #expect(rare.value == nil)
    }

    @Test func `two are equal where what they have is`() {
        var rare = Rare<String>()
        rare[usual: Self.usual] = "else"
        #expect(rare == Rare("else") && rare != Rare())
        rare[usual: Self.usual] = Self.usual
        #expect(rare == Rare())
    }
}
