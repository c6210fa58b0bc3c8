// SPDX-License-Identifier: Apache-2.0

/// Text from outside, made safe for a terminal.
enum PrintableText {
    /// The text without control characters and without those that turn the direction of what follows: a session's name
    /// must not move the cursor, clear the screen or disguise itself.
    static func of(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isHidden) else { return text }
        var clean = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { clean.append(isHidden(scalar) ? "\u{FFFD}" : scalar) }
        return String(clean)
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}
