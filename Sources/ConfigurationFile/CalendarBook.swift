// SPDX-License-Identifier: Apache-2.0

import Foundation
package import RelinkModel

/// All calendars of a configuration in its time zone, which makes instants of them.
package struct CalendarBook: CalendarSource, Equatable {
    /// How far ahead windows are told.
    static let days: Int64 = 8

    /// The texts of each calendar.
    let texts: [CalendarID: [CalendarText]]
    private let timezone: String
    private let zone: ZoneClock

    /// Calendars in a zone. A zone that nobody knows counts as UTC.
    init(_ texts: [CalendarID: [CalendarText]] = [:], timezone: String) {
        self.texts = texts
        self.timezone = timezone
        let zone = TimeZone(identifier: timezone) ?? .gmt
        self.zone = ZoneClock { second in
            Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(second))))
        }
    }

    /// Whether both give the same windows.
    package static func == (left: CalendarBook, right: CalendarBook) -> Bool {
        left.texts == right.texts && (left.texts.isEmpty || left.timezone == right.timezone)
    }

    package func calendars(at now: Timestamp) -> Calendars {
        let today = zone.day(of: now.seconds)
        return Calendars(
            texts.mapValues { texts in
                // A window of yesterday may reach into today.
                (today - 1...today + Self.days).flatMap { day in texts.flatMap { windows(of: $0, on: day) } }
            })
    }

    private func windows(of text: CalendarText, on day: Int64) -> [Calendars.Window] {
        let weekday = Weekday(daysSince1970: day)
        return text.windows.filter { $0.days.contains(weekday) }.map { window in
            let (start, end) = zone.stretch(of: day, from: window.start, to: window.end)
            return Calendars.Window(
                start: Timestamp(milliseconds: start * 1000), end: Timestamp(milliseconds: end * 1000))
        }
    }
}
