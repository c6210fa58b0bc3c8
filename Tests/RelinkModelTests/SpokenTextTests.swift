// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct SpokenTextTests {
    @Test(arguments: [
        ("Ana", "Ana"), ("  Ana \n Maria\t", "Ana Maria"), ("A\u{202E}n\u{0}a", "An a"), ("A\u{E000}na", "Ana"),
        ("\u{1B}[2J", "[2J"), ("", ""), ("\u{200B}", ""), ("Zoë 🟢", "Zoë 🟢"),
    ])
    func isOneLineOfWhatCanBeSeen(_ text: String, _ clean: String) {
        #expect(SpokenText.clean(text, limit: 80) == clean)
    }

    @Test func isCut() {
        #expect(SpokenText.clean("abcdef", limit: 3) == "abc")
        #expect(SpokenText.clean("ab cdef", limit: 3) == "ab")
    }
}
