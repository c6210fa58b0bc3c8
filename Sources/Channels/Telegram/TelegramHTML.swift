// SPDX-License-Identifier: Apache-2.0

/// Reads the HTML that Telegram's `parse_mode` knows, to find out beforehand what it would refuse.
///
/// Tags and entities are those of core.telegram.org/bots/api, "HTML style".
struct TelegramHTML {
    private static let tags: Set<Substring> = [
        "b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre", "blockquote", "tg-spoiler",
        "span",
    ]
    private static let entities: [Substring] = ["lt", "gt", "amp", "quot"]

    /// What Telegram would refuse in a text of at most `limit` UTF-16 code units; nil when it takes it.
    static func objection(to html: String, limit: Int) -> String? {
        var reader = Self(rest: html[...])
        while let character = reader.rest.first {
            let isFine =
                switch character {
                case "<": reader.readTag()
                case "&": reader.readEntity()
                default: reader.readCharacter()
                }
            if !isFine { return "it has markup that Telegram does not read: \(character)" }
        }
        if let tag = reader.open.last { return "it does not close <\(tag)>" }
        guard (1...limit).contains(reader.length) else { return "it is empty or has more than \(limit) characters" }
        return nil
    }

    private var rest: Substring
    private var open: [Substring] = []
    private var length = 0

    private init(rest: Substring) { self.rest = rest }

    private mutating func readCharacter() -> Bool {
        guard let character = rest.popFirst() else { return false }
        length += character.utf16.count
        return true
    }

    /// `<b>`, `<a href="…">` or `</b>`.
    private mutating func readTag() -> Bool {
        guard let end = rest.firstIndex(of: ">") else { return false }
        let inner = rest[rest.index(after: rest.startIndex)..<end]
        rest = rest[rest.index(after: end)...]
        if inner.hasPrefix("/") { return open.popLast() == inner.dropFirst() }
        let name = inner.prefix { $0 != " " }
        guard Self.tags.contains(name) else { return false }
        open.append(name)
        return true
    }

    /// `&lt;` and its three fellows, or a numeric one.
    private mutating func readEntity() -> Bool {
        let head = rest.dropFirst().prefix(10)
        guard let end = head.firstIndex(of: ";") else { return false }
        let name = head[..<end]
        guard Self.entities.contains(name) || Self.isNumeric(name) else { return false }
        rest = rest[rest.index(after: end)...]
        length += 1
        return true
    }

    private static func isNumeric(_ name: Substring) -> Bool {
        guard name.hasPrefix("#") else { return false }
        let digits = name.dropFirst()
        return digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) != nil : UInt32(digits) != nil
    }
}
