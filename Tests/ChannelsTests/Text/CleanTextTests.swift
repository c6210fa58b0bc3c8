// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Channels

struct CleanTextTests {
    @Test(arguments: [
        ("plain", "plain"), ("  two   words \n", "two words"), ("a\u{0}b\u{7F}c\u{85}d", "a b c d"),
        ("a\u{202E}b\u{200B}c\u{E000}d", "abcd"), ("tab\tand\r\nline", "tab and line"), ("", ""),
        ("\u{2066}\u{2069}", ""),
        ("a\u{2028}b\u{A0}c", "a b c"),
    ])
    func onlyVisibleCharactersAndSingleSpacesRemain(text: String, expected: String) {
        #expect(CleanText.line(text, limit: 100) == expected)
    }

    @Test(arguments: [("abcdef", "abc…"), ("abcd", "abcd"), ("ab cd", "ab …"), ("abcd   ", "abcd"), ("ééééé", "ééé…")])
    func whatIsTooLongEndsInAnEllipsis(text: String, expected: String) {
        #expect(CleanText.line(text, limit: 4) == expected)
    }

    @Test func marksHeapedOnOneLetterCountOneByOne() {
        let text = "e" + String(repeating: "\u{301}", count: 1000)
        #expect(CleanText.line(text, limit: 10).unicodeScalars.count == 10)
    }
}
