// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct SessionListTests {
    private func moment(_ seconds: Int64) -> Moment {
        Moment(wall: Timestamp(milliseconds: seconds * 1000), boot: BootTime(milliseconds: seconds * 1000))
    }

    private func names(_ count: Int) -> Set<String> { Set((0..<count).map { "s\($0)" }) }

    private func list(expecting count: Int, isRaised: Bool = false) -> SessionList {
        SessionList(policy: WatchPolicy(), expected: count, isRaised: isRaised, at: moment(0))
    }

    @Test(arguments: [
        // An empty list is always a surprise, a short one where many are gone.
        (1, 0, true), (20, 0, true), (20, 9, true), (20, 10, false), (20, 30, false), (8, 3, true), (6, 2, false),
        (2, 1, false), (0, 0, false),
    ]) func isDoubtfulWhereMostAreGoneAtOnce(before: Int, after: Int, isDoubtful: Bool) {
        var list = list(expecting: 0)
        #expect(list.note(names(before), at: moment(0)) == false)
        #expect(list.note(names(after), at: moment(30)) == false)
        #expect(list.isDoubtful == isDoubtful)
        #expect(list.expected == (isDoubtful ? before : after))
    }

    @Test func isRaisedOnceAfterThreeLooksWithinAMinute() {
        var list = list(expecting: 20)
        for second in [Int64(0), 30, 59] {
            _ = list.note([], at: moment(second))
            #expect(list.takeLoss(at: moment(second)) == nil)
        }
        _ = list.note([], at: moment(60))
        #expect(list.takeLoss(at: moment(60)) == moment(0))
        #expect(list.takeLoss(at: moment(61)) == nil)
        #expect(list.note(names(11), at: moment(90)) == true)
        #expect(list.takeReturn() == true)
        #expect(list.takeReturn() == false)
        #expect(!list.isRaised)
    }

    @Test func aListThatGrowsIsGivenTime() {
        var list = list(expecting: 100)
        for second in Int64(0)..<40 {
            _ = list.note(names(Int(second)), at: moment(second * 10))
            #expect(list.takeLoss(at: moment(second * 10)) == nil)
        }
    }

    @Test func aListThatBecomesShortLittleByLittleIsNoSurprise() {
        var list = list(expecting: 40)
        for count in (0..<40).reversed() where count > 0 {
            _ = list.note(names(count), at: moment(Int64(40 - count) * 30))
            #expect(!list.isDoubtful)
        }
    }

    @Test func whatItSaidCountsOnlyForAWhile() {
        var list = list(expecting: 20)
        #expect(!list.holds("s1", at: moment(0)))
        _ = list.note(["s1"], at: moment(0))
        #expect(list.holds("s2", at: moment(90)))
        #expect(!list.holds("s1", at: moment(90)))
        #expect(!list.holds("s2", at: moment(91)))
    }

    @Test func aLossFromBeforeARestartGoesOn() {
        var list = list(expecting: 20, isRaised: true)
        #expect(list.holds("s1", at: moment(90)))
        #expect(!list.holds("s1", at: moment(91)))
        _ = list.note([], at: moment(0))
        #expect(list.takeLoss(at: moment(99)) == nil)
        #expect(list.note(names(20), at: moment(100)) == true)
        #expect(list.takeReturn() == true)
    }

    @Test func whoeverIsForgottenIsNotExpected() {
        var list = list(expecting: 2)
        _ = list.note([], at: moment(0))
        list.forget("s0")
        list.forget("s1")
        #expect(list.note([], at: moment(10)) == true)
    }

    @Test func aDoubtIsLookedAtSooner() {
        var list = list(expecting: 2)
        #expect(list.pace == .seconds(30))
        _ = list.note([], at: moment(0))
        #expect(list.pace == .seconds(10))
        _ = list.note([], at: moment(30))
        _ = list.note([], at: moment(60))
        _ = list.takeLoss(at: moment(60))
        #expect(list.pace == .seconds(30))
    }
}
