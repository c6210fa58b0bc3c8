// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Messages and channels as people read them on a terminal.
enum OutboxText {
    /// A line for each message.
    static func table(_ rows: [JSONValue]) -> String {
        let lines = rows.map { row in
            [
                row["created_at"]?.string ?? "", row["id"]?.string ?? "", row["event"]?.string ?? "", subject(row),
                row["state"]?.string ?? "", String(row["attempts"]?.integer ?? 0), row["note"]?.string ?? "",
            ]
        }
        return TextTable.text(["DECIDED", "ID", "EVENT", "ABOUT", "STATE", "TRIES", "NOTE"], lines)
    }

    /// One message with its attempts.
    static func details(_ row: JSONValue) -> String {
        let facts: [(String, String)] = [
            ("id", row["id"]?.string ?? ""), ("event", row["event"]?.string ?? ""), ("about", subject(row)),
            ("to", row["channel"]?.string ?? ""), ("incident", row["code"]?.string.map { "#\($0)" } ?? "none"),
            ("state", row["state"]?.string ?? ""), ("decided", row["created_at"]?.string ?? ""),
            ("next try", row["due_at"]?.string ?? "none"), ("told in its place", row["stand_in"]?.string ?? ""),
            ("note", row["note"]?.string ?? ""),
        ]
        var text = ""
        for (name, value) in facts where !value.isEmpty { text += "\(name): \(PrintableText.of(value))\n" }
        for attempt in row["last_attempts"]?.array ?? [] {
            let number = attempt["number"]?.integer ?? 0
            let at = attempt["at"]?.string ?? ""
            text += "try \(number), \(at): \(PrintableText.of(attempt["words"]?.string ?? ""))\n"
        }
        return text
    }

    /// A line for each channel.
    static func channels(_ channels: [JSONValue]) -> String {
        let lines = channels.map { channel in
            let state = channel["state"]?.string ?? ""
            return [
                channel["id"]?.string ?? "", channel["kind"]?.string ?? "", state, channel["since"]?.string ?? "",
                String(channel["waiting"]?.integer ?? 0), channel["fallback"]?.string ?? "",
                channel["reason"]?.string ?? "",
            ]
        }
        return TextTable.text(["CHANNEL", "KIND", "STATE", "SINCE", "WAITING", "FALLBACK", "REASON"], lines)
    }

    private static func subject(_ row: JSONValue) -> String {
        let gateway = row["gateway"]?.string ?? ""
        return row["session"]?.string.map { "\(gateway)/\($0)" } ?? "\(row["subject"]?.string ?? "") \(gateway)"
    }
}
