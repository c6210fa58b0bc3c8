// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import RelinkCommands

struct TimeTextTests {
    /// A Thursday, 13:00 in Lisbon's winter and in UTC.
    private static let now = Timestamp(iso8601: "2026-01-01T13:00:00Z") ?? Timestamp(milliseconds: 0)

    @Test(arguments: [
        ("2h", "2026-01-01T15:00:00Z"), ("1d", "2026-01-02T13:00:00Z"), ("18:30", "2026-01-01T18:30:00Z"),
        ("13:00", "2026-01-02T13:00:00Z"), ("09:15", "2026-01-02T09:15:00Z"), ("Sun 03:12", "2026-01-04T03:12:00Z"),
        ("thu 12:59", "2026-01-08T12:59:00Z"), ("2026-02-03T04:05:06Z", "2026-02-03T04:05:06Z"),
    ])
    func isTheNextOne(_ text: String, _ instant: String) {
        let clock = TimeText(timeZone: "Europe/Lisbon", now: Self.now)
        #expect(clock.instant(text)?.description == instant)
    }

    @Test func timesOfDayAreThoseOfTheZone() {
        let clock = TimeText(timeZone: "America/Sao_Paulo", now: Self.now)
        #expect(clock.instant("18:30")?.description == "2026-01-01T21:30:00Z")
        #expect(clock.hour(Self.now) == 10)
    }

    @Test func aTimeThatTheClockSkipsIsTheNextOneThatExists() {
        let saturday = Timestamp(iso8601: "2026-03-28T20:00:00Z") ?? Self.now
        let clock = TimeText(timeZone: "Europe/Lisbon", now: saturday)
        // 01:00 becomes 02:00 in that night.
        #expect(clock.instant("01:30")?.description == "2026-03-29T01:00:00Z")
    }

    @Test(arguments: ["", "tomorrow", "25:00", "1:30", "18:60", "18:30:00", "Foo 18:30", "-2h", "Sun", "٠٩:٠٠", ":"])
    func anythingElseIsNone(_ text: String) {
        #expect(TimeText(timeZone: "UTC", now: Self.now).instant(text) == nil)
    }
}
