// SPDX-License-Identifier: Apache-2.0

/// The windows of all calendars for the coming days, as instants.
///
/// Time zones live in the driver: it expands `Mon-Sat 09:00-19:00` for the days to come, again every day, and after a
/// change of the configuration or of the clock.
package struct Calendars: Hashable, Sendable {
    /// One window, its end excluded.
    package struct Window: Hashable, Sendable {
        package let start: Timestamp
        package let end: Timestamp

        /// From `start` until just before `end`.
        package init(start: Timestamp, end: Timestamp) {
            self.start = start
            self.end = end
        }
    }

    private let windows: [CalendarID: [Window]]

    /// Windows in any order; those that touch or overlap become one.
    package init(_ windows: [CalendarID: [Window]] = [:]) {
        self.windows = windows.mapValues(Self.merged)
    }

    /// Every calendar.
    var ids: Dictionary<CalendarID, [Window]>.Keys { windows.keys }

    /// The windows of a calendar, in order; nil when there is no such calendar.
    package subscript(calendar: CalendarID) -> [Window]? { windows[calendar] }

    /// Whether the instant lies in a window of the calendar. A calendar that nobody knows has none.
    package func covers(_ instant: Timestamp, _ calendar: CalendarID) -> Bool {
        windows[calendar]?.contains { $0.start <= instant && instant < $0.end } == true
    }

    /// The first beginning or end of a window after the instant; nil when none is known.
    package func change(of calendar: CalendarID, after instant: Timestamp) -> Timestamp? {
        windows[calendar]?.lazy.flatMap { [$0.start, $0.end] }.first { $0 > instant }
    }

    /// Whether a recipient with those hours may be told something of that severity at the instant.
    package func isOpen(_ hours: TellingHours?, for severity: Severity, at instant: Timestamp) -> Bool {
        guard let hours, windows[hours.calendar] != nil else { return true }
        if let passing = hours.passing, severity >= passing { return true }
        return covers(instant, hours.calendar) == hours.isWithin
    }

    private static func merged(_ windows: [Window]) -> [Window] {
        var merged: [Window] = []
        for window in windows.sorted(by: { $0.start < $1.start }) where window.start < window.end {
            if let last = merged.last, window.start <= last.end {
                merged[merged.count - 1] = Window(start: last.start, end: max(last.end, window.end))
            } else {
                merged.append(window)
            }
        }
        return merged
    }
}
