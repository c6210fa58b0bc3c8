// SPDX-License-Identifier: Apache-2.0

/// Reads the three forms of a date in HTTP headers (RFC 9110 §5.6.7).
enum HTTPDate {
    /// Seconds since 1970, or nil when the text is none of the forms. `now` decides the century of a two-digit year.
    static func parse(_ text: String, now: Int64) -> Int64? {
        let words = text.split(separator: " ")
        guard let day = words.first, isDay(day) else { return nil }
        switch words.count {
        case 6 where words[5] == "GMT":  // Sun, 06 Nov 1994 08:49:37 GMT
            return seconds(day: words[1], month: words[2], year: number(words[3], digits: 4...4), time: words[4])
        case 4 where words[3] == "GMT":  // Sunday, 06-Nov-94 08:49:37 GMT
            let parts = words[1].split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 3 else { return nil }
            let year = number(parts[2], digits: 2...2).map { century(of: $0, now: now) }
            return seconds(day: parts[0], month: parts[1], year: year, time: words[2])
        case 5:  // Sun Nov  6 08:49:37 1994
            return seconds(day: words[2], month: words[1], year: number(words[4], digits: 4...4), time: words[3])
        default:
            return nil
        }
    }

    private static let days: Set<Substring> = [
        "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun",
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    private static let months: [Substring] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func isDay(_ word: Substring) -> Bool {
        days.contains(word.hasSuffix(",") ? word.dropLast() : word)
    }

    private static func number(_ word: Substring, digits: ClosedRange<Int>) -> Int64? {
        guard digits.contains(word.utf8.count), word.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int64(word)
    }

    /// A year that seems to lie more than 50 years ahead is the last one that ended in the same digits.
    private static func century(of year: Int64, now: Int64) -> Int64 {
        let current = 1970 + now / 31_556_952
        let candidate = current - current % 100 + year
        return candidate > current + 50 ? candidate - 100 : candidate
    }

    private static func seconds(day: Substring, month: Substring, year: Int64?, time: Substring) -> Int64? {
        let clock = time.split(separator: ":", omittingEmptySubsequences: false)
        guard clock.count == 3, let year, year >= 1, let monthIndex = months.firstIndex(of: month),
            let day = number(day, digits: 1...2), (1...31).contains(day),
            let hour = number(clock[0], digits: 2...2), hour < 24,
            let minute = number(clock[1], digits: 2...2), minute < 60,
            let second = number(clock[2], digits: 2...2), second <= 60  // 60 is a leap second
        else { return nil }
        return ((daysSince1970(year, Int64(monthIndex) + 1, day) * 24 + hour) * 60 + minute) * 60 + second
    }

    /// Counts days of the Gregorian calendar with years that begin in March, so that the leap day comes last.
    private static func daysSince1970(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month > 2 ? year : year - 1
        let era = shifted / 400
        let yearOfEra = shifted % 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
