// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct ThrottlePaceTests {
    private func at(_ milliseconds: Int64) -> BootTime { BootTime(milliseconds: milliseconds) }

    @Test func thereIsNoneUntilARefusal() {
        var pace = ThrottlePace()
        pace.began(at: at(0))
        pace.succeed()
        #expect(pace.opens == nil)
        pace.refuse()
        #expect(pace.opens == at(1000))
    }

    @Test func itNeverGetsSlowerThanTheSlowest() {
        var pace = ThrottlePace()
        pace.began(at: at(0))
        for _ in 0..<100 { pace.refuse() }
        #expect(pace.opens == at(30_000))
    }

    @Test func afterEnoughSuccessesItIsForgotten() {
        var pace = ThrottlePace()
        pace.began(at: at(0))
        pace.refuse()
        var successes = 0
        while pace.opens != nil, successes < 1000 {
            pace.succeed()
            successes += 1
        }
        #expect((40...50).contains(successes))
    }

    /// A receiver that takes one message an interval, whatever its interval.
    @Test(arguments: [Int64(200), 1000, 5000])
    func aReceiverWithARateIsAskedLittleMoreThanItTakes(interval: Int64) {
        var gate = ChannelGate(concurrency: 16)
        var (now, next) = (Int64(0), Int64(0))
        var (calls, taken) = (0, 0)
        while taken < 300, calls < 10_000 {
            if let opens = gate.opens(isUrgent: false) { now = max(now, opens.milliseconds) }
            guard gate.admit(isUrgent: true, at: at(now)) else { break }
            calls += 1
            if now >= next {
                next = now + interval
                taken += 1
                gate.attempted(.delivered(ref: nil), at: at(now))
            } else {
                gate.attempted(.retry(after: .zero, reason: "HTTP 429"), at: at(now))
            }
        }
        #expect(taken == 300)
        #expect(calls <= 390, "\(calls) calls")
        // Each refusal costs a second and a half, whatever the rate.
        #expect(now <= interval * 300 * 3 / 2 + Int64(calls - taken) * 1500, "\(now) ms")
    }
}
