// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

/// The way of a message as the outbox holds it: null for the ordinary one, which nearly all have.
enum PassageText {
    /// The way as JSON.
    static func value(of passage: Passage) -> JSONValue {
        guard passage != Passage() else { return .null }
        return [
            "missed": JSONValue(passage.missed), "outages": JSONValue(passage.outages),
            "dropped": passage.dropped.map {
                ["count": JSONValue($0.count), "from": JSONValue($0.from), "to": JSONValue($0.to)]
            } ?? .null,
            "earlier": .array(
                passage.earlier.map { ["at": JSONValue($0.at), "condition": EventText.value(of: $0.condition)] }),
            "via": passage.via.map { ["channel": .string($0.channel.rawValue), "since": JSONValue($0.since)] } ?? .null,
            "channel": JSONValue(passage.channel?.rawValue),
        ]
    }

    /// The way that was stored.
    static func passage(_ facts: Facts) throws(DamagedRow) -> Passage {
        var passage = Passage()
        passage.missed = try facts.integer("missed")
        passage.outages = try facts.integer("outages")
        if let dropped = try facts.optionalObject("dropped") {
            passage.dropped = Passage.Dropped(
                count: try dropped.integer("count"), from: try dropped.time("from"), to: try dropped.time("to"))
        }
        for earlier in try facts.objects("earlier") {
            guard let condition = try earlier.optionalObject("condition") else { continue }
            passage.earlier.append(
                .init(condition: try EventText.condition(condition), at: try earlier.time("at")))
        }
        if let via = try facts.optionalObject("via") {
            passage.via = Passage.Detour(channel: ChannelID(try via.text("channel")), since: try via.time("since"))
        }
        passage.channel = try facts.optionalText("channel").map { ChannelID($0) }
        return passage
    }
}
