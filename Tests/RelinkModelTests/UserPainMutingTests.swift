// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

/// What hurts users of other watchers, as things that must not happen here: muting, people, and starts.
struct UserPainMutingTests {
    private let crashed = PollAnswer.state(SessionCondition(.failed, .browserCrash))
    private let boss = Recipient(channel: "boss")

    private func world(_ sessions: Int = 1) -> World {
        var world = World(plan: .shops(sessions, autoStart: .off))
        world.run(.minutes(5))
        return world
    }

    private func silence(_ world: World, _ duration: Duration) -> Silence {
        Silence(id: "quiet", match: Route.Match(), until: world.now.wall + duration, createdAt: world.now.wall)
    }

    // MARK: Muting

    @Test func aSilenceDoesNotKeepTheEndFromThoseWhoHeardOfTheBeginning() {
        var world = world()
        world.conditions["shop-0"] = crashed
        world.run(.minutes(5))
        world.feed(.silenced(silence(world, .hours(4))))
        world.conditions["shop-0"] = .state(.connected)
        world.run(.minutes(5))
        #expect(world.kinds == [.sessionOpened, .sessionRecovered])
    }

    @Test(arguments: [1, 3, 5, 7, 9, 11]) func aDyingGatewayDoesNotFirstLookLikeDyingSessions(seconds: Int64) {
        var world = world(40)
        // Whatever the phase: some sessions are asked before the ping, some after it.
        world.run(.seconds(seconds))
        for index in 0..<40 { world.conditions["shop-\(index)"] = .state(SessionCondition(.failed, .browserCrash)) }
        world.run(.seconds(28))
        world.reach = .down
        world.run(.minutes(5))
        #expect(world.kinds == [.serverOpened])
    }

    @Test func flappingIsNotToldDuringASilence() {
        var world = world()
        world.feed(.silenced(silence(world, .hours(2))))
        for _ in 0..<12 {
            world.conditions["shop-0"] = crashed
            world.run(.minutes(2))
            world.conditions["shop-0"] = .state(.connected)
            world.run(.minutes(2))
        }
        #expect(world.messages.isEmpty)
    }

    @Test func whoeverHeardOfNoFlappingHearsNoEndOfIt() {
        var world = world()
        func drop(_ times: Int) {
            for _ in 0..<times {
                world.conditions["shop-0"] = crashed
                world.run(.minutes(1))
                world.conditions["shop-0"] = .state(.connected)
                world.run(.minutes(1))
            }
        }
        drop(3)
        let before = world.kinds
        #expect(before.last == .sessionRecovered)
        // It begins to flap in a silence, and has been calm for long before that is over.
        world.feed(.silenced(silence(world, .hours(1))))
        drop(2)
        world.run(.hours(2))
        #expect(world.kinds == before)
    }

    @Test func flappingThatOutlastsASilenceIsToldAtItsEnd() {
        var world = world()
        world.feed(.silenced(silence(world, .minutes(10))))
        for _ in 0..<8 {
            world.conditions["shop-0"] = crashed
            world.run(.minutes(1))
            world.conditions["shop-0"] = .state(.connected)
            world.run(.minutes(1))
        }
        #expect(world.kinds == [.sessionFlappingStarted])
        world.run(.minutes(30))
        #expect(world.kinds == [.sessionFlappingStarted, .sessionFlappingEnded])
    }

    @Test func anAcknowledgementDoesNotLetThePagerGoOn() throws {
        var world = escalating()
        world.run(.minutes(5))
        world.conditions["shop"] = crashed
        world.run(.minutes(5))
        let id = try #require(world.messages.first?.event.incident?.id)
        world.feed(.acknowledged(id, by: "Ana", until: .connected))
        world.run(.hours(8))
        #expect(world.messages.filter { $0.recipient == boss }.isEmpty)
        #expect(world.kinds == [.sessionOpened])
    }

    @Test func anAcknowledgementTakesBackWhatIsOnItsWayToThePager() throws {
        var world = escalating()
        world.run(.minutes(5))
        world.conditions["shop"] = crashed
        world.run(.minutes(5))
        let id = try #require(world.messages.first?.event.incident?.id)
        world.receiver = .isDown
        world.run(.minutes(20))
        #expect(world.ledger.open.contains { $0.lane.recipient == boss })
        world.feed(.acknowledged(id, by: "Ana", until: .connected))
        world.receiver = .accepts
        world.run(.hours(1))
        #expect(!world.messages.contains { $0.recipient == boss && $0.event.subject == .session("shop") })
    }

    @Test func whatNobodyTakesOnIsNotForgotten() {
        var world = escalating()
        world.run(.minutes(5))
        world.conditions["shop"] = crashed
        world.run(.hours(3))
        #expect(world.messages.contains { $0.recipient == boss && $0.event.kind == .sessionEscalated })
        #expect(world.kinds.filter { $0 == .sessionReminder }.count >= 3)
    }

    private func escalating() -> World {
        let ops = RouteTarget.recipient(Recipient(channel: "ops"))
        return World(
            plan: GatewayPlan(
                id: "main", kind: .wwebjs, sessions: [SessionPlan(name: "shop", autoStart: .off)],
                channels: [ChannelPlan(id: "ops", kind: .slack), ChannelPlan(id: "boss", kind: .slack)],
                routes: RouteTable(
                    defaults: [ops],
                    defaultEscalation: [EscalationStep(after: .minutes(15), notify: [.recipient(boss)])])))
    }

    // MARK: Starts

    @Test func aHealthySessionIsNeverStarted() {
        var world = World(plan: .shops(20))
        world.run(.hours(6))
        #expect(world.starts.isEmpty)
    }

    @Test func aSessionThatIsStoppedOnPurposeIsNeverStarted() {
        var world = World(plan: .shops(1))
        world.run(.minutes(5))
        world.conditions["shop-0"] = .state(SessionCondition(.stopped))
        world.run(.hours(6))
        #expect(world.starts.isEmpty)
        #expect(world.kinds == [.sessionOpened])
    }

    @Test(arguments: [SessionDetail.loggedOut, .forbidden, .authFailure, .replaced])
    func rejectedCredentialsAreNotTriedAgainForWeeks(
        detail: SessionDetail
    ) {
        var world = World(plan: .shops(1, every: .minutes(5)))
        world.run(.minutes(30))
        world.conditions["shop-0"] = .state(SessionCondition(.failed, detail))
        world.run(.hours(24 * 7))
        #expect(world.starts.isEmpty)
    }

    @Test func aSessionThatStaysDownIsNotRestartedForEver() {
        var world = World(plan: .shops(1))
        world.run(.minutes(5))
        world.conditions["shop-0"] = crashed
        world.run(.hours(24))
        #expect(world.starts.count == 3)
    }

    @Test func sessionsDoNotStayDownAfterTheirContainerCameBackWithoutThem() {
        var world = World(plan: .shops(3))
        world.startResult = (.accepted, .seconds(10), .connected)
        world.run(.minutes(5))
        for index in 0..<3 { world.conditions["shop-\(index)"] = .state(SessionCondition(.notFound)) }
        world.run(.minutes(20))
        #expect(world.watch.sessions.allSatisfy { $0.confirmed == .connected })
    }
}
