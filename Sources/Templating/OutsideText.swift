// SPDX-License-Identifier: Apache-2.0

/// Removes from text what nobody sees and somebody could abuse.
///
/// Gone are control characters but newline and tab, marks that change the direction of text, characters without width
/// (an emoji joined by them falls apart into its parts), and the private use area, in which our slots are marked.
enum OutsideText {
    /// The text without those characters; the same text where it has none.
    static func cleaned(_ text: String) -> String {
        // All of them are control characters or begin with one of four bytes.
        let suspicious = text.utf8.contains { byte in
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: "\t"): false
            case 0..<0x20, 0x7F, 0xC2, 0xD8, 0xE1, 0xE2, 0xEE, 0xEF: true
            default: false
            }
        }
        guard suspicious else { return text }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text.unicodeScalars.lazy.filter { !isUnwanted($0) })
        return String(scalars)
    }

    private static func isUnwanted(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0x00...0x1F, 0x7F...0x9F: true  // C0, DEL, C1
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // direction
        case 0x180E, 0x200B...0x200D, 0x2060...0x2064, 0xFEFF: true  // no width
        case 0xE000...0xF8FF: true  // private use
        default: false
        }
    }
}
