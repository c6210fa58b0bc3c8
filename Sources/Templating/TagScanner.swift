// SPDX-License-Identifier: Apache-2.0

/// Finds the tags of a template, well formed or not, so that all problems are found at once and each has its place.
struct TagScanner {
    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    private var column = 1

    private init(_ text: String) { bytes = Array(text.utf8) }

    /// The tags of `text` in their order.
    static func tags(in text: String) -> [TemplateTag] {
        var scanner = Self(text)
        var tags: [TemplateTag] = []
        while let tag = scanner.next() { tags.append(tag) }
        return tags
    }

    private mutating func next() -> TemplateTag? {
        while index < bytes.count {
            if bytes[index...].starts(with: "{{".utf8) { return tag() }
            advance(to: index + 1)
        }
        return nil
    }

    /// The tag that begins here; stands behind it afterwards.
    private mutating func tag() -> TemplateTag {
        let (line, column) = (line, column)
        var kind = Self.kind(sigil: index + 2 < bytes.count ? bytes[index + 2] : 0)
        let isTriple = kind == .raw && bytes[index + 2] == UInt8(ascii: "{")
        let start = index + (kind == .variable ? 2 : 3)
        let ending = isTriple ? "}}}" : "}}"
        let end = firstIndex(of: Array(ending.utf8), from: start)
        if end == nil { kind = .unfinished }
        let name = Self.trimmed(bytes[min(start, bytes.count)..<(end ?? bytes.count)])
        advance(to: end.map { $0 + ending.utf8.count } ?? bytes.count)
        return TemplateTag(kind: kind, name: name, line: line, column: column)
    }

    private static func kind(sigil: UInt8) -> TemplateTag.Kind {
        switch Character(UnicodeScalar(sigil)) {
        case "{", "&": .raw
        case "#": .section
        case "^": .inverted
        case "/": .close
        case ">": .partial
        case "!": .comment
        case let sigil where "=%<$".contains(sigil): .unsupported(sigil)
        default: .variable
        }
    }

    private func firstIndex(of ending: [UInt8], from start: Int) -> Int? {
        guard start <= bytes.count - ending.count else { return nil }
        return (start...bytes.count - ending.count).first { bytes[$0...].starts(with: ending) }
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let blanks = Array(" \t\r\n".utf8)
        let head = bytes.drop { blanks.contains($0) }
        let length = head.reversed().drop { blanks.contains($0) }.count
        return String(decoding: head.prefix(length), as: UTF8.self)
    }

    private mutating func advance(to end: Int) {
        for byte in bytes[index..<end] {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {  // not a continuation byte of UTF-8
                column += 1
            }
        }
        index = end
    }
}
