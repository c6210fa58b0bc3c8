// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import WatchEngine

@Suite(.timeLimit(.minutes(1)))
struct InboxTests {
    @Test func takesEverythingAtOnce() async {
        let inbox = Inbox<Int>()
        for number in 1...3 { inbox.post(number) }
        #expect(!inbox.isEmpty)
        #expect(await inbox.next() == [1, 2, 3])
        #expect(inbox.isEmpty)
    }

    @Test func aKnockWakesWithoutAnything() async {
        let inbox = Inbox<Int>()
        inbox.knock()
        #expect(await inbox.next() == [])
    }

    @Test func whatWasPostedBeforeTheEndIsStillTaken() async {
        let inbox = Inbox<Int>()
        inbox.post(1)
        inbox.close()
        #expect(await inbox.next() == [1])
        #expect(await inbox.next() == nil)
        #expect(await inbox.next() == nil)
    }

    @Test func whatNobodyTakesIsGivenBack() async {
        let inbox = Inbox<Int>()
        #expect(inbox.post(1))
        #expect(inbox.end() == [1])
        #expect(!inbox.post(2))
        #expect(inbox.end() == [])
        #expect(await inbox.next() == nil)
    }

    @Test func nothingIsLostBetweenManyWritersAndOneReader() async {
        let inbox = Inbox<Int>()
        let sum = await withTaskGroup(of: Int.self) { group in
            group.addTask {
                var sum = 0
                while let numbers = await inbox.next() { sum += numbers.reduce(0, +) }
                return sum
            }
            await withTaskGroup(of: Void.self) { writers in
                for _ in 0..<8 { writers.addTask { for number in 1...1000 { inbox.post(number) } } }
            }
            inbox.close()
            return await group.next()
        }
        #expect(sum == 8 * 500_500)
    }
}
