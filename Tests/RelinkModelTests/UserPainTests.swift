// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

/// What hurts users of other watchers, as things that must not happen here: alerts that are lost, and noise.
struct UserPainTests {
    private let crashed = PollAnswer.state(SessionCondition(.failed, .browserCrash))

    private func world(_ sessions: Int = 1) -> World {
        var world = World(plan: .shops(sessions, autoStart: .off))
        world.run(.minutes(5))
        return world
    }

    // MARK: Lost alerts

    @Test func nobodyHearsOfARecoveryWithoutHavingHeardOfTheOutage() {
        var world = world()
        world.receiver = .isDown
        world.conditions["shop-0"] = crashed
        world.run(.minutes(10))
        world.conditions["shop-0"] = .state(.connected)
        world.run(.minutes(10))
        world.receiver = .accepts
        world.run(.minutes(10))
        #expect(world.messages.count == 1)
        #expect(world.messages.first?.event.openedMaybeMissed == true)
        #expect((world.messages.first?.event.outage ?? .zero) > .minutes(9))
    }

    @Test func noAlertIsLostByACrashBetweenDecidingAndSending() {
        var world = world()
        world.latency = .seconds(20)
        world.conditions["shop-0"] = crashed
        var rounds = 0
        // Until the first attempt is under way: then the process dies.
        while world.ledger.open.isEmpty, rounds < 200 {
            world.run(.seconds(1))
            rounds += 1
        }
        #expect(world.messages.isEmpty && !world.ledger.open.isEmpty)
        world.restart()
        world.run(.minutes(5))
        #expect(world.kinds == [.sessionOpened])
    }

    @Test func whatWaitsIsNotLostByARestart() {
        var world = world()
        world.receiver = .isDown
        world.conditions["shop-0"] = crashed
        world.run(.minutes(10))
        world.restart(after: .minutes(10))
        world.receiver = .accepts
        world.run(.minutes(5))
        #expect(world.kinds == [.sessionOpened])
    }

    @Test func timersOfWhatIsNotYetBelievedAreNotLostByARestart() throws {
        var world = world()
        world.conditions["shop-0"] = crashed
        world.run(.seconds(20))
        #expect(world.messages.isEmpty)
        world.restart()
        let before = world.seconds
        world.run(.minutes(5))
        let opened = try #require(world.messages.first)
        // Patience after Relink's own start is all that is added.
        #expect(opened.at - before <= 35)
        #expect(world.kinds == [.sessionOpened])
    }

    // MARK: Storms and noise

    @Test func oneUplinkFailureIsNotThousandsOfMessages() {
        var world = world(300)
        world.reach = .down
        world.run(.minutes(20))
        world.reach = .up
        world.run(.minutes(20))
        #expect(world.kinds == [.serverOpened, .serverRecovered])
    }

    @Test func mutingStopsTellingAndNeverWatching() {
        var world = world()
        world.feed(.silenced(silence(world, .hours(2))))
        let before = world.polls["shop-0"] ?? 0
        world.conditions["shop-0"] = crashed
        world.run(.hours(1))
        #expect(world.messages.isEmpty)
        #expect((world.polls["shop-0"] ?? 0) - before >= 355)
        #expect(world.watch.session("shop-0")?.confirmed == SessionCondition(.failed, .browserCrash))
    }

    @Test(arguments: [SessionState.starting, .stopped, .failed]) func aBlipThatHealsByItselfIsNotTold(
        state: SessionState
    ) {
        var world = world()
        for _ in 0..<20 {
            world.conditions["shop-0"] = .state(SessionCondition(state))
            world.run(.seconds(12))
            world.conditions["shop-0"] = .state(.connected)
            world.run(.minutes(5))
        }
        #expect(world.messages.isEmpty)
    }

    @Test func eightyCodesAreNotEightyAlerts() {
        var world = world()
        world.conditions["shop-0"] = .state(SessionCondition(.scanQR, .qr))
        for number in 0..<80 {
            world.codes["shop-0"] = QRID(rawValue: "code-\(number)")
            world.run(.seconds(20))
        }
        #expect(world.kinds == [.sessionOpened])
    }

    @Test func theEndOfARoundOfCodesIsNoFailureAndNoRestart() {
        var world = World(plan: .shops(1))
        world.run(.minutes(5))
        for round in 0..<5 {
            world.codes["shop-0"] = QRID(rawValue: "round-\(round)")
            world.conditions["shop-0"] = .state(SessionCondition(.scanQR, .qr))
            world.run(.minutes(3))
            world.codes["shop-0"] = nil
            world.conditions["shop-0"] = .state(SessionCondition(.scanQR, .roundOver))
            world.run(.minutes(3))
        }
        #expect(world.kinds == [.sessionOpened])
        #expect(world.starts.isEmpty)
    }

    @Test func aSingleFailedLookIsNotAnOutage() {
        var world = world()
        world.conditions["shop-0"] = crashed
        world.run(.seconds(11))
        world.conditions["shop-0"] = .state(.connected)
        world.run(.minutes(10))
        #expect(world.messages.isEmpty)
    }

    @Test func aRecoveryIsNotToldBeforeItLasts() {
        var world = world()
        world.conditions["shop-0"] = crashed
        world.run(.minutes(3))
        world.conditions["shop-0"] = .state(.connected)
        world.run(.seconds(8))
        world.conditions["shop-0"] = crashed
        world.run(.minutes(3))
        #expect(world.kinds == [.sessionOpened])
    }

    @Test func anOutageThatLastsIsNotToldAgainAndAgain() {
        var world = world()
        world.conditions["shop-0"] = crashed
        world.run(.hours(24))
        #expect(world.kinds == [.sessionOpened])
    }

    // MARK: Duplicates

    @Test func aRestartWithAnUnchangedWorldDoesNotTellAnythingTwice() {
        var world = world(3)
        world.conditions["shop-1"] = crashed
        world.run(.minutes(5))
        for _ in 0..<5 {
            world.restart(after: .seconds(30))
            world.run(.minutes(10))
        }
        #expect(world.kinds == [.sessionOpened])
    }

    @Test func noAlertStaysOpenForEverSinceItsEndCameWhileRelinkWasStopped() {
        var world = world()
        world.conditions["shop-0"] = crashed
        world.run(.minutes(5))
        world.restart(after: .minutes(1))
        world.conditions["shop-0"] = .state(.connected)
        world.restart(after: .minutes(10))
        world.run(.minutes(10))
        #expect(world.kinds == [.sessionOpened, .sessionRecovered])
        #expect(world.ledger.openIncidents.isEmpty)
    }

    private func silence(_ world: World, _ duration: Duration) -> Silence {
        Silence(id: "quiet", match: Route.Match(), until: world.now.wall + duration, createdAt: world.now.wall)
    }
}
