// SPDX-License-Identifier: Apache-2.0

extension QRCode {
    /// How a terminal is told which modules are dark.
    package enum TerminalStyle: Sendable, CaseIterable {
        /// Black on white by escape sequences, so that the terminal's own colours do not matter. Colours 16 and 231 of
        /// the 256, since themes redefine the first 16 (xterm, ctlseqs, "Character Attributes").
        case coloured
        /// No escape sequences. The light modules are drawn, hence right on a dark background; on a light one the code
        /// is inverted, which most phones read too.
        case plain
    }

    /// The code as lines of half blocks, two modules to a character, each line ended by a newline.
    ///
    /// - Parameters:
    ///   - style: With or without escape sequences.
    ///   - quiet: Light modules on each side.
    package func halfBlocks(style: TerminalStyle, quiet: Int = 2) -> String {
        precondition(quiet >= 0, "a margin is not negative")
        var text = ""
        for row in stride(from: -quiet, to: size + quiet, by: 2) {
            if style == .coloured { text += "\u{1B}[38;5;16;48;5;231m" }
            for column in -quiet..<size + quiet {
                let upper = isDark(column: column, row: row)
                let lower = isDark(column: column, row: row + 1)
                text += style.halfBlock(upper: upper, lower: lower)
            }
            text += style == .coloured ? "\u{1B}[0m\n" : "\n"
        }
        return text
    }
}

extension QRCode.TerminalStyle {
    /// The character for two modules. What is drawn is the dark ones where the background is white, else the light ones.
    fileprivate func halfBlock(upper: Bool, lower: Bool) -> String {
        let drawsDark = self == .coloured
        return switch (upper == drawsDark, lower == drawsDark) {
        case (true, true): "█"
        case (true, false): "▀"
        case (false, true): "▄"
        case (false, false): " "
        }
    }
}
