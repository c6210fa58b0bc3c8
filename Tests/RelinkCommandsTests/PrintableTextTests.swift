// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkCommands

struct PrintableTextTests {
    @Test(arguments: ["shop-07", "Shop Centro 🟢", "", "Łódź → São Paulo"])
    func leavesHarmlessTextAsItIs(_ text: String) {
        #expect(PrintableText.of(text) == text)
    }

    @Test(arguments: [
        ("a\u{1B}[2Jb", "a\u{FFFD}[2Jb"), ("a\nb\r", "a\u{FFFD}b\u{FFFD}"), ("\u{202E}txt", "\u{FFFD}txt"),
        ("a\u{9B}31m", "a\u{FFFD}31m"), ("\u{0}\u{7F}\u{200B}", "\u{FFFD}\u{FFFD}\u{FFFD}"),
    ])
    func showsThatSomethingHiddenWasThere(_ text: String, _ shown: String) {
        #expect(PrintableText.of(text) == shown)
    }
}
