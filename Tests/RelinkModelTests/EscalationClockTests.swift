// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct EscalationClockTests {
    private let pager = Recipient(channel: "pager")
    private let boss = Recipient(channel: "boss")

    private func at(_ minutes: Int64) -> Moment {
        Moment(wall: World.start.wall + .minutes(minutes), boot: World.start.boot + .minutes(minutes))
    }

    private var steps: [EscalationStep<Recipient>] {
        [
            EscalationStep(after: .minutes(15), notify: [pager]),
            EscalationStep(after: .minutes(45), notify: [boss, pager]),
        ]
    }

    @Test func eachLevelIsTakenOnceAtItsTime() {
        var clock = EscalationClock(steps: steps)
        #expect(clock.nextDeadline == nil)
        clock.run(true, at: at(0))
        let found1 = clock.takeDue(at: at(14))
        #expect(found1 == [])
        let found2 = clock.takeDue(at: at(15))
        #expect(found2 == [pager])
        let found3 = clock.takeDue(at: at(15))
        #expect(found3 == [])
        #expect(clock.next(at: at(20))?.left == .minutes(25))
        let found4 = clock.takeDue(at: at(45))
        #expect(found4 == [boss, pager])
        #expect(!clock.isPending && clock.nextDeadline == nil)
    }

    @Test func itStandsStillWhileNobodyCouldAct() {
        var clock = EscalationClock(steps: steps)
        clock.run(true, at: at(0))
        clock.run(false, at: at(10))
        #expect(clock.nextDeadline == nil)
        clock.run(true, at: at(100))
        #expect(clock.nextDeadline == at(105).boot)
    }

    @Test func levelsThatWereMissedAreToldTogether() {
        var clock = EscalationClock(steps: steps)
        clock.run(true, at: at(0))
        let found5 = clock.takeDue(at: at(60))
        #expect(found5 == [pager, boss])
    }

    @Test func timeWithoutRelinkCounts() {
        var clock = EscalationClock(steps: steps)
        clock.run(true, at: at(0))
        let recalled = EscalationClock(record: clock.record, at: at(14))
        #expect(recalled.nextDeadline == at(15).boot)
        clock.run(false, at: at(5))
        #expect(EscalationClock(record: clock.record, at: at(30)).next(at: at(30))?.left == .minutes(10))
    }
}
