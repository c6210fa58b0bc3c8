// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct StartQueueTests {
    private let spacing: Duration = .seconds(5)
    private func at(_ seconds: Int64) -> BootTime { BootTime(milliseconds: seconds * 1000) }

    @Test func startsComeOneAtATimeWithSpaceBetweenThem() {
        var queue = StartQueue()
        queue.plan("a", at: at(0))
        queue.plan("b", at: at(0))
        queue.plan("b", at: at(0))
        let first = queue.take(spacing: spacing, at: at(0))
        queue.began(first ?? "")
        #expect(queue.take(spacing: spacing, at: at(100)) == nil)
        #expect(queue.nextDeadline(spacing: spacing) == nil)
        queue.ended("stranger", at: at(100))
        #expect(queue.take(spacing: spacing, at: at(100)) == nil)
        queue.ended(first ?? "", at: at(100))
        #expect(queue.nextDeadline(spacing: spacing) == at(105))
        #expect(queue.take(spacing: spacing, at: at(104)) == nil)
        let second = queue.take(spacing: spacing, at: at(105))
        #expect(Set([first, second]) == ["a", "b"])
        #expect(queue.take(spacing: spacing, at: at(200)) == nil)
    }

    @Test func aPlanWaitsForItsTime() {
        var queue = StartQueue()
        queue.plan("a", at: at(30))
        #expect(queue.isPlanned("a") && !queue.isPlanned("b"))
        #expect(queue.nextDeadline(spacing: spacing) == at(30))
        #expect(queue.take(spacing: spacing, at: at(29)) == nil)
        #expect(queue.take(spacing: spacing, at: at(30)) == "a")
        #expect(!queue.isPlanned("a"))
    }
}
