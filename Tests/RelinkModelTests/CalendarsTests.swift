// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

struct CalendarsTests {
    private func at(_ hours: Int64) -> Timestamp { Timestamp(milliseconds: 0) + .hours(hours) }

    private func window(_ start: Int64, _ end: Int64) -> Calendars.Window {
        Calendars.Window(start: at(start), end: at(end))
    }

    private var calendars: Calendars {
        Calendars(["shop": [window(33, 43), window(9, 19), window(19, 20)], "never": []])
    }

    @Test func windowsThatTouchAreOneAndTheirEndIsOutside() {
        #expect(calendars["shop"] == [window(9, 20), window(33, 43)])
        #expect([8, 9, 19, 20, 33].map { calendars.covers(at($0), "shop") } == [false, true, true, false, true])
    }

    @Test func theNextChangeIsABeginningOrAnEnd() {
        #expect([0, 9, 20, 40].map { calendars.change(of: "shop", after: at($0)) } == [9, 20, 33, 43].map(at))
        #expect(calendars.change(of: "shop", after: at(43)) == nil)
        #expect(calendars.change(of: "unknown", after: at(0)) == nil)
    }

    @Test(arguments: [
        (TellingHours(calendar: "shop", isWithin: true), Severity.critical, Int64(10), true),
        (TellingHours(calendar: "shop", isWithin: true), .critical, 8, false),
        (TellingHours(calendar: "shop", isWithin: false), .error, 8, true),
        (TellingHours(calendar: "shop", isWithin: false), .error, 10, false),
        (TellingHours(calendar: "shop", isWithin: false, passing: .critical), .critical, 10, true),
        (TellingHours(calendar: "shop", isWithin: false, passing: .critical), .error, 10, false),
        (TellingHours(calendar: "never", isWithin: true), .critical, 10, false),
        (TellingHours(calendar: "unknown", isWithin: true), .info, 10, true),
    ])
    func hoursOpenAndClose(hours: TellingHours, severity: Severity, hour: Int64, isOpen: Bool) {
        #expect(calendars.isOpen(hours, for: severity, at: at(hour)) == isOpen)
        #expect(calendars.isOpen(nil, for: severity, at: at(hour)))
    }

    @Test func aWindowThatEndsBeforeItBeginsIsNone() {
        #expect(Calendars(["odd": [window(5, 4), window(6, 6)]])["odd"] == [])
    }
}
