// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct QuestionQueueTests {
    private func at(_ seconds: Int64) -> BootTime { BootTime(milliseconds: seconds * 1000) }

    @Test func noMoreAreAskedAtOnceThanMayBe() {
        var queue = QuestionQueue(limit: 2)
        for (index, session) in ["a", "b", "c"].enumerated() { queue.plan(session, at: at(Int64(index))) }
        let first = [queue.take(at: at(9)) { _ in true }, queue.take(at: at(9)) { _ in true }]
        let full = queue.take(at: at(9)) { _ in true }
        #expect(first == ["a", "b"] && full == nil)
        #expect(queue.nextDeadline == nil)
        queue.answered()
        #expect(queue.nextDeadline == at(2))
        let third = queue.take(at: at(9)) { _ in true }
        #expect(third == "c")
    }

    @Test func whoeverNeedNotBeAskedTakesNoPlace() {
        var queue = QuestionQueue(limit: 1)
        queue.plan("a", at: at(0))
        queue.plan("b", at: at(1))
        queue.plan("c", at: nil)
        let early = queue.take(at: at(0)) { $0 != "a" }
        let late = queue.take(at: at(1)) { $0 != "a" }
        #expect(early == nil && late == "b")
    }
}
