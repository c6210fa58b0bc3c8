// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

/// Reminders beside everything else that is told.
struct GatewayWatchReminderTests {
    private let crashed = PollAnswer.state(SessionCondition(.failed, .browserCrash))

    private func world() -> World {
        var world = World(plan: .shop(autoStart: .off, policy: WatchPolicy()))
        world.run(.minutes(5))
        return world
    }

    @Test func whoHearsOfAnOldOutageAfterASilenceIsNotRemindedInTheNextBreath() throws {
        var world = world()
        world.feed(
            .silenced(
                Silence(
                    id: "quiet", match: Route.Match(), until: world.now.wall + .minutes(60), createdAt: world.now.wall))
        )
        world.conditions["shop"] = crashed
        world.run(.minutes(140))
        #expect(world.kinds == [.sessionOpened, .sessionReminder])
        // The two hours' one.
        let times = world.messages.map(\.at)
        #expect(times[1] - times[0] > 50 * 60)
    }

    @Test func whatNobodyTakesCareOfAnyMoreIsRemindedOfAtItsNextAge() throws {
        var world = world()
        world.conditions["shop"] = crashed
        world.run(.minutes(5))
        let id = try #require(world.messages.first?.event.incident?.id)
        world.feed(.acknowledged(id, by: "Ana", until: nil))
        world.run(.minutes(100))
        #expect(world.kinds == [.sessionOpened, .sessionUnacked])
        world.run(.minutes(20))
        #expect(world.kinds == [.sessionOpened, .sessionUnacked, .sessionReminder])
    }

    @Test func nobodyIsRemindedOfWhatLooksConnectedAgain() throws {
        var world = world()
        world.conditions["shop"] = crashed
        world.run(.seconds(594))
        // Seen connected just before the tenth minute, believed just after it.
        world.conditions["shop"] = .state(.connected)
        world.feed(.pushed(PushHint(session: "shop")))
        world.run(.minutes(2))
        #expect(world.kinds == [.sessionOpened, .sessionRecovered])
    }

    @Test func whatIsOverRemindsNobodyOfWhatCameLater() {
        let sessions = (0..<2).map { SessionPlan(name: "shop-\($0)", autoStart: .off) }
        var world = World(plan: .sample(sessions, policy: WatchPolicy()))
        world.run(.minutes(5))
        world.conditions["shop-0"] = crashed
        world.run(.minutes(40))
        world.conditions["shop-0"] = .state(.connected)
        // The first one's reminder of two hours was due at 125 minutes.
        world.run(.minutes(78))
        world.conditions["shop-1"] = crashed
        world.run(.minutes(9))
        #expect(world.kinds.suffix(2) == [.sessionRecovered, .sessionOpened])
        world.run(.minutes(4))
        #expect(world.kinds.last == .sessionReminder)
    }
}
