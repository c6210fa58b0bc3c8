// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Testing

@testable import WatchEngine

@Suite(.timeLimit(.minutes(1)))
struct ReplyTests {
    private let clock = TestClock()

    @Test func anAnswerGivenBeforehandIsThere() async {
        let reply = Reply<Int>()
        #expect(reply.isOpen)
        reply.give(7)
        reply.give(8)
        #expect(!reply.isOpen)
        #expect(await reply.value(within: .seconds(1), by: clock) == 7)
    }

    @Test func theLimitEndsTheWait() async {
        let reply = Reply<Int>()
        async let value = reply.value(within: .seconds(15), by: clock)
        while clock.sleeperCount < 1 { await Task.yield() }
        clock.advance(by: .seconds(15))
        #expect(await value == nil)
        #expect(!reply.isOpen)
    }

    @Test func aCallerWhoGivesUpWaitsNoLonger() async {
        let reply = Reply<Int>()
        let value = await withTaskGroup(of: Int?.self) { group in
            group.addTask { [clock] in await reply.value(within: .seconds(15), by: clock) }
            group.cancelAll()
            return await group.next() ?? 1
        }
        #expect(value == nil)
    }
}
