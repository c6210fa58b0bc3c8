// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct RoundBudgetTests {
    private func moment(_ seconds: Int64) -> Moment {
        Moment(wall: Timestamp(milliseconds: seconds * 1000), boot: BootTime(milliseconds: seconds * 1000))
    }

    private func budget() -> RoundBudget { RoundBudget(policy: SharedPolicy(WatchPolicy())) }

    @Test func aPersonMayBeginOneRoundAMinuteAndTenAnHour() {
        var budget = budget()
        #expect(budget.nextWish <= moment(0).boot)
        for index in 0..<10 {
            let now = moment(Int64(index) * 100)
            #expect(budget.nextWish <= now.boot)
            budget.wish(at: now)
            if index < 9 { #expect(budget.nextWish == now.boot + .seconds(60)) }
        }
        #expect(budget.nextWish == moment(3600).boot)
        budget.wish(at: moment(3600))
        #expect(budget.nextWish == moment(3700).boot)
    }

    @Test func roundsThatBeginByThemselvesHaveABudgetOfTheirOwn() {
        var budget = budget()
        for index in 0..<20 {
            let now = moment(Int64(index) * 100)
            #expect(budget.nextRenewal <= now.boot)
            budget.renew(at: now)
        }
        #expect(budget.nextRenewal == moment(3600).boot)
        #expect(budget.nextWish <= moment(0).boot)
    }

    @Test func aRoundThatAPersonBeganIsGivenTimeBeforeTheNextBegins() {
        var budget = budget()
        budget.wish(at: moment(5))
        #expect(budget.nextRenewal == moment(65).boot)
    }
}
