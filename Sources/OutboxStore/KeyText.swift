// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

/// Keys that have several parts, as one column holds them: lists of JSON, so that no part can pass for another.
enum KeyText {
    /// `["server",null]`, `["watcher",null]`, `["session","NAME"]` or `["group","ID"]`.
    static func text(of subject: Subject) -> String {
        list([subject.kind, name(of: subject)])
    }

    /// `["CHANNEL",null]` or `["CHANNEL","CONTACT"]`.
    static func text(of recipient: Recipient) -> String {
        list([recipient.channel.rawValue, recipient.contact?.rawValue])
    }

    /// The recipient, the feed, and the subject: `["CHANNEL",null,"incidents","session","NAME"]`.
    static func text(of lane: LaneKey) -> String {
        list([
            lane.recipient.channel.rawValue, lane.recipient.contact?.rawValue, lane.feed.rawValue, lane.subject.kind,
            name(of: lane.subject),
        ])
    }

    /// The subject that was stored.
    static func subject(_ text: String, table: String) throws(DamagedRow) -> Subject {
        let parts = try Facts(text, table: table).texts()
        guard parts.count == 2 else { throw DamagedRow(table: table, name: "subject") }
        return try subject(kind: parts[0], name: parts[1], table: table)
    }

    /// The recipient that was stored.
    static func recipient(_ text: String, table: String) throws(DamagedRow) -> Recipient {
        let parts = try Facts(text, table: table).texts()
        guard parts.count == 2, let channel = parts[0] else { throw DamagedRow(table: table, name: "recipient") }
        return Recipient(channel: ChannelID(channel), contact: parts[1].map { ContactID($0) })
    }

    /// The lane that was stored.
    static func lane(_ text: String, table: String) throws(DamagedRow) -> LaneKey {
        let parts = try Facts(text, table: table).texts()
        guard parts.count == 5, let channel = parts[0], let feed = parts[2].flatMap(EventSubscription.init)
        else { throw DamagedRow(table: table, name: "lane") }
        return LaneKey(
            recipient: Recipient(channel: ChannelID(channel), contact: parts[1].map { ContactID($0) }),
            subject: try subject(kind: parts[3], name: parts[4], table: table), feed: feed)
    }

    private static func subject(kind: String?, name: String?, table: String) throws(DamagedRow) -> Subject {
        switch (kind, name) {
        case ("server", nil): return .server
        case ("watcher", nil): return .watcher
        case ("session", let name?): return .session(name)
        case ("group", let id?): return .group(GroupID(id))
        default: throw DamagedRow(table: table, name: "subject")
        }
    }

    private static func name(of subject: Subject) -> String? {
        switch subject {
        case .server, .watcher: nil
        case .session(let name): name
        case .group(let id): id.rawValue
        }
    }

    private static func list(_ parts: [String?]) -> String {
        JSONText.serialize(.array(parts.map { JSONValue($0) }))
    }
}
