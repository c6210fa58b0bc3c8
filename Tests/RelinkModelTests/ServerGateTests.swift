// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct ServerGateTests {
    private static let down = PingAnswer.unreachable(.refused, words: "connection refused")
    private static let up = PingAnswer.alive(startedAt: nil)

    private func moment(_ seconds: Int64) -> Moment {
        Moment(wall: Timestamp(milliseconds: seconds * 1000), boot: BootTime(milliseconds: seconds * 1000))
    }

    private func gate(away: Bool = false) -> ServerGate {
        ServerGate(interval: .seconds(10), policy: WatchPolicy(), awaySince: away ? moment(0) : nil, at: moment(0))
    }

    /// Pings every five seconds: the verdicts, by the second.
    private func verdicts(_ answers: String, away: Bool = false) -> [Int64: ServerGate.Verdict] {
        var gate = gate(away: away)
        var verdicts: [Int64: ServerGate.Verdict] = [:]
        for (index, answer) in answers.enumerated() {
            let second = Int64(index) * 5
            verdicts[second] = gate.handle(answer == "u" ? Self.up : Self.down, at: moment(second))
        }
        return verdicts
    }

    @Test(arguments: [
        ("uuu", [0: ServerGate.Verdict.reachable]), ("ud", [0: .reachable, 5: .hiccup]),
        ("udu", [0: .reachable, 5: .hiccup, 10: .steady]), ("du", [0: .hiccup, 5: .steady]),
        ("uddddddddddd", [0: .reachable, 5: .hiccup, 50: .away]),
        ("dddddddddduuu", [0: .hiccup, 45: .away, 60: .back]),
        ("ddddddddddududuuu", [0: .hiccup, 45: .away, 80: .back]),
    ]) func everyPhaseHasItsVerdicts(answers: String, expected: [Int64: ServerGate.Verdict]) {
        #expect(verdicts(answers) == expected)
    }

    @Test func anOutageFromBeforeARestartGoesOn() {
        #expect(verdicts("dduuu", away: true) == [20: .back])
        let gate = gate(away: true)
        #expect(gate.isAway)
        #expect(gate.failure?.since == moment(0))
    }

    @Test func aNewerStartTimeIsARestart() {
        var gate = gate()
        let old = Timestamp(milliseconds: 1000)
        #expect(gate.handle(.alive(startedAt: old), at: moment(0)) == .reachable)
        #expect(gate.handle(.alive(startedAt: nil), at: moment(10)) == nil)
        #expect(gate.handle(.alive(startedAt: old), at: moment(20)) == nil)
        #expect(gate.handle(.alive(startedAt: old + .seconds(1)), at: moment(30)) == .restarted)
        #expect(gate.handle(.alive(startedAt: old + .seconds(1)), at: moment(40)) == nil)
    }

    @Test func onePingIsUnderWayAtATimeAndTheNextComesAfterItsInterval() {
        var gate = gate()
        #expect(gate.takePing(at: moment(0)) == true)
        #expect(gate.nextDeadline == nil)
        gate.hurry(at: moment(1))
        #expect(gate.takePing(at: moment(1)) == false)
        _ = gate.handle(Self.up, at: moment(2))
        #expect(gate.nextDeadline == moment(12).boot)
        _ = gate.handle(Self.down, at: moment(12))
        #expect(gate.nextDeadline == moment(17).boot)
    }

    @Test func howeverManyDoubtsThereAreThePingsKeepAPace() {
        var gate = gate()
        _ = gate.takePing(at: moment(0))
        _ = gate.handle(Self.up, at: moment(0))
        for _ in 0..<1000 { gate.hurry(at: moment(0)) }
        #expect(gate.nextDeadline == moment(0).boot + .milliseconds(500))
        gate.hurry(at: moment(3))
        #expect(gate.nextDeadline == moment(0).boot + .milliseconds(500))
    }

    @Test func aGatewayThatFailsIsAskedAtAPaceHoweverManyDoubtsThereAre() {
        var gate = gate()
        _ = gate.handle(Self.up, at: moment(0))
        var tries: [Int64] = []
        for second in Int64(1)...60 where !gate.isAway {
            gate.hurry(at: moment(second))
            guard gate.takePing(at: moment(second)) else { continue }
            tries.append(second)
            _ = gate.handle(Self.down, at: moment(second))
        }
        #expect(tries == [1, 6, 11, 16, 21, 26, 31, 36, 41, 46])
        #expect(gate.failure?.count == 10)
    }

    @Test func pingsThatTakeLongConfirmAnOutageNoLater() {
        var gate = gate()
        // Each ping takes two seconds to fail: the last one still begins when the outage may be believed.
        var (second, begun): (Int64, [Int64]) = (0, [])
        while !gate.isAway, second < 100 {
            if gate.takePing(at: moment(second)) {
                begun.append(second)
                _ = gate.handle(Self.down, at: moment(second + 2))
                second += 2
            }
            second += 1
        }
        #expect(begun == [0, 7, 14, 21, 28, 35, 42, 47])
        #expect(gate.failure?.since == moment(2))
    }

    @Test func isFreshOnlyRightAfterAnAnsweredPing() {
        var gate = gate()
        #expect(!gate.isFresh(at: moment(0)))
        _ = gate.handle(Self.up, at: moment(0))
        #expect(gate.isFresh(at: moment(5)))
        #expect(!gate.isFresh(at: moment(6)))
        _ = gate.handle(Self.down, at: moment(6))
        #expect(!gate.isFresh(at: moment(6)))
        #expect(!gate.isSteady)
    }
}
