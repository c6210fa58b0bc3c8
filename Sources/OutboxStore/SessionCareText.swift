// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

/// What is remembered of a session beside its states, as its column holds it: JSON, since nothing queries its members.
enum SessionCareText {
    /// The facts as JSON text; nil where there are none.
    static func text(of record: SessionRecord) -> String? {
        guard record.flapping != nil || record.expectation != nil || record.account != nil else { return nil }
        return JSONText.serialize([
            "flapping": value(of: record.flapping), "expectation": value(of: record.expectation),
            "account": value(of: record.account),
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

    /// The account that the session is linked to, as it was stored.
    static func account(_ text: String?, table: String) throws(DamagedRow) -> AccountRecord? {
        guard let text, let facts = try Facts(text, table: table).optionalObject("account") else { return nil }
        guard let number = AccountNumber(try facts.text("digits")) else {
            throw DamagedRow(table: table, name: "digits")
        }
        return AccountRecord(
            number: number, acceptedOver: try facts.optionalText("accepted_over").flatMap { AccountNumber($0) })
    }

    private static func value(of account: AccountRecord?) -> JSONValue {
        guard let account else { return .null }
        return [
            "digits": .string(account.number.digits),
            "accepted_over": account.acceptedOver.map { .string($0.digits) } ?? .null,
        ]
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
