// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

/// A relief as its column holds it: JSON, since nothing queries its members.
enum ReliefText {
    /// The relief as JSON text.
    static func text(of relief: Relief) -> String {
        JSONText.serialize([
            "id": .string(relief.id.rawValue),
            "away": .string(KeyText.text(of: relief.away)),
            "instead": .string(KeyText.text(of: relief.instead)),
            "until": JSONValue(relief.until),
            "created_at": JSONValue(relief.createdAt),
            "by": .string(relief.by),
            "comment": .string(relief.comment),
        ])
    }

    /// The relief that was stored.
    static func relief(_ text: String, table: String) throws(DamagedRow) -> Relief {
        let facts = try Facts(text, table: table)
        return Relief(
            id: ReliefID(try facts.text("id")), of: try KeyText.recipient(facts.text("away"), table: table),
            by: try KeyText.recipient(facts.text("instead"), table: table), until: try facts.time("until"),
            createdAt: try facts.time("created_at"), madeBy: try facts.text("by"), comment: try facts.text("comment"))
    }
}
