// SPDX-License-Identifier: Apache-2.0

/// Refuses, before the parser sees it, a text on which the parser would need unbounded stack or time.
///
/// Yams 6.2.2 (`Sources/Yams/Parser.swift`) recurses once per level, and hashes the keys of every mapping with all that
/// aliases put into them, which grows exponentially. The scan does not know about quotes, so its limits are generous.
enum YAMLGuard {
    /// Uses of aliases. Twenty of them can multiply what they name by about 1 500 at most.
    static let aliasLimit = 20
    /// Brackets open at one place.
    static let bracketLimit = 100
    /// Spaces and list marks at the start of one line.
    static let indentLimit = 200

    /// Finds the first place where the text goes too far.
    static func check(_ text: String, file: String) throws(YAMLText.Flaw) {
        var scan = Scan(file: file)
        for scalar in text.unicodeScalars { try scan.take(scalar) }
        try scan.finishWord(next: "\n")
    }

    private struct Scan {
        let file: String
        var (line, column) = (1, 1)
        var (aliases, brackets, indent) = (0, 0, 0)
        var isLeading = true
        var (previous, beforePrevious): (Unicode.Scalar, Unicode.Scalar) = ("\n", "\n")

        init(file: String) { self.file = file }

        mutating func take(_ scalar: Unicode.Scalar) throws(YAMLText.Flaw) {
            if scalar.value < 0x20, scalar != "\n", scalar != "\t", scalar != "\r" {
                throw flaw("control characters are not allowed; in double quotes they are written as \\x..")
            }
            try finishWord(next: scalar)
            switch scalar {
            case "[", "{": brackets += 1
            case "]", "}": brackets = max(0, brackets - 1)
            default: break
            }
            if brackets > YAMLGuard.bracketLimit { throw flaw("more than \(YAMLGuard.bracketLimit) open brackets") }
            try measureIndent(scalar)
            (beforePrevious, previous) = (previous, scalar)
            if scalar == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
        }

        private mutating func measureIndent(_ scalar: Unicode.Scalar) throws(YAMLText.Flaw) {
            if scalar == "\n" {
                (isLeading, indent) = (true, 0)
            } else if isLeading, " -?:\t\r".unicodeScalars.contains(scalar) {
                indent += 1
                if indent > YAMLGuard.indentLimit { throw flaw("more than \(YAMLGuard.indentLimit) columns of indent") }
            } else {
                isLeading = false
            }
        }

        /// An alias is a `*` where a value can begin, with a word right behind it.
        mutating func finishWord(next: Unicode.Scalar) throws(YAMLText.Flaw) {
            guard previous == "*", next.isASCII, UInt8(ascii: next).isWordByte || next == "-" else { return }
            guard " \t\r\n[{,:".unicodeScalars.contains(beforePrevious) else { return }
            aliases += 1
            if aliases > YAMLGuard.aliasLimit {
                throw flaw("more than \(YAMLGuard.aliasLimit) aliases; say it once in `defaults` or `policy` instead")
            }
        }

        private func flaw(_ message: String) -> YAMLText.Flaw {
            YAMLText.Flaw(place: Place(file: file, line: line, column: column), message: message)
        }
    }
}
