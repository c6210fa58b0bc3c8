// SPDX-License-Identifier: Apache-2.0

import Mustache

/// The escaping of one content type: for each byte of UTF-8 what it becomes. All characters that mean something to any of
/// our content types are ASCII, hence no byte of a longer character is mistaken for one.
struct ByteEscapes: MustacheContentType {
    /// By byte; empty where the byte stays.
    private let replacements: [[UInt8]]

    private init(_ replacement: (UInt8) -> String?) {
        replacements = (UInt8.min...UInt8.max).map { Array((replacement($0) ?? "").utf8) }
    }

    /// The escaping of `type`.
    static func of(_ type: TemplateContentType) -> Self {
        switch type {
        case .json: json
        case .slackJSON: slackJSON
        case .markdownJSON: markdownJSON
        case .telegramHTML: telegramHTML
        case .html: html
        case .text: text
        case .url: url
        case .header: header
        }
    }

    /// The escaped text. A slot passes through as it is: its sentinels are in no outside text, see `OutsideText`.
    func escapeText(_ text: String) -> String {
        let bytes = text.utf8
        guard bytes.contains(where: { !replacements[Int($0)].isEmpty }), !SlotSentinel.isSlot(text) else { return text }
        var escaped: [UInt8] = []
        escaped.reserveCapacity(bytes.count + bytes.count / 4 + 8)
        for byte in bytes {
            let replacement = replacements[Int(byte)]
            if replacement.isEmpty { escaped.append(byte) } else { escaped.append(contentsOf: replacement) }
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    private static let json = Self(jsonReplacement)
    private static let slackJSON = Self { markupReplacement($0) ?? jsonReplacement($0) }
    private static let markdownJSON = Self { byte in
        // The backslash before the punctuation, and again one before each backslash, for JSON.
        byte == UInt8(ascii: "\\")
            ? #"\\\\"# : "`*_~|[]<>".utf8.contains(byte) ? #"\\"# + character(byte) : jsonReplacement(byte)
    }
    private static let telegramHTML = Self(markupReplacement)
    private static let html = Self { byte in
        switch byte {
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: markupReplacement(byte)
        }
    }
    private static let text = Self { _ in nil }
    private static let url = Self { byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            nil
        default:
            "%" + hexadecimal(byte).uppercased()
        }
    }
    private static let header = Self { $0 < 0x20 ? " " : nil }

    private static func jsonReplacement(_ byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "\""): #"\""#
        case UInt8(ascii: "\\"): #"\\"#
        case UInt8(ascii: "\n"): #"\n"#
        case UInt8(ascii: "\t"): #"\t"#
        case 0..<0x20, 0x7F: #"\u00"# + hexadecimal(byte)
        default: nil
        }
    }

    private static func markupReplacement(_ byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        default: nil
        }
    }

    private static func character(_ byte: UInt8) -> String { String(UnicodeScalar(byte)) }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
