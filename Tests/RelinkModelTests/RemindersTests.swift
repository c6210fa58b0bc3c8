// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct RemindersTests {
    private let ops = Recipient(channel: "ops")

    private func at(_ minutes: Int64) -> Moment {
        Moment(wall: World.start.wall + .minutes(minutes), boot: World.start.boot + .minutes(minutes))
    }

    @Test func agesOfTheScheduleComeInTurnAndTheLastRepeats() {
        var reminders = Reminders(policy: WatchPolicy())
        var told: [Int64] = []
        var last: Moment?
        reminders.watch(ops, since: at(0), remindedAt: nil, at: at(0))
        for minute in 0...1500 as ClosedRange<Int64> where reminders.take(at: at(minute)) != nil {
            told.append(minute)
            last = at(minute)
            reminders.told(ops, at: at(minute))
            reminders.watch(ops, since: at(0), remindedAt: last, at: at(minute))
        }
        #expect(told == [10, 30, 120, 360, 720, 1080, 1440])
    }

    @Test func manyIncidentsKeepTheDistanceOfTheFirstStep() {
        var reminders = Reminders(policy: WatchPolicy())
        reminders.watch(ops, since: at(0), remindedAt: nil, at: at(0))
        let found1 = reminders.take(at: at(10))
        #expect(found1 == ops)
        reminders.told(ops, at: at(10))
        for minute in 1...9 as ClosedRange<Int64> {
            reminders.watch(ops, since: at(minute), remindedAt: nil, at: at(10))
        }
        let found2 = reminders.take(at: at(19))
        #expect(found2 == nil)
        let found3 = reminders.take(at: at(20))
        #expect(found3 == ops)
    }

    @Test func whatWasMissedIsToldSoonAndNotInTheSameSecondByAll() {
        var reminders = Reminders(policy: WatchPolicy())
        let names = ["ops", "mail", "pager", "boss"].map { Recipient(channel: ChannelID($0)) }
        for name in names { reminders.watch(name, since: at(0), remindedAt: nil, at: at(600)) }
        var taken: [BootTime] = []
        for second in 0...60 as ClosedRange<Int64> {
            let now = Moment(wall: at(600).wall + .seconds(second), boot: at(600).boot + .seconds(second))
            while reminders.take(at: now) != nil { taken.append(now.boot) }
        }
        #expect(taken.count == 4)
        #expect(Set(taken).count > 1)
    }

    @Test func anEmptyScheduleRemindsNobody() {
        var reminders = Reminders(policy: .withoutReminders)
        reminders.watch(ops, since: at(0), remindedAt: nil, at: at(0))
        #expect(reminders.nextDeadline == nil)
    }
}
