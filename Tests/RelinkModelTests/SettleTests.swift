// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct SettleTests {
    private func moment(_ seconds: Int64) -> Moment {
        Moment(wall: Timestamp(milliseconds: seconds * 1000), boot: BootTime(milliseconds: seconds * 1000))
    }

    @Test(
        arguments: [(Settle.Reason.relinkStarted, 30), (.serverReturned, 90), (.gatewayRestarted, 120)]
            as [(Settle.Reason, Int64)])
    func endsAfterItsCalmWhenNothingComesBack(reason: Settle.Reason, seconds: Int64) {
        var settle = Settle(policy: WatchPolicy())
        settle.open(reason, pending: ["a"], at: moment(0))
        #expect(settle.nextDeadline == moment(seconds).boot)
        #expect(settle.takeEnd(at: moment(seconds - 1)) == false)
        #expect(settle.takeEnd(at: moment(seconds)) == true)
        #expect(!settle.isOpen)
        #expect(settle.takeEnd(at: moment(seconds)) == false)
    }

    @Test func nothingToWaitForOpensNothing() {
        var settle = Settle(policy: WatchPolicy())
        settle.open(.serverReturned, pending: [], at: moment(0))
        #expect(!settle.isOpen)
        #expect(settle.takeEnd(at: moment(0)) == false)
    }

    @Test(arguments: [SessionState.connected, .scanQR, .failed, .stopped])
    func endsAsSoonAsEverySessionIsDefinite(state: SessionState) {
        var settle = Settle(policy: WatchPolicy())
        settle.open(.gatewayRestarted, pending: ["a", "b"], at: moment(0))
        settle.observe("a", state, changed: true, at: moment(1))
        settle.observe("x", state, changed: true, at: moment(1))
        #expect(settle.isOpen)
        settle.forget("b")
        #expect(settle.takeEnd(at: moment(2)) == true)
    }

    @Test func progressProlongsItUpToTheLimit() {
        var settle = Settle(policy: WatchPolicy())
        settle.open(.gatewayRestarted, pending: ["a", "b"], at: moment(0))
        settle.observe("a", .notFound, changed: true, at: moment(100))
        #expect(settle.nextDeadline == moment(120).boot)
        settle.observe("a", .starting, changed: true, at: moment(100))
        #expect(settle.nextDeadline == moment(220).boot)
        settle.observe("a", .starting, changed: false, at: moment(200))
        #expect(settle.nextDeadline == moment(220).boot)
        settle.observe("b", .starting, changed: true, at: moment(1790))
        #expect(settle.nextDeadline == moment(1800).boot)
    }

    @Test func aFurtherReasonAddsSessionsAndTheLongerPatience() {
        var settle = Settle(policy: WatchPolicy())
        settle.open(.serverReturned, pending: ["a"], at: moment(0))
        settle.open(.relinkStarted, pending: ["b"], at: moment(10))
        #expect(settle.nextDeadline == moment(100).boot)
        settle.observe("a", .connected, changed: false, at: moment(20))
        #expect(settle.isOpen)
    }
}
