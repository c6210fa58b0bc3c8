// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

struct RetryPolicyTests {
    private func delay(
        _ retryClass: RetryClass, _ attempt: Int, age: Duration = .zero, wish: Duration? = nil,
        id: DeliveryID = "x-1-1:ops"
    ) -> Duration? {
        RetryPolicy.delay(retryClass, delivery: id, attempt: attempt, age: age, wish: wish)
    }

    static let steps: [(RetryClass, [Int64])] = [
        (.urgent, [1, 2, 4, 8, 15, 30, 60, 60, 120, 120, 300, 300]),
        (.normal, [2, 4, 8, 16, 32, 64, 128, 256, 300, 300]),
        (.bulk, [1, 2, 4, 8, 30, 120, 300, 1800, 7200, 18_000, 36_000, 36_000]),
    ]

    @Test(arguments: steps) func halfOfEachDelayIsFixedAndHalfIsSpread(retryClass: RetryClass, steps: [Int64]) throws {
        for (index, step) in steps.enumerated() {
            let delays = try (0..<200).map { number in
                try #require(delay(retryClass, index + 1, id: DeliveryID("x-\(number)-1:ops")))
            }
            #expect(delays.allSatisfy { $0 >= .milliseconds(step * 500) && $0 <= .milliseconds(step * 1000) })
            #expect(Set(delays).count > 100)
        }
    }

    @Test func theSameAttemptAlwaysWaitsTheSame() {
        #expect(delay(.urgent, 3) == delay(.urgent, 3))
        #expect(delay(.urgent, 7) != delay(.urgent, 8))
    }

    @Test(arguments: [(RetryClass.urgent, 168), (.normal, 1), (.bulk, 29)] as [(RetryClass, Int64)])
    func aMessageIsGivenUpAtItsHorizonAndNotBefore(retryClass: RetryClass, hours: Int64) {
        #expect(delay(retryClass, 4, age: .hours(hours)) == nil)
        #expect(delay(retryClass, 4, age: .hours(hours) - .milliseconds(1)) != nil)
    }

    @Test func anUrgentMessageIsTriedHalfHourlyAfterADay() throws {
        let wait = try #require(delay(.urgent, 50, age: .hours(25)))
        #expect((.minutes(15) ... .minutes(30)).contains(wait))
    }

    @Test(
        arguments: [
            (RetryClass.urgent, 3600, 300), (.normal, 3600, 900), (.bulk, 100_000, 900), (.urgent, 60, 60),
        ] as [(RetryClass, Int64, Int64)]) func aWishIsObeyedUpToItsLimit(
            retryClass: RetryClass, wish: Int64, obeyed: Int64
        )
    {
        #expect(delay(retryClass, 1, wish: .seconds(wish)) == .seconds(obeyed))
    }

    @Test(arguments: [Duration.zero, .seconds(-5)]) func aWishNeverShortensTheDelay(wish: Duration) {
        #expect(delay(.urgent, 5, wish: wish) == delay(.urgent, 5))
    }

    @Test func whatIsThrottledIsNeverGivenUp() {
        #expect(delay(.normal, 9, age: .hours(5), wish: .seconds(1)) != nil)
        #expect(delay(.normal, 9, age: .hours(5)) == nil)
    }

    @Test func aCodeIsTriedAtShortIntervalsAndNotLong() {
        for (attempt, longest) in [(1, 1), (2, 2), (3, 4), (9, 4)] {
            #expect((delay(.perishable, attempt) ?? .hours(1)) <= .seconds(longest))
        }
        #expect(delay(.perishable, 1, age: .seconds(20)) == nil)
    }
}
