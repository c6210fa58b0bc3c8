// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

/// What comes together is one message; a lone outage is told at once.
struct GatewayWatchGroupingTests {
    private let broken = PollAnswer.state(SessionCondition(.failed, .loggedOut))

    private func world(_ count: Int, channel: GatewayPlan.SampleChannel = .chat) -> World {
        var world = World(plan: .shops(count, autoStart: .off, channel: channel))
        world.run(.minutes(5))
        return world
    }

    @Test func aLoneOutageOnAQuietGatewayIsToldAtOnce() {
        var world = world(20)
        world.conditions["shop-3"] = broken
        world.run(.seconds(25))
        #expect(world.kinds == [.sessionOpened])
    }

    @Test func aFewOutagesTogetherAreToldOneByOne() {
        var world = world(20)
        for index in 0..<3 { world.conditions["shop-\(index)"] = broken }
        world.run(.minutes(2))
        #expect(world.kinds == [.sessionOpened, .sessionOpened, .sessionOpened])
    }

    @Test func fiveHundredOutagesAreOneMessageAndSoIsTheirEnd() throws {
        var world = world(500)
        for index in 0..<500 { world.conditions["shop-\(index)"] = broken }
        world.run(.minutes(5))
        #expect(world.messages.count <= 3)
        let opened = try #require(world.messages.first?.event)
        #expect(opened.kind == .groupOpened)
        #expect(opened.sessions.count == AlertEvent.briefLimit)
        for index in 0..<500 { world.conditions["shop-\(index)"] = .state(.connected) }
        world.run(.minutes(10))
        #expect(world.kinds.filter { $0 == .groupRecovered }.count == 1)
        #expect(world.messages.last?.event.counts?.total == 500)
        #expect(world.messages.count <= 4)
        #expect(world.ledger.openIncidents.isEmpty)
    }

    @Test(arguments: [
        (20, SessionCondition(.failed, .loggedOut)), (100, SessionCondition(.failed, .loggedOut)),
        (100, SessionCondition(.failed, .browserCrash)), (100, SessionCondition(.stopped)),
    ]) func aMassThatFallsAtOnceIsToldOnceAndWhole(count: Int, condition: SessionCondition) throws {
        for phase in Int64(0)..<3 {
            var world = world(count)
            world.run(.seconds(phase * 3))
            let fell = world.seconds
            for index in 0..<count { world.conditions["shop-\(index)"] = .state(condition) }
            world.run(.minutes(5))
            #expect(world.kinds == [.groupOpened])
            let opened = try #require(world.messages.first)
            #expect(opened.event.counts?.total == count)
            // A round of polls, the confirmation, the wait, and one more round at the most.
            let certain = condition.isTerminal ? Int64(10) : 40
            #expect(opened.at - fell <= 10 + certain + 10 + 10)
        }
    }

    @Test func whatFallsLaterIsNotWaitedFor() {
        var world = world(40)
        for index in 0..<6 { world.conditions["shop-\(index)"] = broken }
        world.run(.seconds(22))
        for index in 6..<20 { world.conditions["shop-\(index)"] = broken }
        world.run(.seconds(8))
        #expect(world.kinds == [.groupOpened])
        #expect(world.messages.first?.event.counts?.total == 6)
    }

    @Test func aGroupEndsOnlyWithItsLastSession() {
        var world = world(10)
        for index in 0..<10 { world.conditions["shop-\(index)"] = broken }
        world.run(.minutes(2))
        for index in 0..<9 { world.conditions["shop-\(index)"] = .state(.connected) }
        world.run(.minutes(5))
        #expect(!world.kinds.contains(.groupRecovered) && !world.kinds.contains(.sessionRecovered))
        world.conditions["shop-9"] = .state(.connected)
        world.run(.minutes(1))
        #expect(world.kinds.last == .groupRecovered)
    }

    @Test func aGroupThatDoublesIsToldOnceMore() {
        var world = world(40)
        for index in 0..<6 { world.conditions["shop-\(index)"] = broken }
        world.run(.minutes(2))
        #expect(world.kinds == [.groupOpened])
        for index in 6..<9 { world.conditions["shop-\(index)"] = broken }
        world.run(.minutes(3))
        #expect(world.kinds == [.groupOpened])
        for index in 9..<14 { world.conditions["shop-\(index)"] = broken }
        world.run(.minutes(3))
        #expect(world.kinds == [.groupOpened, .groupUpdated])
    }

    @Test func outagesThatComeOneAfterTheOtherBecomeAGroupToo() {
        var world = world(30)
        for index in 0..<10 {
            world.conditions["shop-\(index)"] = broken
            world.run(.seconds(15))
        }
        world.run(.minutes(5))
        #expect(world.kinds.filter { $0 == .sessionOpened }.count <= 3)
        #expect(world.kinds.contains(.groupOpened))
        for index in 0..<10 { world.conditions["shop-\(index)"] = .state(.connected) }
        world.run(.minutes(5))
        // Those that had been told alone belong to the group by then.
        #expect(world.kinds.last == .groupRecovered)
        #expect(!world.kinds.contains(.sessionRecovered))
    }

    @Test func aMachineHearsOfEachSession() {
        let hook = ChannelPlan(id: "ops", kind: .webhook, isMachine: true)
        let plan = GatewayPlan(
            id: "main", kind: .wwebjs,
            sessions: (0..<20).map { SessionPlan(name: "shop-\($0)", autoStart: .off) },
            policy: .withoutReminders, channels: [hook],
            routes: RouteTable(everythingTo: [Recipient(channel: "ops")]))
        var world = World(plan: plan)
        world.run(.minutes(5))
        for index in 0..<20 { world.conditions["shop-\(index)"] = broken }
        world.run(.minutes(2))
        #expect(world.kinds == Array(repeating: .sessionOpened, count: 20))
    }

    @Test func aRestartInTheMiddleOfAGroupTellsNothingTwice() {
        var world = world(10)
        for index in 0..<10 { world.conditions["shop-\(index)"] = broken }
        world.run(.minutes(2))
        world.restart(after: .minutes(1))
        world.run(.minutes(5))
        #expect(world.kinds == [.groupOpened])
        for index in 0..<10 { world.conditions["shop-\(index)"] = .state(.connected) }
        world.run(.minutes(5))
        #expect(world.kinds == [.groupOpened, .groupRecovered])
    }
}

extension GatewayWatchGroupingTests {
    /// The first fifth of them waits for a start until so many have fallen that none is started.
    @Test func whatWaitedForAStartIsToldWithTheMassItBelongsTo() throws {
        var world = World(plan: .shops(100, autoStart: .listed, channel: .chat))
        world.run(.minutes(5))
        for index in 0..<100 { world.conditions["shop-\(index)"] = .state(SessionCondition(.failed, .browserCrash)) }
        world.run(.seconds(65))
        let told = world.messages.filter { $0.event.kind == .groupOpened || $0.event.kind == .groupUpdated }
        #expect(told.last?.event.counts.map { $0.total >= 99 } == true)
        #expect(world.starts.count <= 1)
    }
}

extension GatewayWatchGroupingTests {
    private func fell(_ world: inout World, _ sessions: Range<Int>, as answer: PollAnswer) {
        for index in sessions { world.conditions["shop-\(index)"] = answer }
    }

    @Test func aGroupsMessageIsEditedAsSessionsComeBackAndOnceMoreAtTheEnd() throws {
        var world = world(20, channel: .editing)
        fell(&world, 0..<20, as: broken)
        world.run(.minutes(3))
        let told = world.messages.count
        let before = world.edits.count
        fell(&world, 0..<12, as: .state(.connected))
        world.run(.minutes(4))
        #expect(world.messages.count == told)
        let edits = world.edits.count - before
        #expect((1...4).contains(edits), "\(edits) edits in four minutes")
        #expect(world.edits.last?.incident == world.messages.last?.event.incident?.id)
        fell(&world, 12..<20, as: .state(.connected))
        world.run(.minutes(2))
        #expect(world.kinds.last == .groupRecovered)
        #expect(world.edits.count > before + edits)
        let atTheEnd = world.edits.count
        world.run(.hours(1))
        #expect(world.edits.count == atTheEnd)
    }

    @Test func aChannelThatCannotEditIsLeftAlone() {
        var world = world(20)
        fell(&world, 0..<20, as: broken)
        world.run(.minutes(3))
        fell(&world, 0..<12, as: .state(.connected))
        world.run(.minutes(4))
        #expect(world.edits.isEmpty)
    }
}
