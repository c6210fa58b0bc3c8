// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

/// Each reason for telling, and for not telling, is a sentence.
struct GatewayWatchExplainingTests {
    private func sentences(_ world: World, _ session: String = "shop", isLive: Bool = true) -> [String] {
        world.watch.explain(session, isLive: isLive, at: world.now)?.lines.map(\.text) ?? []
    }

    private func plan(
        autoStart: SessionPlan.AutoStart = .off, policy: WatchPolicy = WatchPolicy(), mayAct: Bool = true
    ) -> GatewayPlan {
        GatewayPlan(
            id: "main", kind: .wwebjs, sessions: [SessionPlan(name: "shop", autoStart: autoStart)], policy: policy,
            channels: [ChannelPlan(id: "ops", kind: .slack), ChannelPlan(id: "pager", kind: .slack)],
            routes: RouteTable(
                defaults: [.recipient(Recipient(channel: "ops"))],
                defaultEscalation: [
                    EscalationStep(after: .minutes(15), notify: [.recipient(Recipient(channel: "pager"))])
                ]), mayAct: mayAct)
    }

    /// A session that was connected and shows that condition for that long.
    private func world(
        _ plan: GatewayPlan, _ condition: SessionCondition = SessionCondition(.failed), for duration: Duration
    ) -> World {
        var world = World(plan: plan)
        world.run(.minutes(1))
        world.conditions["shop"] = .state(condition)
        world.run(duration)
        return world
    }

    @Test func nobodyIsExplainedWhoIsNotWatched() {
        let world = world(plan(), for: .zero)
        #expect(world.watch.explain("nobody", at: world.now) == nil)
    }

    @Test func aConnectedSessionHasLittleToSay() {
        let lines = sentences(world(plan(), .connected, for: .zero))
        #expect(lines.contains { $0.hasPrefix("Believed connected/ok since 2026-01-01T00:00:") })
        #expect(lines.contains("No incident is open."))
        #expect(lines.contains { $0.hasPrefix("It is polled at 2026-01-01T00:01:") })
    }

    @Test func aSoftRunSaysHowFarItIs() {
        let lines = sentences(world(plan(), for: .seconds(20)))
        let doubt = lines.first { $0.hasPrefix("That it is failed is not believed yet: seen ") }
        #expect(doubt?.contains(" s of 30 s.") == true)
        #expect(lines.contains("No incident is open."))
    }

    @Test func anOutageSaysWhoWasToldAndWhoIsNext() {
        let lines = sentences(world(plan(), for: .minutes(2)))
        #expect(lines.contains { $0.hasPrefix("Incident #") && $0.contains("is open: failed since") })
        #expect(lines.contains("Told: ops."))
        #expect(lines.contains { $0.hasPrefix("pager is told at ") })
        #expect(lines.contains { $0.hasPrefix("Whoever was told is reminded at ") })
        #expect(lines.contains("It is not started automatically, because auto_start is off."))
    }

    @Test func theHistorySaysWhenEachThingWasTold() throws {
        let world = world(plan(), for: .minutes(2))
        let id = try #require(world.watch.incidents(at: world.now).first).reference.id
        let record = HistoryRecord(
            at: world.now.wall, subject: .session("shop"), what: "session.opened", condition: SessionCondition(.failed),
            incident: id)
        let other = HistoryRecord(
            at: world.now.wall, subject: .session("shop"), what: "session.opened", condition: SessionCondition(.failed),
            incident: "other-1")
        let explanation = world.watch.explain("shop", history: [other, record], at: world.now)
        #expect(
            explanation?.lines.filter { $0.text.hasPrefix("session.opened") }.map(\.text)
                == ["session.opened (failed) at 2026-01-01T00:03:00Z."])
    }

    @Test func anAcknowledgementAndAPersonsExpectationAreNamed() throws {
        var world = world(plan(), for: .minutes(2))
        let id = try #require(world.watch.incidents(at: world.now).first).reference.id
        world.feed(.acknowledged(id, by: "Ana", until: .connected))
        var lines = sentences(world)
        #expect(
            lines.contains { $0.hasPrefix("Ana has taken it on at ") && $0.hasSuffix("until it is connected again.") })
        #expect(lines.contains("pager would be told next, but that stands still: it is acknowledged."))
        world.feed(.expected(session: "shop", ExpectationOverride(.stopped, until: nil)))
        world.conditions["shop"] = .state(SessionCondition(.stopped))
        world.run(.minutes(2))
        lines = sentences(world)
        #expect(lines.contains { $0.hasPrefix("A person said that it is expected stopped, until somebody says") })
        #expect(lines.contains("Being stopped is right, so it is no outage."))
    }

    @Test func aSilenceIsTheReasonForQuiet() {
        var world = world(plan(), .connected, for: .zero)
        let silence = Silence(
            id: "QK7M", match: Route.Match(sessions: ["shop"]), until: world.now.wall + .hours(1),
            createdAt: world.now.wall)
        world.feed(.silenced(silence))
        world.conditions["shop"] = .state(SessionCondition(.failed))
        world.run(.seconds(20))
        #expect(
            sentences(world).contains(
                "Once believed it is not told for now: silence QK7M until 2026-01-01T01:01:00Z."))
        world.run(.minutes(1))
        let lines = sentences(world)
        #expect(lines.contains("Nothing is told now: silence QK7M until 2026-01-01T01:01:00Z."))
        #expect(!lines.contains { $0.hasPrefix("Told:") || $0.hasPrefix("Nobody was told") })
    }

    @Test func aStartGetsTimeBeforeAnybodyIsTold() {
        var world = World(plan: plan(autoStart: .listed))
        world.startResult = (.accepted, .seconds(1), nil)
        world.run(.minutes(1))
        world.conditions["shop"] = .state(SessionCondition(.failed))
        world.run(.seconds(60))
        let lines = sentences(world)
        #expect(lines.contains { $0.hasPrefix("It is told when an automatic start has not helped by ") })
        #expect(lines.contains("Started automatically 1 of 3 times."))
        #expect(lines.contains { $0.hasPrefix("It is started automatically at ") && $0.hasSuffix("2 attempts left.") })
    }

    @Test func onlyObservingIsTheReasonForQuiet() {
        let lines = sentences(world(plan(mayAct: false), for: .minutes(2)))
        #expect(lines.contains("Nobody was told: Relink only observes (actions: observe)."))
    }

    @Test func aGatewayThatIsAwayIsTheReasonForQuiet() {
        var world = world(plan(), .connected, for: .zero)
        world.reach = .down
        world.run(.minutes(2))
        let lines = sentences(world)
        #expect(lines.contains { $0.hasPrefix("Gateway main is away since ") && $0.contains("(connection refused)") })
        #expect(lines.contains("It is polled again when the gateway answers its ping."))
        world.reach = .up
        world.conditions["shop"] = .state(SessionCondition(.notFound))
        world.run(.seconds(20))
        #expect(sentences(world).contains { $0.hasPrefix("Its sessions are given time to come back, until ") })
    }

    @Test func aFlappingSessionSaysSo() {
        var world = world(plan(), .connected, for: .zero)
        for _ in 0..<5 {
            world.conditions["shop"] = .state(SessionCondition(.failed))
            world.run(.minutes(1))
            world.conditions["shop"] = .state(.connected)
            world.run(.minutes(1))
        }
        #expect(sentences(world).contains { $0.hasPrefix("It flaps (5 drops)") && $0.contains("at the earliest") })
    }

    @Test func groupedAndHeldMessagesSayWhatTheyWaitFor() {
        let attended = TellingHours(calendar: "shop-hours", isWithin: true)
        let names = ["a", "b", "c", "d", "shop"]
        let plan = GatewayPlan(
            id: "main", kind: .wwebjs, sessions: names.map { SessionPlan(name: $0, autoStart: .off) },
            channels: [
                ChannelPlan(id: "ops", kind: .slack), ChannelPlan(id: "day", kind: .slack, hours: attended),
            ],
            routes: RouteTable(everythingTo: [Recipient(channel: "ops"), Recipient(channel: "day")]))
        var world = World(plan: plan)
        let opens = World.start.wall + .hours(9)
        world.feed(.calendars(Calendars(["shop-hours": [.init(start: opens, end: opens + .hours(8))]])))
        world.run(.minutes(1))
        for name in names { world.conditions[name] = .state(SessionCondition(.failed)) }
        world.run(.seconds(41))
        let lines = sentences(world)
        #expect(lines.contains("day is told within its hours, from 2026-01-01T09:00:00Z."))
        #expect(lines.contains { $0.hasPrefix("ops is told together with what comes until 2026-01-01T00:01:") })
    }

    @Test func whatWasStoredSaysNothingOfTheNextMinutes() {
        let world = world(plan(), for: .minutes(2))
        let watch = GatewayWatch(plan: plan(), snapshot: world.ledger.snapshot(), at: world.now)
        let explanation = watch.explain("shop", isLive: false, at: world.now)
        #expect(explanation?.isLive == false)
        #expect(explanation?.lines.contains { $0.topic == .next } == false)
        #expect(explanation?.lines.contains { $0.text == "Told: ops." } == true)
    }

    @Test func maintenanceIsKnownToOneThatIsOnlyLookedAt() {
        let plan = GatewayPlan(
            id: "main", kind: .wwebjs, sessions: [SessionPlan(name: "shop", autoStart: .off)],
            channels: [ChannelPlan(id: "ops", kind: .slack)],
            routes: RouteTable(everythingTo: [Recipient(channel: "ops")]),
            maintenance: [MaintenancePlan(match: Route.Match(sessions: ["shop"]), calendar: "night")])
        let world = world(plan, for: .minutes(2))
        let night = Calendars(["night": [.init(start: World.start.wall, end: World.start.wall + .hours(9))]])
        var watch = GatewayWatch(plan: plan, snapshot: world.ledger.snapshot(), at: world.now)
        watch.lookUp(night, at: world.now)
        let lines = watch.explain("shop", isLive: false, at: world.now)?.lines.map(\.text) ?? []
        #expect(lines.contains("Nothing is told now: maintenance night."))
        #expect(lines.contains("Told: ops."))
    }
}
