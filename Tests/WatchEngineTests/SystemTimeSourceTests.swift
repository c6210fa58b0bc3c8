// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import WatchEngine

@Suite(.timeLimit(.minutes(1)))
struct SystemTimeSourceTests {
    @Test func aSleepNeverEndsBeforeItsDeadlineShows() async {
        let time = SystemTimeSource()
        for _ in 0..<20 {
            let deadline = time.now.boot + .milliseconds(2)
            await time.sleep(until: deadline)
            #expect(time.now.boot >= deadline)
        }
    }

    @Test func cancellationEndsASleep() async {
        await withDiscardingTaskGroup { group in
            group.addTask {
                let time = SystemTimeSource()
                await time.sleep(until: time.now.boot + .hours(24))
            }
            group.cancelAll()
        }
    }

    @Test func theWallClockShowsThisCentury() {
        #expect(SystemTimeSource().now.wall > Timestamp(milliseconds: 1_700_000_000_000))
    }
}
