// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

/// Incidents, silences and explanations for a terminal.
enum IncidentText {
    /// The incidents of an answer, and the groups below them.
    static func incidents(_ body: JSONValue) -> String {
        let incidents = body["incidents"]?.array ?? []
        let relieved = (body["reliefs"]?.array ?? []).isEmpty ? "" : "\n" + reliefs(body)
        guard !incidents.isEmpty else { return "no open incidents\n" + relieved }
        var text = TextTable.text(
            ["CODE", "SEVERITY", "SUBJECT", "STATE", "SINCE", "WHO HAS IT", "TOLD", "NEXT"], incidents.map(row))
        let groups = body["groups"]?.array ?? []
        if !groups.isEmpty {
            let rows = groups.map { group in
                [
                    "#" + word(group["code"]), word(group["told"]), word(group["since"]),
                    list(group["sessions"]),
                ]
            }
            text += "\n" + TextTable.text(["GROUP", "TOLD", "SINCE", "SESSIONS"], rows)
        }
        return text + relieved
    }

    private static func row(_ incident: JSONValue) -> [String] {
        let state = word(incident["state"])
        let detail = word(incident["detail"])
        let icon = SessionState(rawValue: state)?.icon ?? "  "
        return [
            "#" + word(incident["code"]), word(incident["severity"]), subject(incident),
            "\(icon) \(state)" + (detail.isEmpty ? "" : "/\(detail)"), word(incident["since"]), owner(incident),
            list(incident["told"]), next(incident),
        ]
    }

    static func subject(_ line: JSONValue) -> String {
        let gateway = word(line["gateway"])
        return line["session"]?.string.map { "\(gateway)/\($0)" } ?? gateway
    }

    private static func owner(_ incident: JSONValue) -> String {
        guard let ack = incident["acknowledged"], !ack.isNull else { return "nobody" }
        let who = word(ack["by"]).isEmpty ? "somebody" : word(ack["by"])
        return who + (ack["until"]?.string.map { " until \($0)" } ?? " until connected")
    }

    private static func next(_ incident: JSONValue) -> String {
        if let over = incident["recovered_at"]?.string { return "over since \(over)" }
        if case let muted = word(incident["muted"]), !muted.isEmpty { return muted }
        if let at = incident["escalation"]?["at"]?.string {
            return "\(list(incident["escalation"]?["notify"])) at \(at)"
        }
        return incident["next_reminder_at"]?.string.map { "reminder at \($0)" } ?? ""
    }

    /// The silences of an answer.
    static func silences(_ body: JSONValue) -> String {
        let silences = body["silences"]?.array ?? []
        guard !silences.isEmpty else { return "no silences\n" }
        let rows = silences.map { silence in
            [
                word(silence["id"]), match(silence["match"]), word(silence["until"]), word(silence["by"]),
                word(silence["comment"]),
            ]
        }
        return TextTable.text(["ID", "COVERS", "UNTIL", "BY", "COMMENT"], rows)
    }

    /// Who is told in whose place, of an answer.
    static func reliefs(_ body: JSONValue) -> String {
        let reliefs = body["reliefs"]?.array ?? []
        guard !reliefs.isEmpty else { return "nobody is told in another one's place\n" }
        let rows = reliefs.map { relief in
            ["id", "away", "instead", "until", "by", "comment"].map { word(relief[$0]) }
        }
        return TextTable.text(["ID", "AWAY", "TOLD INSTEAD", "UNTIL", "BY", "COMMENT"], rows)
    }

    private static func match(_ match: JSONValue?) -> String {
        let names = ["gateways": "gateway", "sessions": "session", "states": "state", "severities": "severity"]
        var words: [String] = []
        for member in match?.object?.members ?? [] {
            if let name = names[member.key] {
                words += (member.value.array ?? []).map { "\(name)=\(word($0))" }
            } else {
                words += (member.value.object?.members ?? []).map { "label.\($0.key)=\(word($0.value))" }
            }
        }
        return words.joined(separator: ",")
    }

    /// The sentences of an explanation.
    static func explanation(_ body: JSONValue) -> String {
        var text = "\(PrintableText.of(subject(body))) as of \(word(body["as_of"])):\n"
        for line in body["lines"]?.array ?? [] { text += "  " + PrintableText.of(word(line["text"])) + "\n" }
        return text
    }

    static func word(_ value: JSONValue?) -> String { value?.string ?? "" }

    private static func list(_ value: JSONValue?) -> String {
        (value?.array ?? []).map { word($0) }.joined(separator: ", ")
    }
}
