// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ConfigurationFile

struct ShownTests {
    @Test func replacesWhatSteersATerminal() {
        #expect(Shown.text("a\u{1B}[2Jb\u{202E}c\nd\u{E000}") == "a\u{FFFD}[2Jb\u{FFFD}c\u{FFFD}d\u{FFFD}")
        #expect(Shown.text("Loja ção 🟡") == "Loja ção 🟡")
    }

    @Test func cutsWhatIsLong() {
        #expect(Shown.text(String(repeating: "x", count: 1_000_000)) == String(repeating: "x", count: 60) + "…")
    }
}
