// SPDX-License-Identifier: Apache-2.0

/// What a session's name may look like, and how any name is written into a path.
enum SessionNameRule {
    /// Whether a name is ASCII letters, digits, `_` and `-`: the `^[\w-]+$` of the gateways written for Node, whose
    /// `\w` knows no other letters.
    ///
    /// At most 247 bytes, since the profile's folder `session-<name>` must fit into a file name of 255
    /// (whatsapp-web.js 1.34.6, src/authStrategies/LocalAuth.js).
    static func isWord(_ name: String) -> Bool {
        (1...247).contains(name.utf8.count)
            && name.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
    }

    /// The name as one path segment (RFC 3986): everything but letters, digits, `-`, `_` and `~` in percent. Dots too, so
    /// that no name is resolved away as a relative path.
    static func pathSegment(_ name: String) -> String {
        if isWord(name) { return name }
        var bytes: [UInt8] = []
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "~"): bytes.append(byte)
            case _ where isLetterOrDigit(byte): bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let digits = Array("0123456789ABCDEF".utf8)

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
