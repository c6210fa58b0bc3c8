// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Simulation
import Testing

struct SimulatedRunTests {
    private let broken = SessionScript(SessionCondition(.failed, .browserCrash), words: "page crashed")

    @Test func aWorldInWhichNothingHappensTellsNothing() {
        let run = play([], for: .hours(2))
        #expect(run.messages.isEmpty)
        #expect(run.offset == .hours(2))
    }

    @Test func anOutageIsToldWithItsTextAndTimesAndItsEndToo() throws {
        let run = play(
            [
                (.minutes(5), .session("main", ["shop-1"], broken)),
                (.minutes(9), .session("main", ["shop-1"], .connected)),
            ], for: .hours(1))
        #expect(run.messages.map(\.1.event.kind) == [.sessionOpened, .sessionRecovered])
        let first = try #require(run.messages.first)
        #expect((.seconds(330) ... .seconds(345)).contains(first.0))
        #expect(first.1.text == "session.opened shop-1")
        #expect(first.1.wakes)
        #expect(run.messages.last?.1.wakes == false)
    }

    @Test func theSameScriptAlwaysTellsTheSame() {
        let script: [(at: Duration, cue: Cue)] = [
            (.minutes(1), .restartGateway("main", down: .seconds(70), every: .seconds(7))),
            (.minutes(20), .session("main", ["shop-1", "shop-2", "shop-3", "shop-4", "shop-5"], broken)),
            (.minutes(40), .receiver("ops", .ambiguous)), (.minutes(41), .kill(.minutes(2))),
            (.minutes(45), .receiver("ops", .accepts)), (.minutes(50), .jump(.hours(-1))),
        ]
        #expect(play(script, for: .hours(2)).happenings == play(script, for: .hours(2)).happenings)
    }

    @Test func whatIsScriptedForTheBeginningIsHowRelinkFindsTheWorld() {
        let run = play([(.zero, .session("main", ["shop-1"], broken))], for: .minutes(5))
        #expect(run.messages.map(\.1.event.kind) == [.sessionFirstSeen])
    }

    @Test func aReceiverThatIsDownTakesItAfterwards() throws {
        let run = play(
            [
                (.minutes(5), .session("main", ["shop-1"], broken)), (.minutes(5), .receiver("ops", .down)),
                (.minutes(15), .receiver("ops", .accepts)),
            ], for: .minutes(25))
        let first = try #require(run.messages.first)
        #expect(run.messages.map(\.1.event.kind) == [.sessionOpened])
        #expect((.minutes(15) ... .minutes(16)).contains(first.0))
        #expect(first.1.attempt > 1)
    }

    @Test func anAnswerThatIsLostMakesCopiesOfOneMessage() {
        let run = play(
            [
                (.minutes(5), .session("main", ["shop-1"], broken)), (.minutes(5), .receiver("ops", .ambiguous)),
                (.minutes(6), .receiver("ops", .accepts)),
            ], for: .minutes(10))
        #expect(run.messages.map(\.1.event.id.rawValue).count > 1)
        #expect(Set(run.messages.map(\.1.event.id)).count == 1)
        #expect(run.messages.map(\.1.isCopy).prefix(2) == [false, true])
    }

    @Test func aRoundOfCodesIsOverAfterTheLastOne() {
        let scan = SessionScript(SessionCondition(.scanQR, .qr), showsCodes: true, codes: 6)
        let run = play([(.minutes(5), .session("main", ["shop-1"], scan))], for: .minutes(9))
        #expect(run.messages.map(\.1.event.kind) == [.sessionOpened])
        #expect(run.watch(of: "main")?.session("shop-1")?.observed == SessionCondition(.scanQR, .roundOver))
    }

    @Test func aStartBringsASessionBack() {
        let run = play(
            [
                (.zero, .starts("main", StartScript(becomes: .connected))),
                (.minutes(5), .session("main", ["shop-1"], broken)),
            ], autoStart: .listed, for: .minutes(30))
        #expect(run.watch(of: "main")?.session("shop-1")?.confirmed == .connected)
        #expect(run.logged.contains("session.restart"))
    }

    @Test func theOutcomeOfAStartThatSomethingOvertookIsDropped() {
        let run = play(
            [
                (.zero, .starts("main", StartScript(becomes: .connected, after: .minutes(5)))),
                (.minutes(5), .session("main", ["shop-1"], broken)),
                (.minutes(7), .session("main", ["shop-1"], SessionScript(SessionCondition(.failed, .tosBlock)))),
            ], autoStart: .listed, for: .minutes(30))
        #expect(run.watch(of: "main")?.session("shop-1")?.confirmed == SessionCondition(.failed, .tosBlock))
    }

    @Test func fiveHundredSessionsThatFallTogetherAreFewMessages() {
        let run = play(
            [
                (.minutes(5), .reach("main", .down)), (.minutes(15), .reach("main", .up)),
                (.minutes(30), .session("main", (0..<250).map { "shop-\($0)" }, broken)),
                (.minutes(40), .session("main", (0..<250).map { "shop-\($0)" }, .connected)),
            ], sessions: 500, for: .hours(1))
        #expect(run.messages.map(\.1.event.kind).first == .serverOpened)
        #expect(run.messages.last?.1.event.kind == .groupRecovered)
        #expect(run.messages.count <= 5)
    }

    private func play(
        _ script: [(at: Duration, cue: Cue)], sessions: Int = 10, autoStart: SessionPlan.AutoStart = .off,
        for duration: Duration
    ) -> SimulatedRun {
        var policy = WatchPolicy()
        policy.reminders = []
        let plan = GatewayPlan(
            id: "main", kind: .wwebjs,
            sessions: (0..<sessions).map { SessionPlan(name: "shop-\($0)", autoStart: autoStart) }, policy: policy,
            channels: [ChannelPlan(id: "ops", kind: .slack)],
            routes: RouteTable(everythingTo: [Recipient(channel: "ops")]))
        let setup = SimulatedRun.Setup(
            plans: [plan], channels: ["ops": ChannelQueue(concurrency: 1)],
            start: Timestamp(milliseconds: 1_767_225_600_000)
        ) { "\($0.event.kind.rawValue) \($0.event.subject.sessionName ?? "-")" }
        var run = SimulatedRun(setup, script: script)
        run.run(until: duration)
        return run
    }
}

extension SimulatedRun {
    /// What was told, and how long after the beginning.
    fileprivate var messages: [(Duration, ToldMessage)] {
        happenings.compactMap { if case .told(let message) = $0.what { ($0.offset, message) } else { nil } }
    }

    /// The names of the lines that were logged.
    fileprivate var logged: Set<String> {
        Set(happenings.compactMap { if case .logged(_, let entry) = $0.what { entry.name } else { nil } })
    }
}
