// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

/// What is remembered of a session beside its states, as its column holds it: JSON, since nothing queries its members.
enum SessionCareText {
    /// The facts as JSON text; nil where there are none, as with nearly every session.
    static func text(of record: SessionRecord) -> String? {
        guard record.flapping != nil || record.expectation != nil else { return nil }
        return JSONText.serialize([
            "flapping": value(of: record.flapping), "expectation": value(of: record.expectation),
        ])
    }

    /// How often the session dropped, as it was stored.
    static func flapping(_ text: String?, table: String) throws(DamagedRow) -> FlappingRecord? {
        guard let text, let facts = try Facts(text, table: table).optionalObject("flapping") else { return nil }
        return FlappingRecord(
            drops: try facts.times("drops"), isActive: try facts.flag("is_active"), count: try facts.integer("count"))
    }

    /// What a person said is expected, as it was stored.
    static func expectation(_ text: String?, table: String) throws(DamagedRow) -> ExpectationOverride? {
        guard let text, let facts = try Facts(text, table: table).optionalObject("expectation") else { return nil }
        return ExpectationOverride(try facts.word("expect"), until: try facts.optionalTime("until"))
    }

    private static func value(of flapping: FlappingRecord?) -> JSONValue {
        guard let flapping else { return .null }
        return [
            "drops": .array(flapping.drops.map { JSONValue($0) }), "is_active": .bool(flapping.isActive),
            "count": JSONValue(flapping.count),
        ]
    }

    private static func value(of expectation: ExpectationOverride?) -> JSONValue {
        guard let expectation else { return .null }
        return ["expect": .string(expectation.expectation.rawValue), "until": JSONValue(expectation.until)]
    }
}
