// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct FlappingTests {
    private let policy = WatchPolicy()

    private func at(_ minutes: Int64) -> Moment {
        Moment(wall: World.start.wall + .minutes(minutes), boot: World.start.boot + .minutes(minutes))
    }

    @Test func fourOutagesInHalfAnHourAreFlapping() {
        var flapping = Flapping()
        var starts: [Bool] = []
        for minute in [0, 9, 18, 29] as [Int64] { starts.append(flapping.dropped(policy, at: at(minute))) }
        #expect(starts == [false, false, false, true])
        #expect(flapping.isActive && flapping.count == 4)
        let startsAgain = flapping.dropped(policy, at: at(30))
        #expect(!startsAgain)
        #expect(flapping.count == 5)
    }

    @Test func outagesFarApartAreNot() {
        var flapping = Flapping()
        for minute in stride(from: Int64(0), to: 300, by: 11) {
            let found1 = flapping.dropped(policy, at: at(minute))
            #expect(!found1)
        }
        #expect(flapping.drops.count <= policy.flappingChanges)
    }

    @Test func itIsOverAfterAQuarterOfAnHourWithoutAChange() {
        var flapping = Flapping()
        for minute in [0, 1, 2, 3] as [Int64] { _ = flapping.dropped(policy, at: at(minute)) }
        flapping.recovered(at: at(10))
        let found2 = flapping.takeCalm(policy, at: at(24))
        #expect(!found2)
        let found3 = flapping.takeCalm(policy, at: at(25))
        #expect(found3)
        #expect(!flapping.isActive && flapping.record == nil)
    }

    @Test func itGoesOnAcrossARestart() throws {
        var flapping = Flapping()
        for minute in [0, 1, 2, 3] as [Int64] { _ = flapping.dropped(policy, at: at(minute)) }
        let record = try #require(flapping.record)
        let recalled = Flapping(record: record, at: at(5))
        #expect(recalled.isActive && recalled.count == 4)
        #expect(recalled.calmAt(policy) == at(20).boot)
    }

    @Test func zeroTurnsItOff() {
        var off = WatchPolicy()
        off.flappingChanges = 0
        var flapping = Flapping()
        for minute in 0..<60 as Range<Int64> {
            let found4 = flapping.dropped(off, at: at(minute))
            #expect(!found4)
        }
    }
}
