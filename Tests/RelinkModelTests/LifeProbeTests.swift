// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct LifeProbeTests {
    private static let plan = ProbePlan(every: .minutes(15))
    private static let silent = ProbeAnswer.silent(words: "no answer within 20 s")

    private func moment(_ seconds: Int64) -> Moment {
        Moment(wall: Timestamp(milliseconds: seconds * 1000), boot: BootTime(milliseconds: seconds * 1000))
    }

    private func connected(at second: Int64 = 0, resuming condition: SessionCondition? = nil) -> LifeProbe {
        var probe = LifeProbe(Self.plan, of: "shop", resuming: condition)
        probe.connected(at: moment(second))
        return probe
    }

    /// Asks when it is due, and answers.
    private func ask(_ probe: inout LifeProbe, _ answer: ProbeAnswer, isSteady: Bool = true) throws -> Int64 {
        let due = try #require(probe.nextDeadline)
        let second = (due - BootTime(milliseconds: 0)).wholeMilliseconds / 1000 + 1
        let asks = probe.takeTurn(at: moment(second))
        #expect(asks && probe.nextDeadline == nil)
        probe.handle(answer, isSteady: isSteady, at: moment(second))
        return second
    }

    @Test func nobodyIsAskedWhereNothingIsConfigured() {
        var probe = LifeProbe(nil, of: "shop", resuming: .stale)
        probe.connected(at: moment(0))
        #expect(probe.nextDeadline == nil && !probe.isStale)
    }

    @Test func sessionsAreSpreadOverTheInterval() {
        let first = (0..<100).compactMap { number -> Int64? in
            var probe = LifeProbe(Self.plan, of: "shop-\(number)")
            probe.connected(at: moment(0))
            return probe.nextDeadline.map { ($0 - moment(0).boot).wholeSeconds / 225 }
        }
        #expect(first.count == 100 && Set(first) == [0, 1, 2, 3])
    }

    @Test func twoWithoutAnAnswerMakeItStaleAndOneWithMakesItWell() throws {
        var probe = connected()
        let first = try ask(&probe, Self.silent)
        #expect(!probe.isStale)
        #expect(probe.nextDeadline == moment(first + 60).boot)
        let second = try ask(&probe, Self.silent)
        #expect(probe.isStale && probe.words == "no answer within 20 s")
        #expect(probe.nextDeadline == moment(second + 300).boot)
        let third = try ask(&probe, .alive)
        #expect(!probe.isStale)
        #expect(probe.nextDeadline == moment(third + 900).boot)
    }

    @Test func anAnswerBetweenThemBeginsAnew() throws {
        var probe = connected()
        for answer in [Self.silent, .alive, Self.silent] { _ = try ask(&probe, answer) }
        #expect(!probe.isStale)
    }

    @Test func whatTheGatewayHidesSaysNothing() throws {
        var probe = connected()
        for _ in 0..<4 { _ = try ask(&probe, Self.silent, isSteady: false) }
        for _ in 0..<4 { _ = try ask(&probe, .unknown(words: "refused")) }
        #expect(!probe.isStale)
    }

    @Test func itIsProvenBeforeItCountsAsBack() throws {
        var probe = connected()
        for _ in 0..<2 { _ = try ask(&probe, Self.silent) }
        probe.disconnected()
        #expect(!probe.isStale && !probe.isPending && probe.nextDeadline == nil)
        probe.connected(at: moment(3000))
        #expect(probe.isPending && probe.nextDeadline == moment(3000).boot)
        var dead = probe
        _ = try ask(&dead, Self.silent)
        #expect(dead.isStale && !dead.isPending)
        _ = try ask(&probe, .alive)
        #expect(!probe.isStale && !probe.isPending)
    }

    @Test func anAnswerAboutAnEarlierConnectionSaysNothing() {
        var probe = connected(resuming: .stale)
        let asks = probe.takeTurn(at: moment(0))
        #expect(asks)
        probe.disconnected()
        probe.connected(at: moment(10))
        probe.handle(.alive, isSteady: true, at: moment(11))
        #expect(probe.isPending && probe.nextDeadline == moment(10).boot)
    }

    @Test func aRestartForgetsNoFinding() throws {
        var probe = connected(resuming: .stale)
        #expect(probe.isStale && probe.nextDeadline == moment(0).boot)
        _ = try ask(&probe, .alive)
        #expect(!probe.isStale)
    }
}
