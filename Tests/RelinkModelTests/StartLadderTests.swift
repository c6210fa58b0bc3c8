// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct StartLadderTests {
    private func moment(_ seconds: Int64) -> Moment {
        Moment(wall: Timestamp(milliseconds: seconds * 1000), boot: BootTime(milliseconds: seconds * 1000))
    }

    @Test func pausesAreCountedFromTheEndOfTheLastAttempt() {
        var ladder = StartLadder(policy: SharedPolicy(WatchPolicy()))
        #expect(ladder.nextAttempt == BootTime(milliseconds: .min))
        for (end, next) in [(Int64(40), Int64(160)), (200, 500)] {
            ladder.begin()
            #expect(ladder.isUnanswered && ladder.nextAttempt == nil)
            #expect(ladder.windowEnds == BootTime(milliseconds: .max))
            ladder.answered(at: moment(end))
            #expect(ladder.nextAttempt == moment(next).boot)
            #expect(ladder.windowEnds == moment(end + 90).boot)
        }
        ladder.begin()
        ladder.answered(at: moment(600))
        #expect(ladder.nextAttempt == nil)
        ladder.reset()
        #expect(ladder.nextAttempt == BootTime(milliseconds: .min))
        #expect(ladder.windowEnds == nil)
    }

    @Test func aStartThatIsNotCountedUsesNothingUp() {
        var ladder = StartLadder(policy: SharedPolicy(WatchPolicy()))
        ladder.begin(isCounted: false)
        #expect(ladder.nextAttempt == nil)
        ladder.answered(at: moment(10))
        #expect(ladder.attempts == 0)
        #expect(ladder.nextAttempt == moment(10).boot)
    }

    @Test func attemptsFromBeforeARestartCount() {
        #expect(
            StartLadder(policy: SharedPolicy(WatchPolicy()), attempts: 2, lastEnded: moment(0)).nextAttempt
                == moment(300).boot)
        #expect(StartLadder(policy: SharedPolicy(WatchPolicy()), attempts: 3, lastEnded: moment(0)).nextAttempt == nil)
    }
}
