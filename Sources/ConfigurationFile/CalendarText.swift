// SPDX-License-Identifier: Apache-2.0

/// Times of the week the way people write them: `Mon-Sat 09:00-19:00`, `Mon,Wed 09:00-12:30,14:00-18:00, Sat 10:00-14:00`,
/// `22:00-07:00`. In no zone; ``CalendarBook`` makes instants of them.
package struct CalendarText: Hashable, Sendable {
    /// One stretch of time that begins on each of some days.
    struct Window: Hashable, Sendable {
        /// The days on which it begins.
        let days: Set<Weekday>
        /// Minutes after midnight, 0 to 1439.
        let start: Int
        /// Minutes after the midnight before its start; more than 1440 where it ends on the next day.
        let end: Int
    }

    /// Why a text is none, in words that follow its quotation.
    struct Flaw: Error {
        let words: String
    }

    /// The windows in the order of the text.
    let windows: [Window]

    init(windows: [Window]) { self.windows = windows }

    /// Reads a text. Days stand before their times; times without days are those of every day.
    init(_ text: String) throws(Flaw) {
        var windows: [Window] = []
        var days: Set<Weekday> = []
        var isAfterTimes = false
        for word in Self.words(text) {
            if word.contains(":") {
                let (start, end) = try Self.times(word)
                windows.append(Window(days: days.isEmpty ? Set(Weekday.allCases) : days, start: start, end: end))
                isAfterTimes = true
            } else {
                if isAfterTimes { days = [] }
                isAfterTimes = false
                days.formUnion(try Self.days(word))
            }
        }
        guard isAfterTimes else {
            throw Flaw(words: "has no times after its days; write them as in Mon-Sat 09:00-19:00")
        }
        self.windows = windows
    }

    /// Those minutes of every day, for a digest.
    static func daily(at start: Int, lasting minutes: Int) -> CalendarText {
        CalendarText(windows: [Window(days: Set(Weekday.allCases), start: start, end: start + minutes)])
    }

    /// `09:00` as minutes after midnight; nil for anything else.
    static func minutes(_ text: some StringProtocol) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour * 60 + minute <= 1440
        else { return nil }
        return hour * 60 + minute
    }

    /// Days and times, each as one word: blanks and commas part them, blanks around a dash do not.
    private static func words(_ text: String) -> [Substring] {
        let pieces = text.split(separator: "-", omittingEmptySubsequences: false).map { piece in
            piece.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
        }
        return pieces.joined(separator: "-").split { $0 == " " || $0 == "," }.map { $0 }
    }

    private static func times(_ word: Substring) throws(Flaw) -> (start: Int, end: Int) {
        let parts = word.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let start = minutes(parts[0]), let end = minutes(parts[1]), start < 1440 else {
            throw Flaw(
                words: "has `\(Shown.text(String(word)))`, which is no time from 00:00 to 24:00 like 09:00-19:00")
        }
        guard start != end else {
            throw Flaw(words: "has a time that ends when it begins; a whole day is 00:00-24:00")
        }
        return (start, end > start ? end : end + 1440)
    }

    private static func days(_ word: Substring) throws(Flaw) -> Set<Weekday> {
        let parts = word.split(separator: "-", omittingEmptySubsequences: false)
        if parts.count <= 2, let first = Weekday(word: parts[0]), let last = parts.last.flatMap({ Weekday(word: $0) }) {
            return first.through(last)
        }
        let wrong = parts.first { Weekday(word: $0) == nil } ?? word
        let hint = Suggestion.phrase(for: String(wrong), among: Weekday.words)
        throw Flaw(
            words: "has `\(Shown.text(String(wrong)))`, which is no day"
                + (hint.isEmpty ? "; days are Mon, Tue, Wed, Thu, Fri, Sat, Sun and Mon-Sat" : hint))
    }
}
