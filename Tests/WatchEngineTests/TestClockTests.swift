// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Testing

@testable import WatchEngine

@Suite(.timeLimit(.minutes(1)))
struct TestClockTests {
    @Test func wakesWhoseTimeHasComeAndNobodyElse() async {
        let clock = TestClock()
        let woken = Recording<Int64>()
        let start = clock.now.boot
        await withDiscardingTaskGroup { group in
            for seconds in [1, 2, 3] as [Int64] {
                group.addTask {
                    await clock.sleep(until: start + .seconds(seconds))
                    woken.append(seconds)
                }
            }
            while clock.sleeperCount < 3 { await Task.yield() }
            clock.advance(by: .seconds(2))
            await woken.wait(for: 2)
            #expect(Set(woken.elements) == [1, 2])
            #expect(clock.nextWake == start + .seconds(3))
            group.cancelAll()
        }
        #expect(woken.count == 3)
        #expect(clock.sleeperCount == 0)
    }

    @Test func aDeadlineThatIsOverDoesNotWait() async {
        let clock = TestClock()
        await clock.sleep(until: clock.now.boot)
    }

    @Test func theWallClockMovesAlone() {
        let clock = TestClock()
        let boot = clock.now.boot
        clock.set(wall: Timestamp(milliseconds: 5))
        #expect(clock.now == Moment(wall: Timestamp(milliseconds: 5), boot: boot))
    }
}
