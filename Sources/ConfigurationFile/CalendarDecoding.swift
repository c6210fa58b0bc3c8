// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// `calendars:`, and every key that takes the name of one or times of its own.
final class CalendarDecoding {
    /// A digest is told from its time on for that many minutes, so that a restart just then does not cost a day.
    static let digestMinutes = 10

    private let reading: Reading
    private let names: [String]
    /// What is known so far; times that stand at a key of another kind are a calendar of that name.
    private(set) var texts: [CalendarID: [CalendarText]] = [:]

    /// Reads the calendars of the main file.
    init(_ main: MapReader) {
        reading = main.reading
        let entries = main.textsMap("calendars")
        names = entries.map(\.name)
        for entry in entries {
            guard !entry.name.isEmpty, entry.name.utf8.allSatisfy({ $0.isWordByte || $0 == UInt8(ascii: "-") }) else {
                let message = "the calendar `\(Shown.text(entry.name))` may only have letters, digits, - and _"
                reading.error(message, at: entry.place)
                continue
            }
            if entry.texts.isEmpty {
                reading.error(
                    "the calendar `\(entry.name)` has no times; write them as in \"Mon-Sat 09:00-19:00\"",
                    at: entry.place)
            }
            texts[CalendarID(entry.name)] = entry.texts.compactMap(parse)
        }
    }

    /// The calendar that a key names, or the times that stand there; nil where nothing is written, or after a problem.
    func calendar(_ key: String, of reader: MapReader) -> CalendarID? {
        guard let text = reader.optionalText(key), !text.value.isEmpty else { return nil }
        let id = CalendarID(text.value)
        guard text.value.contains(":") else {
            if !names.contains(text.value) {
                let hint = text.isLiteral ? Suggestion.phrase(for: text.value, among: names) : ""
                let advice = hint.isEmpty ? "; add it to `calendars`, or write times as in \"22:00-07:00\"" : hint
                reading.error("there is no calendar \(text.shown)\(advice)", at: text.place)
            }
            return id
        }
        guard let parsed = parse(text) else { return nil }
        texts[id] = [parsed]
        return id
    }

    /// The calendar of a digest: a moment of every day. Nil where nothing is written, or after a problem.
    func digest(_ key: String, of reader: MapReader) -> CalendarID? {
        guard let text = reader.optionalText(key), !text.value.isEmpty else { return nil }
        guard let start = CalendarText.minutes(text.value), start < 1440 else {
            reading.error("`\(key)` must be a time of day from 00:00 to 23:59, not \(text.shown)", at: text.place)
            return nil
        }
        let id = CalendarID("digest at \(text.value)")
        texts[id] = [.daily(at: start, lasting: Self.digestMinutes)]
        return id
    }

    private func parse(_ text: Text) -> CalendarText? {
        do throws(CalendarText.Flaw) {
            return try CalendarText(text.value)
        } catch {
            // What came from a variable is not repeated.
            let words = text.isLiteral ? error.words : "is not understood; write times as in Mon-Sat 09:00-19:00"
            reading.error("\(text.shown) \(words)", at: text.place)
            return nil
        }
    }
}
