// SPDX-License-Identifier: Apache-2.0

import ConfigurationFile
import Foundation
import RelinkModel

/// Instants the way people type them: `2h` from now, `18:30`, `Sun 03:12`, or an instant in UTC.
struct TimeText {
    private let calendar: Calendar
    private let now: Timestamp

    /// Read at that instant in that IANA time zone; UTC where the system does not know it.
    init(timeZone: String, now: Timestamp) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: timeZone) ?? .gmt
        self.calendar = calendar
        self.now = now
    }

    /// The instant that is meant, the next one where a time of day or of the week is; nil for anything else.
    func instant(_ text: String) -> Timestamp? {
        if let instant = Timestamp(iso8601: text) { return instant }
        if let duration = DurationText.parse(text) { return now + duration }
        let words = text.split(separator: " ")
        switch words.count {
        case 1: return next(words[0], weekday: nil)
        case 2:
            guard let weekday = Self.weekdays[words[0].lowercased()] else { return nil }
            return next(words[1], weekday: weekday)
        default: return nil
        }
    }

    /// The hour of the day, 0 to 23, where people are.
    func hour(_ instant: Timestamp) -> Int { calendar.component(.hour, from: Self.date(instant)) }

    private static let weekdays = ["sun": 1, "mon": 2, "tue": 3, "wed": 4, "thu": 5, "fri": 6, "sat": 7]

    private func next(_ clock: Substring, weekday: Int?) -> Timestamp? {
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isASCII) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        let wanted = DateComponents(hour: hour, minute: minute, weekday: weekday)
        let date = calendar.nextDate(after: Self.date(now), matching: wanted, matchingPolicy: .nextTime)
        return date.map { Timestamp(milliseconds: Int64($0.timeIntervalSince1970 * 1000)) }
    }

    private static func date(_ instant: Timestamp) -> Date {
        Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000)
    }
}
