// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

/// When all gateways are lost at once (alerting.md 4.5, watcher blind).
struct GatewayWatchBlindnessTests {
    private func world(host: String? = "gateway.example.com") -> World {
        var world = World(plan: .sample([SessionPlan(name: "shop")], host: host))
        world.run(.minutes(5))
        world.feed(.sight(.clear, tells: true))
        return world
    }

    /// The network is gone; the other gateway was lost a second ago.
    private func lose(_ world: inout World) {
        world.reach = .down
        world.run(.seconds(15))
        world.feed(.sight(.blind(Blindness(since: world.now, gateways: 2)), tells: true))
    }

    private func find(_ world: inout World) {
        world.reach = .up
        world.run(.seconds(20))
        world.feed(.sight(.clear, tells: true))
    }

    @Test func aShortBlindnessIsOneNoteAndNoOutage() throws {
        var world = world()
        lose(&world)
        world.run(.minutes(3))
        #expect(world.messages.isEmpty)
        #expect(world.watch.status.reachability == .unreachable)
        find(&world)
        world.run(.minutes(10))
        #expect(world.kinds == [.watcherBlind])
        let note = try #require(world.messages.first?.event)
        #expect(note.condition == .connected)
        #expect(note.status == "resolved")
        #expect(note.counts?.total == 2)
        #expect((.seconds(200) ... .seconds(201)).contains(try #require(note.outage)))
        #expect(world.ledger.history.filter { $0.what == "blind" && $0.subject == .server }.count == 1)
    }

    @Test func aBlinkIsNotWorthAWord() {
        var world = world()
        lose(&world)
        world.run(.seconds(10))
        find(&world)
        world.run(.minutes(10))
        #expect(world.messages.isEmpty)
    }

    @Test func anOutageOfEverythingIsNotHiddenForEver() {
        var world = world()
        lose(&world)
        world.run(.minutes(60))
        #expect(world.kinds == [.watcherBlind])
        #expect(world.messages.first?.event.severity == .critical)
        #expect(world.messages.first?.event.status == "firing")
        #expect((615...617).contains(world.messages.first?.at ?? 0))
        find(&world)
        world.run(.minutes(5))
        #expect(world.kinds == [.watcherBlind, .watcherBlind])
        #expect(world.messages.last?.event.status == "resolved")
    }

    @Test func whatStaysAwayOnceAnotherOneIsSeenIsAnOutage() throws {
        var world = world()
        lose(&world)
        let since = world.now
        world.run(.minutes(3))
        world.feed(.sight(.clear, tells: true))
        world.run(.seconds(44))
        #expect(world.kinds == [.watcherBlind])
        world.run(.seconds(10))
        #expect(world.kinds == [.watcherBlind, .serverOpened])
        #expect(try #require(world.messages.last?.event.since) <= since.wall)
        find(&world)
        world.run(.minutes(3))
        #expect(world.kinds == [.watcherBlind, .serverOpened, .serverRecovered])
    }

    @Test func aGatewayOnThisMachineIsToldOfAsAlways() {
        var world = world(host: nil)
        lose(&world)
        world.run(.minutes(3))
        #expect(world.kinds == [.serverOpened])
    }

    @Test func whatWasToldBeforeIsNotTakenBack() {
        var world = world()
        world.reach = .down
        world.run(.minutes(3))
        world.feed(.sight(.blind(Blindness(since: world.now, gateways: 2)), tells: true))
        world.run(.minutes(2))
        find(&world)
        world.run(.minutes(3))
        #expect(world.kinds == [.serverOpened, .serverRecovered, .watcherBlind])
    }

    @Test func aRestartInTheMiddleTellsNothingTwice() {
        var world = world()
        lose(&world)
        let since = world.now
        world.run(.minutes(10))
        #expect(world.kinds == [.watcherBlind])
        world.restart(after: .seconds(20))
        world.run(.seconds(10))
        world.feed(.sight(.blind(Blindness(since: since, gateways: 2)), tells: true))
        world.run(.minutes(20))
        #expect(world.kinds == [.watcherBlind])
        world.restart(after: .seconds(20))
        // It is over before anything was seen to be blind again.
        find(&world)
        world.run(.minutes(5))
        #expect(world.kinds == [.watcherBlind, .watcherBlind])
        world.restart(after: .seconds(20))
        world.feed(.sight(.clear, tells: true))
        world.run(.minutes(5))
        #expect(world.kinds.count == 2)
    }

    @Test func whoeverCouldNotBeToldThatItLastsHearsOnlyThatItIsOver() {
        var world = world()
        world.receiver = .isDown
        lose(&world)
        world.run(.minutes(10))
        find(&world)
        world.receiver = .accepts
        world.run(.minutes(10))
        #expect(world.kinds.filter { $0 == .watcherBlind }.count == 1)
        #expect(world.messages.last?.event.status == "resolved")
    }

    @Test func onlyOneWatchTellsOfIt() {
        var world = World(plan: .sample([SessionPlan(name: "shop")], host: "gateway.example.com"))
        world.run(.minutes(5))
        world.reach = .down
        world.run(.seconds(15))
        world.feed(.sight(.blind(Blindness(since: world.now, gateways: 2)), tells: false))
        world.run(.minutes(20))
        world.reach = .up
        world.run(.seconds(20))
        world.feed(.sight(.clear, tells: false))
        world.run(.minutes(5))
        #expect(world.messages.isEmpty)
    }
}
