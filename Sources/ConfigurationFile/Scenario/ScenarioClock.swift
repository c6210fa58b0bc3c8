// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// The times of a scenario: a duration after its beginning, or an instant.
struct ScenarioClock {
    /// The beginning.
    let start: Timestamp

    /// How long after the beginning; nil after a problem.
    func offset(_ text: Text, _ reading: Reading) -> Duration? {
        if let duration = DurationText.parse(text.value) { return duration }
        guard let instant = Self.instant(text.value) else {
            reading.error(
                "a time is a duration after the beginning such as 90m, or an instant such as 2026-10-25T02:00:00+01:00, "
                    + "not \(text.shown)", at: text.place)
            return nil
        }
        guard instant >= start else {
            reading.error("\(text.shown) is before the beginning", at: text.place)
            return nil
        }
        return instant - start
    }

    /// The instant of an RFC 3339 text: in UTC, or with an offset from it.
    static func instant(_ text: String) -> Timestamp? {
        if let instant = Timestamp(iso8601: text) { return instant }
        let bytes = Array(text.utf8.suffix(6))
        guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"),
            [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[0]),
            let hours = Int64(String(decoding: bytes[1...2], as: UTF8.self)), hours < 24,
            let minutes = Int64(String(decoding: bytes[4...5], as: UTF8.self)), minutes < 60,
            let local = Timestamp(iso8601: text.dropLast(6) + "Z")
        else { return nil }
        let offset = Duration.minutes(hours * 60 + minutes)
        return bytes[0] == UInt8(ascii: "+") ? local - offset : local + offset
    }
}
