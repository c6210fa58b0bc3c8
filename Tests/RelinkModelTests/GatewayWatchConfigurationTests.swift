// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

/// A changed configuration that is not taken (alerting.md 4.8, reload).
struct GatewayWatchConfigurationTests {
    private let problems = ["config.yaml:3:1: no", "config.yaml:9:1: no"]

    private func world() -> World {
        var world = World(plan: .shop())
        world.run(.minutes(5))
        world.feed(.configuration([]))
        return world
    }

    @Test func itIsToldOnceAndOnceThatOneIsTakenAgain() throws {
        var world = world()
        for _ in 0..<3 {
            world.feed(.configuration(problems))
            world.run(.minutes(5))
        }
        #expect(world.kinds == [.watcherConfigRejected])
        let event = try #require(world.messages.first?.event)
        #expect(event.words == "config.yaml:3:1: no; and 1 more")
        #expect(event.status == "firing")
        world.feed(.configuration([]))
        world.run(.minutes(5))
        #expect(world.kinds == [.watcherConfigRejected, .watcherConfigRejected])
        #expect(world.messages.last?.event.status == "resolved")
        world.feed(.configuration([]))
        world.run(.minutes(5))
        #expect(world.kinds.count == 2)
    }

    @Test func aRestartEndsItWhereTheFileIsRightAndTellsNothingAnewWhereItIsNot() {
        var world = world()
        world.feed(.configuration(problems))
        world.run(.minutes(5))
        world.restart(after: .seconds(5))
        world.feed(.configuration(problems))
        world.run(.minutes(5))
        #expect(world.kinds == [.watcherConfigRejected])
        world.restart(after: .seconds(5))
        world.feed(.configuration([]))
        world.run(.minutes(5))
        #expect(world.kinds.count == 2)
    }

    @Test func whoeverCouldNotBeToldHearsNothingOfItsEnd() {
        var world = world()
        world.receiver = .isDown
        world.feed(.configuration(problems))
        world.run(.seconds(5))
        world.feed(.configuration([]))
        world.receiver = .accepts
        world.run(.minutes(10))
        #expect(world.messages.isEmpty)
    }

    @Test func whoeverHeardOfOneHearsItsEndAlthoughAnotherCameMeanwhile() {
        var world = world()
        world.feed(.configuration(problems))
        world.run(.minutes(5))
        world.receiver = .isDown
        for _ in 0..<3 {
            world.feed(.configuration([]))
            world.run(.seconds(1))
            world.feed(.configuration(problems))
            world.run(.seconds(1))
        }
        world.feed(.configuration([]))
        world.receiver = .accepts
        world.run(.minutes(30))
        #expect(world.messages.last?.event.status == "resolved")
    }
}
