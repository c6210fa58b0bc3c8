// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ConfigurationFile

struct CalendarTextTests {
    private typealias Window = CalendarText.Window
    private static let week = Set(Weekday.allCases)
    private static let weekdays: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday]

    @Test func timesWithoutDaysAreThoseOfEveryDay() throws {
        #expect(try CalendarText("9:00-19:30").windows == [Window(days: Self.week, start: 540, end: 1170)])
        #expect(try CalendarText("00:00-24:00").windows == [Window(days: Self.week, start: 0, end: 1440)])
    }

    @Test func aTimeThatEndsBeforeItBeginsEndsTheNextDay() throws {
        #expect(try CalendarText("22:00-07:00").windows == [Window(days: Self.week, start: 1320, end: 1860)])
        #expect(try CalendarText("Sat 22:00-00:00").windows == [Window(days: [.saturday], start: 1320, end: 1440)])
    }

    @Test func daysAndTimesAreListsThatGoOnAsTheyWillBeRead() throws {
        let text = try CalendarText("Mon,Wed 09:00-12:30, 14:00-18:00, Sat 10:00-14:00")
        #expect(
            text.windows == [
                Window(days: [.monday, .wednesday], start: 540, end: 750),
                Window(days: [.monday, .wednesday], start: 840, end: 1080),
                Window(days: [.saturday], start: 600, end: 840),
            ])
        #expect(try CalendarText("mon - FRIDAY 09:00 - 10:00").windows.map(\.days) == [Self.weekdays])
        #expect(
            try CalendarText("Fri-Mon 09:00-10:00").windows.map(\.days) == [[.friday, .saturday, .sunday, .monday]])
    }

    @Test(arguments: [
        "", "Mon", "09:00", "9-17", "09:00-", "-09:00", "24:00-09:00", "09:60-10:00", "09:00-24:01", "09:00-09:00",
        "Mon-Tue-Wed 09:00-10:00", "Mo 09:00-10:00", "09:00-10:00 Mon", "09:00-10:00-11:00", "Mon 09:00-10:00, Tue",
        "+9:00-10:00", "009:00-10:00", "09:0-10:00", "٠٩:٠٠-١٠:٠٠",
    ])
    func everythingElseIsNone(text: String) {
        #expect(throws: CalendarText.Flaw.self) { try CalendarText(text) }
    }

    @Test func weekdaysAreCountedFromAThursday() {
        #expect(Weekday(daysSince1970: 0) == .thursday)
        #expect(Weekday(daysSince1970: -1) == .wednesday)
        #expect(Weekday(daysSince1970: 20_785) == .saturday)
    }
}
