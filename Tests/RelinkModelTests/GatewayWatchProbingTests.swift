// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

/// Sessions that say they are connected and are dead.
struct GatewayWatchProbingTests {
    private static let silent = ProbeAnswer.silent(words: "no answer within 20 s")

    private func world(restarts: Bool = false, every: Duration = .minutes(15), sessions: Int = 1) -> World {
        let ops = ChannelPlan(id: "ops", kind: .slack)
        let plan = GatewayPlan(
            id: "main", kind: .wwebjs, sessions: (0..<sessions).map { SessionPlan(name: "shop-\($0)") },
            policy: .withoutReminders, probe: every > .zero ? ProbePlan(every: every, restarts: restarts) : nil,
            channels: [ops], routes: RouteTable(everythingTo: [Recipient(channel: "ops")]))
        var world = World(plan: plan)
        world.run(.minutes(1))
        return world
    }

    @Test func nobodyIsAskedUnlessItIsWanted() {
        var world = world(every: .zero)
        world.run(.hours(5))
        #expect(world.probed.isEmpty)
    }

    @Test func aDeadOneIsToldAndNotRestartedAndRecovers() throws {
        var world = world()
        world.run(.hours(1))
        #expect((3...5).contains(world.probed.count) && world.kinds.isEmpty)
        world.probes["shop-0"] = Self.silent
        world.run(.hours(1))
        #expect(world.kinds == [.sessionOpened])
        let opened = try #require(world.messages.first?.event)
        #expect(opened.condition == .stale && opened.severity == .warning && opened.status == "firing")
        #expect(world.starts.isEmpty)
        let lines = world.watch.explain("shop-0", at: world.now)?.lines.map(\.text) ?? []
        #expect(lines.contains { $0.contains("WhatsApp does not answer it (no answer within 20 s)") })
        world.probes = [:]
        world.run(.minutes(10))
        #expect(world.kinds == [.sessionOpened, .sessionRecovered])
        #expect(world.watch.session("shop-0")?.confirmed == .connected)
    }

    @Test func itIsRestartedOnlyWhereThatIsWanted() {
        var world = world(restarts: true)
        world.probes["shop-0"] = Self.silent
        world.run(.minutes(30))
        #expect(world.starts.allSatisfy { $0.isRestart })
        #expect((1...3).contains(world.starts.count))
        #expect(world.kinds == [.sessionOpened])
        // Hours later the budget is not there again: it was never well.
        world.run(.hours(3))
        #expect(world.starts.count == 3)
    }

    @Test func whatTheRestartMendsIsNeverTold() {
        var world = world(restarts: true)
        world.probes["shop-0"] = Self.silent
        while world.starts.isEmpty, world.seconds < 7200 { world.run(.seconds(1)) }
        #expect(world.starts.count == 1)
        world.conditions["shop-0"] = .state(SessionCondition(.notFound))
        world.probes = [:]
        world.run(.seconds(20))
        world.conditions["shop-0"] = .state(.connected)
        world.run(.minutes(10))
        #expect(world.kinds.allSatisfy { $0 == .sessionBriefOutage })
        #expect(world.watch.session("shop-0")?.confirmed == .connected)
    }

    @Test func aGatewayThatIsAwayMakesNobodyStale() {
        var world = world(sessions: 20)
        world.reach = .down
        world.run(.hours(1))
        world.reach = .up
        world.run(.minutes(10))
        #expect(world.kinds == [.serverOpened, .serverRecovered])
        #expect(world.watch.sessions.allSatisfy { $0.confirmed == .connected })
    }

    @Test func aRestartOfRelinkForgetsNothing() {
        var world = world()
        world.probes["shop-0"] = Self.silent
        world.run(.minutes(30))
        world.restart(after: .minutes(1))
        world.run(.minutes(30))
        #expect(world.kinds == [.sessionOpened])
        world.probes = [:]
        world.run(.minutes(10))
        #expect(world.kinds == [.sessionOpened, .sessionRecovered])
    }

    @Test func fewAreAskedAtOnce() {
        var world = world(every: .minutes(1), sessions: 200)
        for session in 0..<200 { world.probes["shop-\(session)"] = Self.silent }
        world.run(.minutes(20))
        let times = world.probed.map(\.at).filter { $0 > 61 }
        let most = times.map { at in times.count { (at..<at + 20).contains($0) } }.max() ?? 0
        // Four at a time, each for twenty seconds.
        #expect(most <= 2 * 4)
        #expect(times.count > 200)
    }
}
