// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

/// How rounds of QR codes begin, end, and are begun again.
struct GatewayWatchRoundsTests {
    private let asking = PollAnswer.state(SessionCondition(.scanQR, .qr))
    private let closed = PollAnswer.state(SessionCondition(.failed, .browserCrash))
    private let loggingIn = PollAnswer.state(SessionCondition(.starting, .authenticating))

    /// A session that was connected and now shows a code, which was told.
    private func asked(policy: WatchPolicy = .withoutReminders, channel: GatewayPlan.SampleChannel = .chat) -> World {
        var world = World(plan: .shop(channel: channel, policy: policy))
        world.run(.minutes(1))
        world.codes["shop"] = QRID(rawValue: "aaaa")
        world.conditions["shop"] = asking
        world.run(.seconds(15))
        return world
    }

    private func condition(_ world: World) -> SessionCondition? { world.watch.session("shop")?.observed }

    @Test(arguments: [QRID(rawValue: "aaaa"), nil])
    func anOutageThatComesToNeedAScanWaitsAMomentForTheCodeOfItsAlert(code: QRID?) {
        var world = World(plan: .shop(autoStart: .off))
        world.run(.minutes(1))
        // Bad for long enough, so that the next answer is believed at once.
        world.conditions["shop"] = closed
        world.run(.seconds(16))
        #expect(world.kinds.isEmpty)
        (world.codes["shop"], world.conditions["shop"]) = (code, asking)
        world.codeDelay = .milliseconds(900)
        var waited = Duration.zero
        while world.kinds.isEmpty, waited < .minutes(1) {
            world.run(.milliseconds(100))
            waited += .milliseconds(100)
        }
        #expect(world.kinds == [.sessionOpened])
        #expect(world.watch.tracks["shop"]?.qr.code?.id == code)
        #expect(waited < .seconds(30), "and no longer, if none comes")
    }

    @Test func aRoundThatNobodyScannedIsOverAndNothingIsStarted() {
        var world = asked()
        #expect(world.kinds == [.sessionOpened])
        world.run(.minutes(3))
        #expect(condition(world) == SessionCondition(.scanQR, .roundOver))
        world.run(.minutes(60))
        #expect(world.kinds == [.sessionOpened])
        #expect(world.starts.isEmpty)
    }

    @Test func aBrowserThatClosesInARoundIsNotToldAsAFailure() {
        var world = asked()
        world.conditions["shop"] = closed
        world.run(.minutes(30))
        #expect(condition(world) == SessionCondition(.scanQR, .roundOver))
        #expect(world.kinds == [.sessionOpened])
        #expect(world.starts.isEmpty)
        world.conditions["shop"] = .state(.connected)
        world.run(.minutes(1))
        #expect(world.kinds == [.sessionOpened, .sessionRecovered])
    }

    @Test func machinesHearOfARoundThatIsOverAsTheSameState() {
        var world = asked(channel: .machine)
        world.conditions["shop"] = closed
        world.run(.minutes(5))
        #expect(world.kinds == [.sessionTransition])
    }

    @Test func aPersonBeginsOneRoundAMinuteAndARestartIsWhatItTakes() {
        var world = asked()
        world.conditions["shop"] = closed
        world.run(.minutes(2))
        world.feed(.startWanted(session: "shop"))
        #expect(world.starts.map(\.isRestart) == [true])
        world.conditions["shop"] = asking
        world.codes["shop"] = QRID(rawValue: "bbbb")
        world.run(.seconds(20))
        #expect(world.watch.startRefusal("shop", at: world.now)?.contains("possible in 40 s") == true)
        world.feed(.startWanted(session: "shop"))
        #expect(world.starts.count == 1)
        world.run(.seconds(41))
        #expect(world.watch.startRefusal("shop", at: world.now) == nil)
        world.feed(.startWanted(session: "shop"))
        #expect(world.starts.count == 2)
    }

    @Test func aSessionThatIsDownOtherwiseIsStartedAsOftenAsAPersonWants() {
        var world = World(plan: .shop(autoStart: .off))
        world.conditions["shop"] = .state(SessionCondition(.notFound))
        world.run(.minutes(3))
        for _ in 0..<3 {
            world.feed(.startWanted(session: "shop"))
            world.run(.seconds(5))
        }
        #expect(world.starts.map(\.isRestart) == [false, false, false])
    }

    @Test func codesAreKeptAliveWithinTheirBudgetWhereThatIsWanted() {
        var policy = WatchPolicy.withoutReminders
        policy.relink = .keepAlive
        var world = asked(policy: policy)
        // No restart helps, so that each round is over as soon as it has begun.
        world.conditions["shop"] = closed
        world.run(.minutes(59))
        #expect(world.starts.count == 20)
        #expect(Set(world.starts.map(\.isRestart)) == [true])
        let pauses = zip(world.starts, world.starts.dropFirst()).map { $1.at - $0.at }
        #expect(pauses.min() ?? 0 >= 60)
        world.run(.minutes(60))
        #expect((35...40).contains(world.starts.count))
        #expect(world.kinds == [.sessionOpened])
    }

    @Test func aRoundThatIsRenewedShowsTheNextCode() {
        var policy = WatchPolicy.withoutReminders
        policy.relink = .keepAlive
        var world = asked(policy: policy, channel: .editing)
        for number in 1...5 {
            for _ in 0..<200 where world.starts.count < number { world.run(.seconds(1)) }
            world.codes["shop"] = QRID(rawValue: "code\(number)")
            world.run(.seconds(30))
            #expect(world.starts.count == number)
            #expect(world.watch.code(of: "shop")?.round == number + 1)
            #expect(world.watch.code(of: "shop")?.sequence == 1)
        }
    }

    @Test func aScanThatLeadsNowhereIsSaidAndTheNextOneEndsTheOutage() {
        var world = asked()
        world.codes["shop"] = nil
        world.run(.seconds(25))
        #expect(condition(world) == SessionCondition(.starting, .authenticating))
        world.run(.seconds(70))
        #expect(condition(world) == SessionCondition(.scanQR, .linkRefused))
        world.codes["shop"] = QRID(rawValue: "bbbb")
        world.run(.minutes(1))
        #expect(condition(world) == SessionCondition(.scanQR, .linkRefused))
        #expect(world.watch.session("shop")?.confirmed == SessionCondition(.scanQR, .linkRefused))
        world.conditions["shop"] = loggingIn
        world.run(.seconds(10))
        #expect(condition(world) == SessionCondition(.starting, .authenticating))
        world.conditions["shop"] = .state(.connected)
        world.run(.minutes(1))
        #expect(world.kinds == [.sessionOpened, .sessionRecovered])
    }

    @Test func aSessionThatWasNeverLinkedSaysSoOnceItAsksForAScan() throws {
        var world = World(plan: .discovering)
        world.list = ["shop"]
        world.conditions["shop"] = asking
        world.codes["shop"] = QRID(rawValue: "aaaa")
        world.run(.minutes(1))
        #expect(world.kinds == [.sessionFirstSeen])
        #expect(world.messages.first?.event.condition == SessionCondition(.scanQR, .neverLinked))
        world.conditions["shop"] = .state(.connected)
        world.run(.minutes(10))
        world.conditions["shop"] = asking
        world.codes["shop"] = QRID(rawValue: "bbbb")
        world.run(.minutes(1))
        #expect(world.messages.last?.event.condition == SessionCondition(.scanQR, .qr))
    }

    @Test func aRestartOfRelinkChangesNothingAboutARoundThatIsOver() {
        var world = asked()
        world.run(.minutes(3))
        let before = world.ledger.rows.count
        world.restart(after: .seconds(20))
        world.run(.minutes(10))
        #expect(condition(world) == SessionCondition(.scanQR, .roundOver))
        #expect(world.ledger.rows.count == before)
        #expect(world.watch.code(of: "shop") == nil)
    }
}
