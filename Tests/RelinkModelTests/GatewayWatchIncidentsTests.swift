// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

/// What people see of incidents, and what they may do with sessions that are gone.
struct GatewayWatchIncidentsTests {
    private static func escalating() -> GatewayPlan {
        GatewayPlan(
            id: "main", kind: .wwebjs, sessions: [SessionPlan(name: "shop", autoStart: .off)],
            channels: [ChannelPlan(id: "ops", kind: .slack), ChannelPlan(id: "pager", kind: .slack)],
            routes: RouteTable(
                defaults: [.recipient(Recipient(channel: "ops"))],
                defaultEscalation: [
                    EscalationStep(after: .minutes(15), notify: [.recipient(Recipient(channel: "pager"))])
                ]))
    }

    private static func down(_ plan: GatewayPlan) -> World {
        var world = World(plan: plan)
        world.run(.seconds(30))
        world.conditions["shop"] = .state(SessionCondition(.failed))
        world.run(.minutes(2))
        return world
    }

    @Test func anOpenIncidentSaysWhoWasToldAndWhatComesNext() throws {
        let world = Self.down(Self.escalating())
        let incident = try #require(world.watch.incidents(at: world.now).first)
        #expect(incident.subject == .session("shop"))
        #expect(incident.isOpen)
        #expect(incident.told == [Recipient(channel: "ops")])
        #expect(incident.waiting.isEmpty && incident.muted.isEmpty && incident.acknowledgement == nil)
        let escalation = try #require(incident.escalation)
        #expect(escalation.notify == [Recipient(channel: "pager")])
        let told = try #require(world.messages.first)
        let toldAt = World.start.wall + .seconds(told.at)
        let dueIn = try #require(escalation.at) - toldAt
        #expect((899...901).contains(dueIn.wholeSeconds))
        #expect(incident.nextReminder == incident.since + .minutes(10))
    }

    @Test func anAcknowledgedOneWaitsForNothing() throws {
        var world = Self.down(Self.escalating())
        let id = try #require(world.watch.incidents(at: world.now).first).reference.id
        world.feed(.acknowledged(id, by: "Ana", until: .connected))
        let incident = try #require(world.watch.incidents(at: world.now).first)
        #expect(incident.acknowledgement?.by == "Ana")
        #expect(incident.acknowledgement?.until == nil)
        #expect(incident.nextReminder == nil)
        #expect(incident.escalation?.at == nil)
        #expect(incident.escalation?.pause == "it is acknowledged")
        world.run(.minutes(20))
        #expect(!world.messages.contains { $0.recipient.channel == "pager" })
    }

    @Test func oneThatIsOverStaysUntilItCannotRelapse() throws {
        var world = Self.down(Self.escalating())
        world.conditions["shop"] = .state(.connected)
        world.run(.minutes(1))
        let over = try #require(world.watch.incidents(at: world.now).first)
        #expect(!over.isOpen)
        #expect(over.nextReminder == nil && over.escalation == nil)
        world.run(.minutes(6))
        #expect(world.watch.incidents(at: world.now).isEmpty)
    }

    @Test func aSilencedOneSaysWhy() throws {
        var world = World(plan: Self.escalating())
        world.run(.seconds(30))
        world.feed(
            .silenced(
                Silence(
                    id: "QK7M", match: Route.Match(sessions: ["shop"]), until: world.now.wall + .hours(2),
                    createdAt: world.now.wall, by: "Ana", comment: "new phone")))
        world.conditions["shop"] = .state(SessionCondition(.failed))
        world.run(.minutes(2))
        #expect(world.messages.isEmpty)
        #expect(world.watch.silences.map(\.id) == ["QK7M"])
        let incident = try #require(world.watch.incidents(at: world.now).first)
        #expect(incident.muted == "silence QK7M until 2026-01-01T02:00:30Z (new phone)")
        world.feed(.silenceEnded("QK7M"))
        world.run(.seconds(1))
        #expect(world.messages.map(\.recipient.channel) == ["ops"])
        #expect(world.watch.silences.isEmpty)
    }

    // MARK: Forgetting

    private static func discovering() -> GatewayPlan {
        GatewayPlan(
            id: "main", kind: .wwebjs, sessions: [SessionPlan(name: "shop", autoStart: .off)],
            discovery: DiscoveryPlan(), channels: [ChannelPlan(id: "ops", kind: .slack)],
            routes: RouteTable(everythingTo: [Recipient(channel: "ops")]))
    }

    @Test func aDiscoveredSessionThatIsGoneIsForgottenAndItsOutageEnds() throws {
        var world = World(plan: Self.discovering())
        world.list = ["shop", "extra"]
        world.conditions["extra"] = .state(.connected)
        world.run(.minutes(1))
        #expect(world.watch.refusalToForget("extra")?.contains("still has it") == true)
        world.feed(.forgotten(session: "extra"))
        #expect(world.watch.session("extra") != nil)
        world.list = ["shop"]
        world.conditions["extra"] = nil
        world.run(.minutes(10))
        #expect(world.watch.incidents(at: world.now).map(\.subject) == [.session("extra")])
        world.feed(.forgotten(session: "extra"))
        #expect(world.watch.session("extra") == nil)
        #expect(world.watch.incidents(at: world.now).isEmpty)
        world.run(.seconds(30))
        #expect(world.kinds.last == .sessionUnwatched)
        world.restart()
        #expect(world.watch.session("extra") == nil)
        let polls = world.polls["extra"]
        world.run(.minutes(5))
        #expect(world.polls["extra"] == polls)
    }

    @Test func aListedSessionIsNotForgotten() {
        var world = World(plan: Self.discovering())
        world.conditions["shop"] = .state(SessionCondition(.notFound))
        world.run(.minutes(5))
        world.feed(.forgotten(session: "shop"))
        #expect(world.watch.session("shop") != nil)
        #expect(world.watch.refusalToForget("shop") == "it stands in the configuration: remove it there")
        #expect(world.watch.refusalToForget("nobody") == "no session of that name is watched")
    }
}
