// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import Channels

struct LocalClockTests {
    /// Sunday 29 March 2026, 01:30 UTC: half an hour after the clocks of Lisbon went forward.
    private let spring = Timestamp(milliseconds: 1_774_747_800_000)

    @Test(arguments: [
        (Duration.zero, "02:30"), (.minutes(-30), "02:00"), (.minutes(-31), "00:59"), (.hours(-3), "Sat 22:30"),
        (.hours(-24 * 6), "Mon 01:30"), (.hours(-24 * 7), "2026-03-22 01:30"), (.hours(24), "Mon 02:30"),
    ])
    func timesAreToldAsClocksThereShowThem(offset: Duration, expected: String) throws {
        let clock = try #require(LocalClock(timeZone: "Europe/Lisbon"))
        #expect(clock.words(spring + offset, seenFrom: spring) == expected)
    }

    @Test func withoutAZoneItIsUTC() {
        #expect(LocalClock.utc.full(spring) == "Sun 2026-03-29 01:30")
        #expect(LocalClock.utc.words(Timestamp(milliseconds: -1), seenFrom: spring) == "1969-12-31 23:59")
    }

    @Test(arguments: ["Mars/Olympus", "", "../etc/passwd"])
    func unknownZonesAreRefused(name: String) {
        #expect(LocalClock(timeZone: name) == nil)
    }
}
