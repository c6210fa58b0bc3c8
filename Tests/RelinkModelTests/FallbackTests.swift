// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

/// What happens to messages of a channel that takes nothing, and what is told of the channel.
struct FallbackTests {
    /// `ops` is told of everything; `mail` stands in for it, and `sms` for `mail`.
    private static func plan(
        sessions: Int = 1, defaults: [ChannelID] = ["ops"], hasFallback: Bool = true
    ) -> GatewayPlan {
        GatewayPlan(
            id: "main", kind: .wwebjs,
            sessions: (0..<sessions).map { SessionPlan(name: "shop-\($0)", autoStart: .off) },
            channels: [
                ChannelPlan(id: "ops", kind: .slack, fallback: hasFallback ? "mail" : nil),
                ChannelPlan(id: "mail", kind: .slack, fallback: "sms"), ChannelPlan(id: "sms", kind: .slack),
            ], routes: RouteTable(everythingTo: defaults.map { Recipient(channel: $0) }))
    }

    private func messages(_ world: World, to channel: ChannelID) -> [World.Message] {
        world.messages.filter {
            $0.recipient.channel == channel && $0.event.subject != .watcher && $0.event.kind != .sessionReminder
        }
    }

    private func news(_ world: World, to channel: ChannelID) -> [EventKind] {
        world.messages.filter { $0.recipient.channel == channel && $0.event.subject == .watcher }.map(\.event.kind)
    }

    private func drop(_ world: inout World, _ condition: SessionCondition) {
        world.conditions["shop-0"] = .state(condition)
    }

    @Test func whatARefusedChannelDoesNotTakeIsToldElsewhereAtOnceAndItsEndToo() throws {
        var world = World(plan: Self.plan())
        world.run(.minutes(5))
        world.receivers["ops"] = .suspends
        drop(&world, SessionCondition(.failed, .browserCrash))
        world.run(.minutes(2))
        let told = try #require(messages(world, to: "mail").first)
        #expect(told.event.kind == .sessionOpened)
        #expect(told.event.passage.via?.channel == "ops")
        #expect(told.delivery.rawValue == "\(told.event.id):mail")
        drop(&world, .connected)
        world.run(.minutes(2))
        #expect(messages(world, to: "mail").map(\.event.kind) == [.sessionOpened, .sessionRecovered])
        #expect(messages(world, to: "sms").isEmpty)
        world.receivers = [:]
        world.run(.minutes(10))
        #expect(messages(world, to: "ops").map(\.event.kind) == [.sessionRecovered])
        #expect(messages(world, to: "mail").count == 2)
    }

    @Test(
        arguments: [(SessionCondition(.failed, .loggedOut), 60), (SessionCondition(.failed), 300)]
            as [(SessionCondition, Int64)])
    func aChannelThatFailsHasTimeToComeBack(condition: SessionCondition, patience: Int64) throws {
        var world = World(plan: Self.plan())
        world.run(.minutes(5))
        world.receivers["ops"] = .isDown
        drop(&world, condition)
        world.run(.minutes(2))
        let before = messages(world, to: "mail").count
        world.run(.minutes(6))
        let told = try #require(messages(world, to: "mail").first)
        #expect(before == (patience == 60 ? 1 : 0))
        let via = try #require(told.event.passage.via)
        let waited = World.start.wall + .seconds(told.at) - via.since
        #expect((patience - 1...patience + 5).contains(waited.wholeSeconds))
    }

    @Test func nobodyIsToldTwiceOfWhatTheyHearAnyway() {
        var world = World(plan: Self.plan(defaults: ["ops", "mail"]))
        world.run(.minutes(5))
        world.receivers["ops"] = .suspends
        drop(&world, SessionCondition(.failed, .browserCrash))
        world.run(.minutes(10))
        #expect(messages(world, to: "mail").map(\.event.passage.via) == [nil])
        #expect(messages(world, to: "sms").isEmpty)
    }

    @Test func twoChannelsWithOneFallbackTellItOnce() {
        var plan = Self.plan(defaults: ["ops", "chat"])
        plan = GatewayPlan(
            id: plan.id, kind: plan.kind, sessions: plan.sessions,
            channels: plan.channels + [ChannelPlan(id: "chat", kind: .slack, fallback: "mail")], routes: plan.routes)
        var world = World(plan: plan)
        world.run(.minutes(5))
        world.receivers = ["ops": .suspends, "chat": .suspends]
        drop(&world, SessionCondition(.failed, .browserCrash))
        world.run(.minutes(10))
        #expect(messages(world, to: "mail").count == 1)
    }

    @Test func theFallbackOfAFallbackIsTheLast() {
        var world = World(plan: Self.plan())
        world.run(.minutes(5))
        world.receivers = ["ops": .suspends, "mail": .suspends]
        drop(&world, SessionCondition(.failed, .browserCrash))
        world.run(.minutes(10))
        #expect(messages(world, to: "sms").map(\.event.passage.via?.channel) == ["ops"])
    }

    @Test func aFailingChannelIsToldOfOnceAndOnceWhenItWorks() {
        var world = World(plan: Self.plan(hasFallback: false))
        world.run(.minutes(5))
        world.receivers["ops"] = .suspends
        drop(&world, SessionCondition(.failed, .browserCrash))
        world.run(.minutes(30))
        for channel in ["mail", "sms"] { #expect(news(world, to: ChannelID(channel)) == [.watcherChannelFailing]) }
        #expect(news(world, to: "ops").isEmpty)
        world.receivers = [:]
        world.run(.minutes(30))
        #expect(news(world, to: "mail") == [.watcherChannelFailing, .watcherChannelRecovered])
        #expect(news(world, to: "ops").isEmpty)
    }

    @Test func aRestartWhileAChannelFailsTellsNothingAnew() {
        var world = World(plan: Self.plan(hasFallback: false))
        world.run(.minutes(5))
        world.receivers["ops"] = .suspends
        drop(&world, SessionCondition(.failed, .browserCrash))
        world.run(.minutes(30))
        for _ in 0..<3 {
            world.restart(after: .seconds(10))
            world.run(.minutes(30))
        }
        #expect(news(world, to: "mail") == [.watcherChannelFailing])
        world.receivers = [:]
        world.restart(after: .seconds(10))
        world.run(.minutes(30))
        #expect(news(world, to: "mail") == [.watcherChannelFailing, .watcherChannelRecovered])
        #expect(news(world, to: "ops").isEmpty)
        // What is over is not gone on with.
        world.restart(after: .seconds(10))
        world.run(.minutes(30))
        #expect(news(world, to: "mail").count == 2)
    }

    @Test func aShortFailureIsNobodysConcern() {
        var world = World(plan: Self.plan())
        world.run(.minutes(5))
        world.receivers["ops"] = .isDown
        drop(&world, SessionCondition(.failed, .browserCrash))
        world.run(.seconds(50))
        world.receivers = [:]
        world.run(.minutes(30))
        #expect(news(world, to: "mail").isEmpty)
        #expect(messages(world, to: "ops").count == 1)
        #expect(messages(world, to: "mail").isEmpty)
    }

    @Test func aRestartNeitherForgetsNorRepeatsADiversion() {
        var world = World(plan: Self.plan())
        world.run(.minutes(5))
        world.receivers["ops"] = .suspends
        drop(&world, SessionCondition(.failed, .browserCrash))
        world.run(.minutes(2))
        world.restart(after: .seconds(3))
        world.run(.minutes(10))
        #expect(messages(world, to: "mail").map(\.event.kind) == [.sessionOpened])
        world.restart(after: .seconds(3))
        drop(&world, .connected)
        world.run(.minutes(5))
        #expect(messages(world, to: "mail").map(\.event.kind) == [.sessionOpened, .sessionRecovered])
    }

    @Test func whatWasGivenUpCanBeSentOnceMore() throws {
        var world = World(plan: Self.plan(hasFallback: false))
        world.run(.minutes(5))
        world.receivers["ops"] = .rejects
        drop(&world, SessionCondition(.failed, .browserCrash))
        world.run(.minutes(2))
        let dead = try #require(world.ledger.rows.values.first { $0.state == .dead })
        world.receivers = [:]
        world.feed(.replay([ReplayedRow(row: dead, recoveredAt: nil)]))
        world.run(.seconds(5))
        #expect(messages(world, to: "ops").map(\.delivery) == [dead.id])
        #expect(messages(world, to: "ops").map(\.event.kind) == [.sessionOpened])
        // Twice is once: it is no dead row any more, and one that waits is not replayed.
        world.receivers["ops"] = .isDown
        world.feed(.replay([ReplayedRow(row: dead, recoveredAt: nil)]))
        world.feed(.replay([ReplayedRow(row: dead, recoveredAt: nil)]))
        #expect(world.ledger.open.count == 1)
    }

    @Test func anOpeningWhoseOutageIsOverIsReplayedAsOneMessage() throws {
        var world = World(plan: Self.plan(hasFallback: false))
        world.run(.minutes(5))
        world.receivers["ops"] = .rejects
        drop(&world, SessionCondition(.failed, .browserCrash))
        world.run(.minutes(2))
        let dead = try #require(world.ledger.rows.values.first { $0.state == .dead })
        world.receivers = [:]
        let since = try #require(dead.event.since)
        world.feed(.replay([ReplayedRow(row: dead, recoveredAt: since + .minutes(7))]))
        world.run(.seconds(5))
        let told = try #require(messages(world, to: "ops").first?.event)
        #expect(told.kind == .sessionBriefOutage)
        #expect(told.outage == .minutes(7))
        #expect(told.condition == .connected)
    }
}
