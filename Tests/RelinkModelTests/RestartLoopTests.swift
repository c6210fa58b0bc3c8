// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct RestartLoopTests {
    private let crash = SessionCondition(.failed, .browserCrash)
    private let odd = SessionCondition(.failed, .unknown)
    private let window: Duration = .seconds(90)

    private func moment(_ seconds: Int64) -> Moment {
        Moment(wall: Timestamp(milliseconds: seconds * 1000), boot: BootTime(milliseconds: seconds * 1000))
    }

    /// Starts it at that time, and lets it come up and fail.
    private func fail(_ loop: inout RestartLoop, _ condition: SessionCondition, at second: Int64) {
        loop.began()
        loop.answered(at: moment(second))
        loop.saw(SessionCondition(.starting), window: window, at: moment(second + 5))
        loop.saw(condition, window: window, at: moment(second + 10))
    }

    @Test func theSameFailureAfterThreeStartsIsALoop() {
        var loop = RestartLoop()
        for (second, isOn) in [(Int64(0), false), (100, false), (200, true)] {
            fail(&loop, crash, at: second)
            #expect(loop.isOn == isOn)
        }
        #expect(loop.repeats(crash))
        #expect(!loop.repeats(odd))
    }

    @Test func anotherFailureBeginsAnew() {
        var loop = RestartLoop()
        for condition in [crash, crash, odd, crash, crash] { fail(&loop, condition, at: 0) }
        #expect(!loop.isOn)
        #expect(loop.count == 2)
    }

    @Test func theFailureFromBeforeAStartIsNotOneAfterIt() {
        var loop = RestartLoop()
        loop.began()
        loop.saw(crash, window: window, at: moment(1))
        loop.answered(at: moment(2))
        loop.saw(crash, window: window, at: moment(91))
        #expect(loop.count == 0)
        loop.saw(crash, window: window, at: moment(92))
        #expect(loop.count == 1)
        loop.saw(crash, window: window, at: moment(500))
        #expect(loop.count == 1)
    }

    @Test(arguments: [
        SessionCondition(.notFound), SessionCondition(.failed, .loggedOut), SessionCondition(.scanQR, .qr), .connected,
    ]) func onlyFailuresThatAStartMightMendCount(condition: SessionCondition) {
        var loop = RestartLoop()
        for second in Int64(0)..<5 { fail(&loop, condition, at: second * 100) }
        #expect(loop.count == 0)
    }

    @Test func aLoopFromBeforeARestartTakesTheNextFailureForItsOwn() {
        var loop = RestartLoop(isOn: true)
        #expect(!loop.repeats(crash))
        loop.saw(crash, window: window, at: moment(0))
        #expect(loop.repeats(crash))
    }
}
