// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

struct MomentTests {
    private let now = Moment(wall: Timestamp(milliseconds: 500_000_000), boot: BootTime(milliseconds: 7_000))

    @Test(arguments: [(0, 0), (60, 60), (86_400, 86_400), (90_000, 86_400), (-60, 0)] as [(Int64, Int64)])
    func aStoredTimeIsPlacedWithinTheLastDay(secondsAgo: Int64, placed: Int64) {
        let stored = now.wall - .seconds(secondsAgo)
        let moment = now.recalling(stored)
        #expect(moment.wall == stored)
        #expect(now.elapsed(since: moment) == .seconds(placed))
    }

    @Test func aLengthIsNotThatOfAJumpOfTheWallClock() {
        let later = Moment(wall: now.wall + .hours(8760), boot: now.boot + .seconds(5))
        #expect(later.length(since: now) == .seconds(5))
        let back = Moment(wall: now.wall - .hours(1), boot: now.boot + .seconds(5))
        #expect(back.length(since: now) == .seconds(5))
    }

    @Test func aLengthOfMoreThanADayIsTheWallClocks() {
        #expect(now.length(since: now.recalling(now.wall - .hours(30))) == .hours(30))
        #expect(now.length(since: now.recalling(now.wall + .hours(30))) == .zero)
    }
}
