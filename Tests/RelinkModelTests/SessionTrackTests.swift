// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct SessionTrackTests {
    private static let conditions: [SessionCondition] = [
        .connected, SessionCondition(.starting), SessionCondition(.failed, .unknown),
        SessionCondition(.failed, .loggedOut),
        SessionCondition(.notFound), SessionCondition(.scanQR, .qr), SessionCondition(.scanQR, .passkeyRequired),
    ]

    private func moment(_ seconds: Int64) -> Moment {
        Moment(wall: Timestamp(milliseconds: seconds * 1000), boot: BootTime(milliseconds: seconds * 1000))
    }

    private func track() -> SessionTrack {
        var track = SessionTrack(plan: SessionPlan(name: "shop"), policy: SharedPolicy(WatchPolicy()), at: moment(0))
        _ = track.observe(.connected, GatewayWords(), at: moment(0))
        _ = track.confirm(.connected, at: moment(0))
        return track
    }

    /// When a condition seen every 10 s is believed, in seconds after its first observation; nil for never.
    @Test(arguments: zip(conditions, [nil, 180, 30, 10, 60, 10, 0] as [Int64?]))
    func aSteadyConditionIsBelievedAfterItsRule(condition: SessionCondition, after: Int64?) {
        var track = track()
        var believed: Int64?
        for second in stride(from: Int64(10), through: 300, by: 10) where believed == nil {
            _ = track.observe(condition, GatewayWords(), at: moment(second))
            if track.candidate(at: moment(second)) != nil { believed = second - 10 }
        }
        #expect(believed == after)
    }

    /// All histories of five observations, 10 s apart, against the rule as it reads.
    @Test func everyShortHistoryIsBelievedAsTheRulesRead() {
        for code in 0..<16_807 {
            var rest = code
            let history = (0..<5).map { _ in
                defer { rest /= 7 }
                return Self.conditions[rest % 7]
            }
            var track = track()
            for (index, condition) in history.enumerated() {
                _ = track.observe(condition, GatewayWords(), at: moment(Int64(index + 1) * 10))
            }
            let candidate = track.candidate(at: moment(50))
            guard candidate == expected(history) else {
                Issue.record("\(history): \(String(describing: candidate))")
                return
            }
        }
    }

    private func expected(_ history: [SessionCondition]) -> SessionCondition? {
        guard let last = history.last, last != .connected, last.state != .starting else { return nil }
        let run = history.reversed().prefix { $0 != .connected }.count
        let elapsed = Int64(run - 1) * 10
        let rule: (seconds: Int64, count: Int)
        switch (last.state, last.detail) {
        case (.scanQR, .passkeyRequired): rule = (0, 1)
        case (.scanQR, _): rule = (10, 2)
        case (.notFound, _): rule = (60, 3)
        case (.failed, .loggedOut): rule = (0, 2)
        default: rule = (30, 2)
        }
        return elapsed >= rule.seconds && run >= rule.count ? last : nil
    }

    @Test func aCodeInHandNeedsNoConfirmation() {
        var track = track()
        _ = track.observe(SessionCondition(.scanQR, .qr), GatewayWords(), at: moment(10))
        #expect(track.candidate(at: moment(10)) == nil)
        _ = track.read(SessionCondition(.scanQR, .qr), at: moment(10))
        _ = track.qr.takeLook(isFollowed: false, at: moment(10))
        _ = track.qr.handle(.code(QRID(rawValue: "1")), at: moment(10))
        #expect(track.candidate(at: moment(10)) == SessionCondition(.scanQR, .qr))
    }

    @Test func connectedIsBelievedAfterTwoLooksTenSecondsApart() {
        var track = track()
        _ = track.confirm(SessionCondition(.failed), at: moment(0))
        _ = track.observe(.connected, GatewayWords(), at: moment(20))
        #expect(track.candidate(at: moment(40)) == nil)
        _ = track.observe(.connected, GatewayWords(), at: moment(25))
        #expect(track.candidate(at: moment(25)) == nil)
        #expect(track.candidate(at: moment(30)) == .connected)
        #expect(track.confirm(.connected, at: moment(30)).since == moment(20))
        #expect(!track.isSoft)
    }

    @Test func startingThatLastsIsBelievedToBeStuckOnlyOnce() {
        var track = track()
        for second in stride(from: Int64(10), through: 190, by: 10) {
            _ = track.observe(SessionCondition(.starting), GatewayWords(), at: moment(second))
        }
        let stuck = SessionCondition(.failed, .stuckStarting)
        #expect(track.candidate(at: moment(190)) == stuck)
        _ = track.confirm(stuck, at: moment(190))
        _ = track.observe(SessionCondition(.starting), GatewayWords(), at: moment(200))
        #expect(track.candidate(at: moment(999)) == nil)
    }

    @Test func aFrozenRunBeginsAnew() {
        var track = track()
        _ = track.observe(SessionCondition(.failed), GatewayWords(), at: moment(10))
        track.freeze()
        _ = track.observe(SessionCondition(.failed), GatewayWords(), at: moment(500))
        #expect(track.run?.since == moment(500))
    }

    @Test func goesOnFromWhatWasStored() throws {
        var track = track()
        _ = track.observe(SessionCondition(.failed), GatewayWords(), at: moment(10))
        let record = try #require(track.record)
        var again = SessionTrack(plan: track.plan, record: record, policy: SharedPolicy(WatchPolicy()), at: moment(60))
        #expect(again.record == record)
        #expect(again.isSoft)
        let change = again.observe(SessionCondition(.failed), GatewayWords(), at: moment(61))
        #expect(change == nil)
        #expect(again.candidate(at: moment(61)) == SessionCondition(.failed))
        #expect(again.run?.afterGap == false)
    }

    @Test func whatChangedWhileNobodyWatchedIsAGap() throws {
        let record = try #require(track().record)
        var again = SessionTrack(
            plan: SessionPlan(name: "shop"), record: record, policy: SharedPolicy(WatchPolicy()), at: moment(60))
        let change = again.observe(SessionCondition(.failed), GatewayWords(), at: moment(61))
        #expect(change == SessionTrack.Transition(from: .connected, to: SessionCondition(.failed)))
        #expect(again.run?.afterGap == true)
    }
}
