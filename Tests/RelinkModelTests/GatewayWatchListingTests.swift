// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

/// What a gateway's own list of sessions tells (alerting.md 4.8, discovery).
struct GatewayWatchListingTests {
    private static let gone = PollAnswer.state(SessionCondition(.notFound))

    /// A gateway whose sessions are all discovered and connected, watched for five minutes.
    private func world(_ count: Int) -> World {
        var world = World(plan: .discovering)
        world.list = (0..<count).map { "shop-\($0)" }
        for name in world.list { world.conditions[name] = .state(.connected) }
        world.run(.minutes(5))
        return world
    }

    private func lose(_ world: inout World, keeping: Int = 0) {
        for name in world.list.dropFirst(keeping) { world.conditions[name] = Self.gone }
        world.list = Array(world.list.prefix(keeping))
    }

    @Test func anEmptyListAfterAFullOneIsOneWarningAndNoHundreds() throws {
        var world = world(200)
        let before = world.list
        lose(&world)
        world.run(.minutes(30))
        #expect(world.kinds == [.serverMisconfigured])
        let event = try #require(world.messages.first?.event)
        #expect(event.condition == SessionCondition(.notFound, .sessionsLost))
        #expect(event.severity == .critical)
        #expect(event.counts == SessionCounts(total: 200, connectedBefore: 200, connectedNow: 0))
        #expect(world.starts.isEmpty)
        // Patience with a restarting gateway comes first: its sessions may come back one by one.
        #expect((420...500).contains(world.messages.first?.at ?? 0))

        world.list = before
        for name in before { world.conditions[name] = .state(.connected) }
        world.run(.minutes(5))
        #expect(world.kinds == [.serverMisconfigured, .serverRecovered])
        #expect(world.messages.last?.event.counts?.connectedNow == 200)
        #expect(world.watch.session("shop-1")?.confirmed == .connected)
    }

    @Test func aListThatLostMostOfItsSessionsIsOneWarning() {
        var world = world(20)
        lose(&world, keeping: 4)
        world.run(.minutes(30))
        #expect(world.kinds == [.serverMisconfigured])
        #expect(world.messages.first?.event.counts?.connectedNow == 4)
    }

    @Test func whatIsStillGoneOnceTheListIsRightAgainIsTold() {
        var world = world(20)
        let before = world.list
        lose(&world)
        world.run(.minutes(10))
        world.list = Array(before.dropFirst())
        for name in world.list { world.conditions[name] = .state(.connected) }
        world.run(.minutes(10))
        #expect(world.kinds == [.serverMisconfigured, .serverRecovered, .sessionOpened])
        #expect(world.messages.last?.event.subject == .session("shop-0"))
    }

    @Test func aRestartInTheMiddleOfItTellsNothingAnew() {
        var world = world(20)
        let before = world.list
        lose(&world)
        world.run(.minutes(10))
        world.restart(after: .seconds(20))
        world.run(.minutes(10))
        #expect(world.kinds == [.serverMisconfigured])
        world.list = before
        for name in before { world.conditions[name] = .state(.connected) }
        world.run(.minutes(5))
        #expect(world.kinds == [.serverMisconfigured, .serverRecovered])
    }

    @Test func sessionsLostWhileRelinkDidNotRunAreOneWarningToo() {
        var world = world(20)
        lose(&world)
        world.restart(after: .minutes(20))
        world.run(.minutes(30))
        #expect(world.kinds == [.serverMisconfigured])
    }

    @Test func aGatewayThatRestoresItsSessionsOneByOneLosesNone() {
        var world = world(20)
        let before = world.list
        lose(&world)
        for name in before {
            world.run(.seconds(40))
            world.list.append(name)
            world.conditions[name] = .state(.connected)
        }
        world.run(.minutes(10))
        #expect(world.messages.isEmpty)
    }

    @Test func aListThatCannotBeReadAnyMoreHidesNothing() {
        var world = world(20)
        lose(&world)
        world.run(.minutes(4))
        #expect(world.kinds == [.serverMisconfigured])
        world.isListBroken = true
        world.run(.minutes(5))
        #expect(world.kinds == [.serverMisconfigured, .groupOpened])
    }

    @Test func nobodyWhoTurnsDiscoveryOffWaitsForTheEnd() {
        var world = world(20)
        lose(&world)
        world.run(.minutes(10))
        world.restart(plan: .sample([]))
        world.run(.minutes(1))
        #expect(world.kinds == [.serverMisconfigured, .serverRecovered])
    }

    // MARK: One session

    @Test func aSessionThatVanishesFromTheListIsToldByTheUsualRule() {
        var world = world(3)
        world.conditions["shop-1"] = Self.gone
        world.list.removeAll { $0 == "shop-1" }
        world.run(.minutes(10))
        #expect(world.kinds == [.sessionOpened])
        #expect(world.messages.first?.event.condition == SessionCondition(.notFound))
    }

    @Test func aSessionThatNobodyMissedIsLetGoWithoutAnAlert() {
        var world = world(3)
        world.conditions["shop-1"] = .state(SessionCondition(.failed, .loggedOut))
        world.run(.hours(25))
        #expect(world.kinds == [.sessionOpened])
        world.conditions["shop-1"] = Self.gone
        world.list.removeAll { $0 == "shop-1" }
        world.run(.minutes(10))
        // Whoever heard of its outage hears that nobody looks any more.
        #expect(world.kinds == [.sessionOpened, .sessionUnwatched])
        #expect(world.watch.session("shop-1") == nil)
        #expect(world.ledger.history.contains { $0.what == "gone" && $0.subject == .session("shop-1") })
        world.restart()
        world.run(.minutes(10))
        #expect(world.kinds == [.sessionOpened, .sessionUnwatched])
    }

    @Test func aSessionThatWasConnectedADayAgoIsMissed() {
        var world = world(3)
        world.conditions["shop-1"] = .state(SessionCondition(.failed, .loggedOut))
        world.run(.hours(23))
        world.conditions["shop-1"] = Self.gone
        world.list.removeAll { $0 == "shop-1" }
        world.run(.minutes(10))
        #expect(world.kinds == [.sessionOpened])
        #expect(world.watch.session("shop-1")?.incident != nil)
    }

    @Test func aSessionThatWasNeverLinkedIsNotMissed() {
        var world = world(3)
        world.list.append("trial")
        world.codes["trial"] = QRID(rawValue: "aaaa")
        world.conditions["trial"] = .state(SessionCondition(.scanQR, .qr))
        world.run(.minutes(10))
        #expect(world.kinds == [.sessionFirstSeen])
        world.list.removeLast()
        world.conditions["trial"] = nil
        world.codes["trial"] = nil
        world.run(.minutes(10))
        #expect(world.kinds == [.sessionFirstSeen, .sessionUnwatched])
    }

    @Test func aConfiguredSessionIsAlwaysMissed() {
        var world = World(plan: .sample([SessionPlan(name: "shop")], discovery: DiscoveryPlan()))
        world.list = ["shop", "other"]
        world.conditions["other"] = .state(.connected)
        world.conditions["shop"] = .state(SessionCondition(.failed, .loggedOut))
        world.run(.hours(25))
        world.conditions["shop"] = Self.gone
        world.list = ["other"]
        world.run(.minutes(10))
        #expect(world.kinds == [.sessionFirstSeen] || world.kinds == [.sessionOpened])
        #expect(world.watch.session("shop")?.incident != nil)
    }
}
