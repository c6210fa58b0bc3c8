// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

struct TokenBucketsTests {
    private let now = BootTime(milliseconds: 500_000)

    /// How many requests go through within a span, each as soon as it may.
    private func count(_ limits: [RateLimit], isUrgent: Bool = true, within span: Duration) -> Int {
        var buckets = TokenBuckets()
        var at = now
        var count = 0
        while true {
            at = max(at, buckets.opens(limits, isUrgent: isUrgent))
            guard at < now + span else { return count }
            buckets.take(limits, at: at)
            count += 1
        }
    }

    @Test func neverMoreThanTheBurstAndTheRateTogether() {
        let second = RateLimit(key: "chat", burst: 1, interval: .seconds(1))
        let group = RateLimit(key: "group", burst: 5, interval: .seconds(4))
        #expect(count([second], within: .seconds(60)) == 60)
        #expect(count([group], within: .seconds(60)) == 19)
        #expect(count([second, group], within: .seconds(60)) == 19)
        #expect(count([group], isUrgent: false, within: .seconds(60)) == 18)
        #expect(count([], within: .zero) == 0)
    }

    @Test func aPauseFillsTheBucketAndNoMore() {
        var buckets = TokenBuckets()
        let limit = RateLimit(key: "hook", burst: 3, interval: .seconds(1))
        for _ in 0..<3 { buckets.take([limit], at: now) }
        #expect(buckets.opens([limit], isUrgent: true) == now + .seconds(1))
        let later = now + .hours(1)
        for _ in 0..<3 {
            #expect(buckets.opens([limit], isUrgent: true) <= later)
            buckets.take([limit], at: later)
        }
        #expect(buckets.opens([limit], isUrgent: true) == later + .seconds(1))
        buckets.putBack([limit])
        #expect(buckets.opens([limit], isUrgent: true) <= later)
    }
}
