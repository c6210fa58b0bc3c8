// SPDX-License-Identifier: Apache-2.0

/// Makes words from a file fit to be shown on a terminal: short, and without characters that steer it.
enum Shown {
    /// At most 60 characters, control and direction characters replaced.
    static func text(_ text: String) -> String {
        let cleaned = String(
            String.UnicodeScalarView(text.unicodeScalars.prefix(60).map { isSafe($0) ? $0 : "\u{FFFD}" }))
        return text.unicodeScalars.count > 60 ? cleaned + "…" : cleaned
    }

    /// Whether a scalar is neither a control character nor one that turns or hides its neighbours.
    static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: scalar == "\u{200D}"
        default: true
        }
    }
}
