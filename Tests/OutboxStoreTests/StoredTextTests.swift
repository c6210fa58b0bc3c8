// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import OutboxStore

struct StoredTextTests {
    @Test(arguments: [
        ("", ""), ("shop-07", "shop-07"), ("a\u{0}b", "a\\0b"), ("a\\0b", "a\\\\0b"), ("\\", "\\\\"),
        ("\u{0}\u{0}", "\\0\\0"), ("🟡\u{202E}", "🟡\u{202E}"),
    ])
    func textComesBackAndNulIsNeverStored(_ text: String, _ stored: String) {
        #expect(StoredText.escape(text) == stored)
        #expect(StoredText.unescape(stored) == text)
    }

    @Test func brokenEscapeIsReadAsItStands() {
        #expect(StoredText.unescape("a\\") == "a\\")
        #expect(StoredText.unescape("\\n") == "n")
    }
}
