// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

/// The traps that gateways, clocks and restarts set.
struct GatewayWatchTrapTests {
    private let crashed = PollAnswer.state(SessionCondition(.failed, .browserCrash))
    private let gone = PollAnswer.state(SessionCondition(.notFound))

    @Test(arguments: [
        StartAnswer.refused(words: "no"), .alreadyRunning, .unknownSession, .noAnswer(words: "timeout"), .accepted,
    ]) func whateverAStartAnswersOnlyThePollsProveAnything(answer: StartAnswer) {
        var world = World(plan: .shop())
        world.run(.minutes(1))
        world.startResult = (answer, .seconds(2), nil)
        world.conditions["shop"] = crashed
        world.run(.minutes(40))
        #expect(world.starts.count == 3)
        #expect(world.kinds == [.sessionOpened, .sessionChanged])
    }

    @Test func noSecondStartWhileOneIsUnanswered() {
        var world = World(plan: .shop())
        world.run(.minutes(1))
        world.startResult = (.accepted, .minutes(6), nil)
        world.conditions["shop"] = gone
        world.run(.minutes(7))
        #expect(world.starts.count == 1)
        world.feed(.startWanted(session: "shop"))
        world.feed(.startWanted(session: "shop"))
        #expect(world.starts.count <= 2)
    }

    @Test func aHangingPageIsAFailedSessionBesideAGatewayThatAnswers() {
        var world = World(plan: .shops(3, autoStart: .off))
        world.run(.minutes(1))
        world.conditions["shop-1"] = .timedOut
        world.latency = .seconds(4)
        world.run(.minutes(3))
        #expect(world.kinds == [.sessionOpened])
        #expect(world.messages.first?.event.condition == SessionCondition(.failed, .statusTimeout))
    }

    @Test func aProxyThatAnswersIsAnUnreachableGateway() {
        var world = World(plan: .shops(3))
        world.run(.minutes(1))
        world.reach = .proxy
        world.run(.minutes(5))
        #expect(world.kinds == [.serverOpened])
        #expect(world.messages.first?.event.condition == SessionCondition(.unreachable, .proxyAnswer))
    }

    @Test func oneOddSessionIsOneWarningAlsoAcrossARestartAndDoesNotKeepOthersFromStarting() {
        var world = World(plan: .shops(10))
        world.run(.minutes(1))
        world.conditions["shop-4"] = .unmapped(words: "FLYING")
        world.run(.minutes(5))
        #expect(world.kinds == [.serverMisconfigured])
        world.restart(after: .seconds(20))
        world.run(.minutes(5))
        #expect(world.kinds == [.serverMisconfigured])
        world.conditions["shop-5"] = crashed
        world.run(.minutes(2))
        #expect(world.starts.map(\.session) == ["shop-5"])
        world.conditions["shop-4"] = .state(.connected)
        world.run(.minutes(1))
        #expect(world.kinds.filter { $0 == .serverRecovered }.count == 1)
    }

    @Test func aHiccupOfTheGatewayIsNothing() {
        var world = World(plan: .shops(3))
        world.run(.minutes(1))
        world.reach = .down
        world.run(.seconds(30))
        world.reach = .up
        world.run(.minutes(10))
        #expect(world.messages.isEmpty && world.starts.isEmpty)
    }

    @Test func aGatewayThatGoesAwayAgainBeforeItsReturnWasToldIsOneOutage() {
        var world = World(plan: .shops(3))
        world.run(.minutes(1))
        world.reach = .down
        world.run(.minutes(3))
        world.conditions["shop-1"] = gone
        world.reach = .up
        world.run(.seconds(40))
        world.reach = .down
        world.run(.minutes(3))
        world.conditions["shop-1"] = .state(.connected)
        world.reach = .up
        world.run(.minutes(5))
        #expect(world.kinds == [.serverOpened, .serverRecovered])
    }

    @Test func aRestartAndAHiccupDoNotLoseTheEndOfAGatewaysOutage() {
        var world = World(plan: .shops(3))
        world.run(.minutes(1))
        world.reach = .down
        world.run(.minutes(3))
        world.conditions["shop-1"] = gone
        world.reach = .up
        world.run(.seconds(40))
        world.reach = .down
        world.restart()
        world.run(.seconds(8))
        world.reach = .up
        world.conditions["shop-1"] = .state(.connected)
        world.run(.minutes(5))
        #expect(world.kinds == [.serverOpened, .serverRecovered])
    }

    @Test func anAnnouncementThatWaitedForAStartSurvivesARestart() {
        var world = World(plan: .shop())
        world.run(.minutes(1))
        world.conditions["shop"] = crashed
        world.run(.seconds(60))
        #expect(world.messages.isEmpty && world.starts.count == 1)
        world.restart()
        world.run(.minutes(40))
        #expect(world.kinds == [.sessionOpened])
        #expect(world.starts.count == 3)
    }

    @Test func aCodeInHandPiercesThePatienceWithAGateway() {
        var world = World(plan: .shops(4))
        world.run(.minutes(1))
        for index in 0..<4 { world.conditions["shop-\(index)"] = gone }
        world.run(.seconds(30))
        world.codes["shop-2"] = QRID(rawValue: "a")
        world.conditions["shop-2"] = .state(SessionCondition(.scanQR, .qr))
        world.run(.seconds(12))
        #expect(world.messages.map(\.event.subject) == [.session("shop-2")])
    }

    @Test(arguments: [SessionState.stopped, .notFound]) func aSessionThatShouldBeStoppedIsLeftAlone(state: SessionState)
    {
        var world = World(plan: .shop(expectation: .stopped))
        world.conditions["shop"] = .state(SessionCondition(state))
        world.run(.minutes(20))
        #expect(world.messages.isEmpty && world.starts.isEmpty)
    }

    @Test func anOutageThatIsRightSinceARestartIsEndedAndTheOtherWayRoundBegun() {
        var world = World(plan: .shop(autoStart: .off))
        world.conditions["shop"] = .state(SessionCondition(.stopped))
        world.run(.minutes(5))
        #expect(world.kinds == [.sessionFirstSeen])
        world.restart(plan: .shop(autoStart: .off, expectation: .stopped))
        world.run(.minutes(5))
        #expect(world.kinds == [.sessionFirstSeen, .sessionUnwatched])
        world.restart(plan: .shop(autoStart: .off))
        world.run(.minutes(5))
        #expect(world.kinds == [.sessionFirstSeen, .sessionUnwatched, .sessionFirstSeen])
    }

    @Test func aSessionNobodyWatchesAnyMoreIsToldToBeUnwatched() {
        var world = World(plan: .shops(2, autoStart: .off))
        world.run(.minutes(1))
        world.conditions["shop-1"] = crashed
        world.run(.minutes(2))
        world.restart(plan: .shops(1, autoStart: .off))
        world.run(.minutes(2))
        #expect(world.kinds == [.sessionOpened, .sessionUnwatched])
    }

    @Test func observingTellsAndStartsNothing() {
        var world = World(plan: .shop(autoStart: .off))
        world.run(.minutes(1))
        world.conditions["shop"] = crashed
        world.run(.minutes(2))
        let looks = GatewayPlan(
            id: "main", kind: .wwebjs, sessions: [SessionPlan(name: "shop")], channels: world.plan.channels,
            routes: world.plan.routes, mayAct: false)
        world.restart(plan: looks)
        world.conditions["shop"] = .state(.connected)
        world.run(.minutes(2))
        world.conditions["shop"] = gone
        world.run(.minutes(10))
        #expect(world.kinds == [.sessionOpened])
        #expect(world.starts.isEmpty)
        #expect(world.watch.session("shop")?.confirmed == SessionCondition(.notFound))
    }

    @Test(arguments: [3600, -3600, 31_536_000, -31_536_000])
    func aJumpOfTheWallClockChangesNothing(seconds: Int64) throws {
        var world = World(plan: .shop(autoStart: .off))
        world.run(.minutes(1))
        world.receiver = .isDown
        world.conditions["shop"] = crashed
        world.run(.seconds(20))
        world.jumpWallClock(by: .seconds(seconds))
        world.run(.seconds(60))
        world.jumpWallClock(by: .seconds(seconds))
        world.run(.seconds(20))
        world.receiver = .accepts
        world.run(.minutes(2))
        #expect(world.kinds == [.sessionOpened])
        world.conditions["shop"] = .state(.connected)
        world.run(.minutes(1))
        let outage = try #require(world.messages.last?.event.outage)
        #expect((.seconds(205) ... .seconds(235)).contains(outage))
    }

    @Test func aStartingSessionThatGetsStuckIsAFailure() {
        var world = World(plan: .shop(autoStart: .off))
        world.run(.minutes(1))
        world.conditions["shop"] = .state(SessionCondition(.starting))
        world.run(.minutes(3))
        #expect(world.messages.isEmpty)
        world.run(.minutes(1))
        #expect(world.messages.map(\.event.condition) == [SessionCondition(.failed, .stuckStarting)])
    }

    @Test func aSentMessageFollowsTheCodeAtItsPace() {
        var world = World(plan: .shop(channel: .editing))
        world.run(.minutes(1))
        world.conditions["shop"] = .state(SessionCondition(.scanQR, .qr))
        for number in 0..<30 {
            world.codes["shop"] = QRID(rawValue: "code-\(number)")
            world.run(.seconds(10))
        }
        #expect(world.kinds == [.sessionOpened])
        #expect((7...8).contains(world.edits.count))
        let before = world.edits.count
        world.codes["shop"] = nil
        world.conditions["shop"] = .state(.connected)
        world.run(.minutes(1))
        #expect((1...2).contains(world.edits.count - before))
    }

    @Test func eachCodeIsAnnouncedOnce() {
        var world = World(plan: .shop(channel: .machine))
        world.run(.minutes(1))
        world.conditions["shop"] = .state(SessionCondition(.scanQR, .qr))
        for number in 0..<5 {
            world.codes["shop"] = QRID(rawValue: "code-\(number)")
            world.run(.seconds(45))
        }
        world.run(.minutes(10))
        #expect(world.announced.map(\.id.rawValue) == (0..<5).map { "qr-code-\($0)" })
    }
}
