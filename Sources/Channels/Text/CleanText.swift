// SPDX-License-Identifier: Apache-2.0

/// Makes text from outside fit for a message: one line, of bounded length, without anything invisible.
enum CleanText {
    /// The text with white space and control characters joined to single spaces, without what has no shape (direction
    /// marks, joiners, private use), cut to `limit` Unicode scalars; the last one is then `…`.
    ///
    /// - Parameter limit: at least 1.
    static func line(_ text: String, limit: Int) -> String {
        var line = String.UnicodeScalarView()
        var count = 0
        var isSpaceDue = false
        for scalar in text.unicodeScalars {
            switch kind(of: scalar) {
            case .invisible: continue
            case .space:
                isSpaceDue = count > 0
                continue
            case .visible: break
            }
            let needed = isSpaceDue ? 2 : 1
            guard count + needed <= limit else { return cut(line, to: limit) }
            if isSpaceDue { line.append(" ") }
            line.append(scalar)
            count += needed
            isSpaceDue = false
        }
        return String(line)
    }

    private enum Kind { case visible, space, invisible }

    private static func kind(of scalar: Unicode.Scalar) -> Kind {
        if scalar.isASCII { return scalar.value > 0x20 && scalar.value != 0x7F ? .visible : .space }
        return switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator: .space
        case .format, .privateUse, .surrogate, .unassigned: .invisible
        default: .visible
        }
    }

    private static func cut(_ line: String.UnicodeScalarView, to limit: Int) -> String {
        var kept = String.UnicodeScalarView(line.prefix(limit - 1))
        kept.append("…")
        return String(kept)
    }
}
