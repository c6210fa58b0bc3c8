// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Testing

@testable import WatchEngine

@Suite(.timeLimit(.minutes(1)))
struct AlarmTests {
    private let clock = TestClock(boot: BootTime(milliseconds: 1000))
    private let rings = Recording<BootTime>()

    private func alarm() -> Alarm {
        Alarm(time: clock) { [rings, clock] in rings.append(clock.now.boot) }
    }

    @Test func ringsAtTheGridPointAfterTheDeadline() async {
        await withDiscardingTaskGroup { group in
            var alarm = alarm()
            alarm.set(BootTime(milliseconds: 1013), in: &group)
            while clock.sleeperCount < 1 { await Task.yield() }
            #expect(clock.nextWake == BootTime(milliseconds: 1050))
            clock.advance(by: .milliseconds(50))
            await rings.wait(for: 1)
        }
        #expect(rings.count == 1)
    }

    @Test func aDeadlineThatIsOverRingsAtTheNextGridPoint() async {
        await withDiscardingTaskGroup { group in
            var alarm = alarm()
            alarm.set(BootTime(milliseconds: .min), in: &group)
            while clock.sleeperCount < 1 { await Task.yield() }
            #expect(clock.nextWake == BootTime(milliseconds: 1050))
            group.cancelAll()
        }
    }

    @Test func onlyAnEarlierDeadlineNeedsAnotherSleeper() async {
        await withDiscardingTaskGroup { group in
            var alarm = alarm()
            alarm.set(BootTime(milliseconds: 3000), in: &group)
            alarm.set(BootTime(milliseconds: 4000), in: &group)
            alarm.set(BootTime(milliseconds: 2000), in: &group)
            alarm.set(BootTime(milliseconds: 2000), in: &group)
            while clock.sleeperCount < 2 { await Task.yield() }
            #expect(clock.nextWake == BootTime(milliseconds: 2000))
            clock.advance(by: .seconds(2))
            await rings.wait(for: 2)
        }
        #expect(rings.count == 2)
    }
}
