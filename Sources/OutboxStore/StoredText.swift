// SPDX-License-Identifier: Apache-2.0

/// Text as a column holds it: without NUL, at which GRDB would cut it (GRDB 7.10.0, StandardLibrary.swift: it binds
/// and reads strings as C strings).
///
/// A backslash becomes `\\` and NUL `\0`, so that two texts never meet in one column value. Everything else stays as
/// it is and readable for `sqlite3`.
enum StoredText {
    /// The text as it is stored.
    static func escape(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == backslash || $0 == 0 }) else { return text }
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case backslash: bytes += [backslash, backslash]
            case 0: bytes += [backslash, zero]
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text that was stored.
    static func unescape(_ stored: String) -> String {
        guard stored.utf8.contains(backslash) else { return stored }
        var bytes: [UInt8] = []
        var rest = stored.utf8.makeIterator()
        while let byte = rest.next() {
            guard byte == backslash else {
                bytes.append(byte)
                continue
            }
            switch rest.next() {
            case zero: bytes.append(0)
            case let next?: bytes.append(next)
            case nil: bytes.append(backslash)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let backslash = UInt8(ascii: "\\")
    private static let zero = UInt8(ascii: "0")
}
