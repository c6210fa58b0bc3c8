// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import ConfigurationFile

/// Instants in UTC; what the clocks do in 2026 is from the IANA database.
struct CalendarBookTests {
    /// The windows of a text around noon UTC of a day, as `start/end` without the seconds.
    private func windows(_ text: String, _ zone: String, at noon: String, only prefix: String = "") throws -> [String] {
        let book = CalendarBook(["c": [try CalendarText(text)]], timezone: zone)
        let now = try #require(Timestamp(iso8601: noon))
        return (book.calendars(at: now)["c"] ?? []).map { "\($0.start)".dropLast(4) + "/" + "\($0.end)".dropLast(4) }
            .map(String.init).filter { $0.hasPrefix(prefix) }
    }

    @Test func eightDaysAreTold() throws {
        let found = try windows("09:00-10:00", "UTC", at: "2026-06-03T12:00:00Z")
        #expect(found.first == "2026-06-02T09:00/2026-06-02T10:00")
        #expect(found.last == "2026-06-11T09:00/2026-06-11T10:00")
        #expect(found.count == 10)
    }

    @Test func aNightThatBeganYesterdayStillLasts() throws {
        let book = CalendarBook(["night": [try CalendarText("Tue 22:00-07:00")]], timezone: "Europe/Lisbon")
        let before = try #require(Timestamp(iso8601: "2026-06-03T05:59:00Z"))
        let calendars = book.calendars(at: before)
        #expect(calendars.covers(before, "night"))
        #expect(calendars.change(of: "night", after: before) == Timestamp(iso8601: "2026-06-03T06:00:00Z"))
        #expect(!calendars.covers(before + .minutes(1), "night"))
    }

    @Test func wholeDaysAreOneWindow() throws {
        #expect(
            try windows("Sat-Sun 00:00-24:00", "Europe/Lisbon", at: "2026-06-03T12:00:00Z")
                == ["2026-06-05T23:00/2026-06-07T23:00"])
    }

    @Test func theDayIsTheOneOfTheZone() throws {
        // In Auckland it is Saturday already.
        #expect(
            try windows("Sat 00:00-01:00", "Pacific/Auckland", at: "2026-06-05T13:00:00Z", only: "2026-06-05")
                == ["2026-06-05T12:00/2026-06-05T13:00"])
    }

    /// Lisbon: on 29 March 01:00 becomes 02:00, on 25 October 02:00 becomes 01:00. New York: on 8 March 02:00 becomes
    /// 03:00, on 1 November 02:00 becomes 01:00. Lord Howe: half an hour, on 4 October 02:00 becomes 02:30, on 5 April
    /// 02:00 becomes 01:30.
    @Test(arguments: [
        // Across the jump: an hour less, or more.
        ("Europe/Lisbon", "Sat 22:00-07:00", "2026-03-28T12:00:00Z", "2026-03-28T22:00/2026-03-29T06:00"),
        ("Europe/Lisbon", "Sat 22:00-07:00", "2026-10-24T12:00:00Z", "2026-10-24T21:00/2026-10-25T07:00"),
        ("America/New_York", "Sat 22:00-07:00", "2026-03-07T17:00:00Z", "2026-03-08T03:00/2026-03-08T11:00"),
        ("America/New_York", "Sat 22:00-07:00", "2026-10-31T17:00:00Z", "2026-11-01T02:00/2026-11-01T12:00"),
        ("Australia/Lord_Howe", "Sat 22:00-07:00", "2026-10-03T02:00:00Z", "2026-10-03T11:30/2026-10-03T20:00"),
        ("Australia/Lord_Howe", "Sat 22:00-07:00", "2026-04-04T02:00:00Z", "2026-04-04T11:00/2026-04-04T20:30"),
        // Within the lost hour: from the jump, as long as it is written.
        ("Europe/Lisbon", "Sun 01:10-01:40", "2026-03-28T12:00:00Z", "2026-03-29T01:00/2026-03-29T01:30"),
        ("America/New_York", "Sun 02:30-02:45", "2026-03-07T17:00:00Z", "2026-03-08T07:00/2026-03-08T07:15"),
        ("Australia/Lord_Howe", "Sun 02:10-02:20", "2026-10-03T02:00:00Z", "2026-10-03T15:30/2026-10-03T15:40"),
        // Beginning or ending in it: at the jump.
        ("Europe/Lisbon", "Sun 01:30-03:00", "2026-03-28T12:00:00Z", "2026-03-29T01:00/2026-03-29T02:00"),
        ("Europe/Lisbon", "Sat 22:00-01:30", "2026-03-28T12:00:00Z", "2026-03-28T22:00/2026-03-29T01:00"),
        // Within the doubled hour: until the clock shows its end for the last time.
        ("Europe/Lisbon", "Sun 01:10-01:40", "2026-10-24T12:00:00Z", "2026-10-25T00:10/2026-10-25T01:40"),
        ("America/New_York", "Sun 01:10-01:40", "2026-10-31T17:00:00Z", "2026-11-01T05:10/2026-11-01T06:40"),
        ("Australia/Lord_Howe", "Sun 01:40-01:50", "2026-04-04T02:00:00Z", "2026-04-04T14:40/2026-04-04T15:20"),
        // Ordinary days of zones with half hours.
        ("Asia/Kolkata", "Sun 09:00-19:00", "2026-03-28T12:00:00Z", "2026-03-29T03:30/2026-03-29T13:30"),
        ("America/St_Johns", "Sun 09:00-19:00", "2026-06-06T12:00:00Z", "2026-06-07T11:30/2026-06-07T21:30"),
    ])
    func theClockIsSetForwardAndBack(zone: String, text: String, noon: String, window: String) throws {
        #expect(try windows(text, zone, at: noon, only: String(window.prefix(10))) == [window])
    }

    @Test func aDigestIsToldEvenWhereTheClockSkipsItsTime() throws {
        let book = CalendarBook(["d": [.daily(at: 90, lasting: 10)]], timezone: "Europe/Lisbon")
        let calendars = book.calendars(at: try #require(Timestamp(iso8601: "2026-03-28T12:00:00Z")))
        #expect(calendars.covers(try #require(Timestamp(iso8601: "2026-03-29T01:05:00Z")), "d"))
    }

    /// The windows of each day hold together whatever the zone does: none is inside out, and a year has one for each day.
    @Test(arguments: [
        "Europe/Lisbon", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu",
        "Antarctica/Troll", "America/Havana", "Asia/Beirut",
    ])
    func noWindowOfAYearIsLost(zone: String) throws {
        let book = CalendarBook(["c": [try CalendarText("01:10-01:40")]], timezone: zone)
        var now = try #require(Timestamp(iso8601: "2026-01-01T12:00:00Z"))
        var starts: Set<Timestamp> = []
        for _ in 0..<52 {
            for window in book.calendars(at: now)["c"] ?? [] {
                #expect(window.start < window.end)
                #expect(window.end - window.start <= .minutes(150))
                starts.insert(window.start)
            }
            now = now + .hours(24 * 7)
        }
        #expect((365...369).contains(starts.count))
    }
}
