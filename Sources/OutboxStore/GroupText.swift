// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

/// A group as its column holds it: JSON, since nothing queries its members.
enum GroupText {
    /// The group as JSON text.
    static func text(of group: GroupRecord) -> String {
        JSONText.serialize([
            "recipient": .string(KeyText.text(of: group.recipient)),
            "id": .string(group.reference.id.rawValue),
            "code": .string(group.reference.code),
            "opened_at": JSONValue(group.reference.openedAt),
            "open": .array(group.open.sorted().map { .string($0) }),
            "size": JSONValue(group.size),
            "told_size": JSONValue(group.toldSize),
            "told_at": JSONValue(group.toldAt),
            "since": JSONValue(group.since),
            "last_sequence": JSONValue(group.lastSequence),
            "told_needs_person": .bool(group.toldNeedsPerson),
            "closed_at": JSONValue(group.closedAt),
        ])
    }

    /// The group that was stored.
    static func group(_ text: String, table: String) throws(DamagedRow) -> GroupRecord {
        let facts = try Facts(text, table: table)
        return GroupRecord(
            recipient: try KeyText.recipient(facts.text("recipient"), table: table),
            reference: IncidentReference(
                id: IncidentID(try facts.text("id")), code: try facts.text("code"),
                openedAt: try facts.time("opened_at")),
            open: Set(try facts.texts("open").compactMap { $0 }), size: try facts.integer("size"),
            toldSize: try facts.integer("told_size"), toldAt: try facts.time("told_at"),
            since: try facts.time("since"), lastSequence: try facts.integer("last_sequence"),
            toldNeedsPerson: try facts.flag("told_needs_person"), closedAt: try facts.optionalTime("closed_at"))
    }
}
