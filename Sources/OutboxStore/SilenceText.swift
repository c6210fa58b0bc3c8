// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

/// A silence as its column holds it: JSON, since nothing queries its members.
enum SilenceText {
    /// The silence as JSON text.
    static func text(of silence: Silence) -> String {
        let match = silence.match
        return JSONText.serialize([
            "id": .string(silence.id.rawValue),
            "severities": list(match.severities.map(\.rawValue)),
            "gateways": list(match.gateways.map(\.rawValue)),
            "sessions": .array(match.sessions.map { .string($0) }),
            "label_names": .array(labels(match).map { .string($0.key) }),
            "label_values": .array(labels(match).map { .string($0.value) }),
            "states": list(match.states.map(\.rawValue)),
            "kinds": list(match.kinds.map(\.rawValue)),
            "until": JSONValue(silence.until),
            "created_at": JSONValue(silence.createdAt),
            "by": .string(silence.by),
            "comment": .string(silence.comment),
        ])
    }

    /// The silence that was stored.
    static func silence(_ text: String, table: String) throws(DamagedRow) -> Silence {
        let facts = try Facts(text, table: table)
        let names = try facts.texts("label_names").compactMap { $0 }
        let values = try facts.texts("label_values").compactMap { $0 }
        let match = Route.Match(
            severities: try words("severities", in: facts, table: table),
            gateways: Set(try facts.texts("gateways").compactMap { $0.map { GatewayID($0) } }),
            sessions: try facts.texts("sessions").compactMap { $0 },
            labels: Dictionary(zip(names, values)) { first, _ in first },
            states: try words("states", in: facts, table: table),
            kinds: try words("kinds", in: facts, table: table))
        return Silence(
            id: SilenceID(try facts.text("id")), match: match, until: try facts.time("until"),
            createdAt: try facts.time("created_at"), by: try facts.text("by"), comment: try facts.text("comment"))
    }

    /// Names and values apart, since a member's name is no place for a text from outside.
    private static func labels(_ match: Route.Match) -> [(key: String, value: String)] {
        match.labels.sorted { $0.key < $1.key }
    }

    private static func list(_ words: [String]) -> JSONValue { .array(words.sorted().map { .string($0) }) }

    private static func words<Word: RawRepresentable<String> & Hashable>(
        _ key: String, in facts: Facts, table: String
    ) throws(DamagedRow) -> Set<Word> {
        var words: Set<Word> = []
        for text in try facts.texts(key) {
            guard let word = text.flatMap(Word.init(rawValue:)) else { throw DamagedRow(table: table, name: key) }
            words.insert(word)
        }
        return words
    }
}
