// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct MisconfigurationTests {
    private func moment(_ seconds: Int64) -> Moment {
        Moment(wall: Timestamp(milliseconds: seconds * 1000), boot: BootTime(milliseconds: seconds * 1000))
    }

    @Test(arguments: [(Misconfiguration.Problem.key, 10), (.answers, 120)] as [(Misconfiguration.Problem, Int64)])
    func isRaisedOnceAfterItsPatience(problem: Misconfiguration.Problem, seconds: Int64) {
        var state = Misconfiguration(policy: WatchPolicy(), isRaised: false, sessions: ["a", "b"])
        #expect(state.note(problem, of: "a", words: "odd", at: moment(0)) == nil)
        #expect(state.note(problem, of: "a", words: "odd", at: moment(seconds - 1)) == nil)
        let raised = state.note(problem, of: "a", words: "odd", at: moment(seconds))
        #expect(raised?.since == moment(0))
        #expect(state.note(problem, of: "b", words: "odd", at: moment(999)) == nil)
        #expect(state.concerns("a") && !state.concerns("c"))
    }

    @Test func anotherProblemBeginsAnew() {
        var state = Misconfiguration(policy: WatchPolicy(), isRaised: false, sessions: ["a"])
        #expect(state.note(.answers, of: "a", words: "odd", at: moment(0)) == nil)
        #expect(state.note(.key, of: "a", words: "wrong key", at: moment(200)) == nil)
        #expect(state.note(.key, of: "a", words: "wrong key", at: moment(210))?.since == moment(200))
        #expect(state.words == "wrong key")
    }

    @Test func isOverWhenNoSessionAnswersWronglyAnyMore() {
        var state = Misconfiguration(policy: WatchPolicy(), isRaised: false, sessions: ["a", "b"])
        for session in ["a", "b"] {
            for second in [0, 500] { _ = state.note(.answers, of: session, words: "", at: moment(Int64(second))) }
        }
        #expect(state.clear("a") == false)
        #expect(state.isRaised)
        #expect(state.clear("b") == true)
        #expect(!state.isSuspected)
        #expect(state.clear("b") == false)
    }

    @Test func afterARestartEverySessionIsHeardBeforeItIsOver() {
        var state = Misconfiguration(policy: WatchPolicy(), isRaised: true, sessions: ["a", "b", "c"])
        #expect(state.clear("a") == false)
        state.skip("c")
        #expect(state.note(.answers, of: "b", words: "odd", at: moment(0)) == nil)
        #expect(state.clear("a") == false)
        #expect(state.clear("b") == true)
    }
}
