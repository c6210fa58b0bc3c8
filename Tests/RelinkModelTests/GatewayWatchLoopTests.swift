// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

/// A session that fails in the same way after each start (alerting.md 4.10).
struct GatewayWatchLoopTests {
    private let crash = SessionCondition(.failed, .browserCrash)
    private let loop = SessionCondition(.failed, .reconnectLoop)

    private func world(attempts: Int = 3) -> World {
        var policy = WatchPolicy.withoutReminders
        policy.startAttempts = attempts
        var world = World(plan: .shop(policy: policy))
        world.startResult = (.accepted, .seconds(1), crash)
        world.run(.minutes(5))
        return world
    }

    @Test(arguments: [3, 10]) func afterThreeStartsItIsSaidThatStartingDoesNotHelp(attempts: Int) throws {
        var world = world(attempts: attempts)
        world.conditions["shop"] = .state(crash)
        world.run(.hours(3))
        #expect(world.starts.count == 3)
        #expect(world.kinds == [.sessionOpened, .sessionChanged])
        let changed = try #require(world.messages.last?.event)
        #expect(changed.condition == loop)
        #expect(changed.previous == crash)
        #expect(changed.severity == .critical)
        #expect(changed.startAttempts == 3)
        let explanation = world.watch.explain("shop", at: world.now)
        #expect(
            explanation?.lines.contains {
                $0.text.contains("failed in the same way after each of the last 3 starts (failed/browser_crash)")
            } == true)
    }

    @Test func aLoopGoesOnAcrossARestart() {
        var world = world(attempts: 10)
        world.conditions["shop"] = .state(crash)
        world.run(.hours(1))
        world.restart(after: .seconds(30))
        world.run(.hours(3))
        #expect(world.starts.count == 3)
        #expect(world.kinds == [.sessionOpened, .sessionChanged])
    }

    @Test func connectedForLongEnoughItMayBeStartedAgain() {
        var world = world(attempts: 10)
        world.conditions["shop"] = .state(crash)
        world.run(.hours(1))
        world.conditions["shop"] = .state(.connected)
        world.run(.minutes(31))
        #expect(world.kinds == [.sessionOpened, .sessionChanged, .sessionRecovered])
        world.conditions["shop"] = .state(crash)
        world.run(.minutes(2))
        #expect(world.starts.count == 4)
    }

    @Test func aSessionThatComesUpAndFailsEachTimeIsALoopToo() {
        var world = world(attempts: 10)
        world.startResult = (.accepted, .seconds(1), .connected)
        for _ in 0..<6 {
            world.conditions["shop"] = .state(crash)
            world.run(.minutes(8))
        }
        #expect(world.starts.count == 3)
        #expect(world.watch.session("shop")?.observed == loop)
    }

    @Test func aPersonMayStartItAllTheSame() {
        var world = world()
        world.conditions["shop"] = .state(crash)
        world.run(.hours(1))
        #expect(world.watch.startRefusal("shop", at: world.now) == nil)
        world.startResult = (.accepted, .seconds(1), .connected)
        world.feed(.startWanted(session: "shop"))
        world.run(.minutes(2))
        #expect(world.starts.count == 4)
        #expect(world.kinds.last == .sessionRecovered)
    }
}
