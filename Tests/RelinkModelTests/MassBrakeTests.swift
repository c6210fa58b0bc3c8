// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct MassBrakeTests {
    private func moment(_ milliseconds: Int64) -> Moment {
        Moment(wall: Timestamp(milliseconds: milliseconds), boot: BootTime(milliseconds: milliseconds))
    }

    /// That many outages of a gateway of that many sessions, that far apart.
    private func brake(_ outages: Int, of sessions: Int, apart milliseconds: Int64 = 1) -> MassBrake {
        var brake = MassBrake(policy: WatchPolicy())
        for outage in 0..<outages { brake.dropped(of: sessions, at: moment(Int64(outage) * milliseconds)) }
        return brake
    }

    @Test(arguments: [(1, 6), (10, 6), (25, 6), (30, 7), (100, 21), (1000, 201), (10_000, 2001)])
    func moreThanAFifthAndMoreThanFiveAreAMass(sessions: Int, outages: Int) {
        #expect(!brake(outages - 1, of: sessions).isOn)
        #expect(brake(outages, of: sessions).isOn)
    }

    @Test func outagesThatAreAMinuteApartAreNoMass() {
        #expect(brake(6, of: 10, apart: 11_999).isOn)
        #expect(!brake(6, of: 10, apart: 12_000).isOn)
        #expect(!brake(1000, of: 10, apart: 12_000).isOn)
    }

    @Test func itLetsGoAfterTwoMinutesAndEachFurtherOutageExtendsThem() {
        var brake = brake(6, of: 10, apart: 1000)
        #expect(brake.nextDeadline == moment(125_000).boot)
        brake.dropped(of: 10, at: moment(20_000))
        #expect(brake.nextDeadline == moment(140_000).boot)
        brake.turn(at: moment(139_999))
        #expect(brake.isOn)
        brake.turn(at: moment(140_000))
        #expect(!brake.isOn && brake.nextDeadline == nil)
        brake.dropped(of: 10, at: moment(150_000))
        #expect(!brake.isOn)
    }

    @Test func theShareIsThePolicys() {
        var policy = WatchPolicy()
        policy.massShare = 50
        var brake = MassBrake(policy: policy)
        for outage in 0..<50 { brake.dropped(of: 100, at: moment(Int64(outage))) }
        #expect(!brake.isOn)
        brake.dropped(of: 100, at: moment(51))
        #expect(brake.isOn)
    }
}

/// The brake among everything else.
struct MassBrakeWatchTests {
    private let crashed = PollAnswer.state(SessionCondition(.failed, .browserCrash))

    private func world(_ count: Int) -> World {
        var world = World(plan: .shops(count))
        world.run(.minutes(5))
        return world
    }

    @Test func aFewThatFallAreStartedOneAfterTheOther() {
        var world = world(10)
        for index in 0..<5 { world.conditions["shop-\(index)"] = crashed }
        world.run(.minutes(2))
        #expect(Set(world.starts.map(\.session)).count == 5)
        let pauses = zip(world.starts, world.starts.dropFirst()).map { $1.at - $0.at }
        #expect(pauses.min() ?? 0 >= 5)
    }

    @Test func noneOfAMassIsStartedForTwoMinutesAndThenOneAfterTheOther() throws {
        var world = world(30)
        for index in 0..<12 { world.conditions["shop-\(index)"] = crashed }
        let fell = world.seconds
        world.run(.minutes(20))
        let first = try #require(world.starts.first?.at)
        // They are confirmed half a minute after they fell; the first ones may begin before it is known to be a mass.
        let late = world.starts.filter { $0.at > fell + 60 }
        #expect(world.starts.count - late.count <= 6)
        #expect((late.first?.at ?? first) - fell >= 120)
        #expect(Set(world.starts.map(\.session)).count == 12)
    }
}
