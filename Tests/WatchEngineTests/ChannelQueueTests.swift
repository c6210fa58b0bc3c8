// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import WatchEngine

struct ChannelQueueTests {
    private let now = BootTime(milliseconds: 0)

    /// Lets everything through one at a time and returns the order.
    private func order(of queue: ChannelQueue) -> [String] {
        var queue = queue
        var order: [String] = []
        while let claim = queue.admitNext(at: now) {
            order.append(claim.lane.subject.sessionName ?? "")
            queue.attempted(claim, .delivered(ref: nil), at: now)
        }
        return order
    }

    @Test func urgentLanesGoFirstThenNormalThenBulkAndEachInOrderOfComing() {
        var queue = ChannelQueue(concurrency: 1)
        queue.offer(.sample("bulk"), .bulk)
        queue.offer(.sample("normal 1"), .normal)
        queue.offer(.sample("urgent 1"), .urgent)
        queue.offer(.sample("normal 2"), .normal)
        queue.offer(.sample("urgent 2"), .urgent)
        #expect(order(of: queue) == ["urgent 1", "urgent 2", "normal 1", "normal 2", "bulk"])
    }

    @Test func everyNinthTurnOfASinglePlaceIsTheRests() {
        var queue = ChannelQueue(concurrency: 1)
        queue.offer(.sample("bulk"), .bulk)
        for number in 1...20 { queue.offer(.sample("urgent \(number)"), .urgent) }
        let order = order(of: queue)
        #expect(order.count == 21)
        #expect(order.firstIndex(of: "bulk") == 8)
    }

    @Test func urgentLanesLeaveOnePlaceToTheRest() {
        var queue = ChannelQueue(concurrency: 3)
        for number in 1...5 { queue.offer(.sample("urgent \(number)"), .urgent) }
        queue.offer(.sample("bulk 1"), .bulk)
        queue.offer(.sample("bulk 2"), .bulk)
        let admitted = (1...3).compactMap { _ in queue.admitNext(at: now) }
        #expect(admitted == [.sample("urgent 1"), .sample("urgent 2"), .sample("bulk 1")])
        #expect(queue.admitNext(at: now) == nil)
        // The place that becomes free goes to an urgent one: the rest has its place already.
        queue.attempted(.sample("urgent 1"), .delivered(ref: nil), at: now)
        #expect(queue.admitNext(at: now) == .sample("urgent 3"))
    }

    @Test func urgentLanesTakeAllPlacesWhileNobodyElseWaits() {
        var queue = ChannelQueue(concurrency: 2)
        for number in 1...3 { queue.offer(.sample("urgent \(number)"), .urgent) }
        #expect(queue.admitNext(at: now) == .sample("urgent 1"))
        #expect(queue.admitNext(at: now) == .sample("urgent 2"))
        #expect(queue.admitNext(at: now) == nil)
    }

    @Test func aWaitingLaneThatBecomesMoreUrgentMovesUpAndIsSentOnce() {
        var queue = ChannelQueue(concurrency: 1)
        queue.offer(.sample("other"), .normal)
        queue.offer(.sample("lane"), .bulk)
        queue.offer(.sample("lane"), .urgent)
        queue.offer(.sample("lane"), .bulk)
        #expect(queue.waitingCount == 2)
        #expect(order(of: queue) == ["lane", "other"])
    }

    @Test func aLaneUnderWayIsNotTakenTwice() {
        var queue = ChannelQueue(concurrency: 2)
        queue.offer(.sample("lane"), .urgent)
        #expect(queue.admitNext(at: now) == .sample("lane"))
        queue.offer(.sample("lane"), .urgent)
        #expect(queue.admitNext(at: now) == nil)
    }

    @Test func aHoldIsWorthWaitingForOnlyWhileSomebodyWaits() {
        var queue = ChannelQueue(concurrency: 1)
        queue.offer(.sample("a"), .urgent)
        #expect(queue.admitNext(at: now) == .sample("a"))
        queue.attempted(.sample("a"), .suspend(probeAfter: .seconds(60), reason: "HTTP 401"), at: now)
        #expect(queue.opens(after: now) == nil)
        queue.offer(.sample("a"), .urgent)
        let opens = now + .seconds(60)
        #expect(queue.opens(after: now) == opens)
        #expect(queue.admitNext(at: now) == nil)
        #expect(queue.admitNext(at: opens) == .sample("a"))
        queue.offer(.sample("b"), .urgent)
        #expect(queue.opens(after: opens) == nil)
    }
}
