// SPDX-License-Identifier: Apache-2.0

/// A day of the week, Monday first.
enum Weekday: Int, CaseIterable, Sendable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// The short words of all days.
    static let words = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let longWords = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

    /// The day of that word, short or long, in any case; nil for anything else.
    init?(word: some StringProtocol) {
        let word = word.lowercased()
        let index =
            Self.words.firstIndex { $0.lowercased() == word } ?? Self.longWords.firstIndex { $0.lowercased() == word }
        guard let index, let day = Weekday(rawValue: index) else { return nil }
        self = day
    }

    /// The weekday of a day counted from 1970-01-01, which was a Thursday.
    init(daysSince1970 days: Int64) {
        let index = Int(((days + 3) % 7 + 7) % 7)
        self = Self.allCases[index]
    }

    /// All days from this one to another, over the end of the week where that one comes before it.
    func through(_ last: Weekday) -> Set<Weekday> {
        let count = (last.rawValue - rawValue + 7) % 7
        return Set((0...count).compactMap { Weekday(rawValue: (rawValue + $0) % 7) })
    }
}
