// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import Gateways

struct OutsideWordsTests {
    private static let words = OutsideWords(hiding: [Secret("change-me"), Secret("")])

    @Test(arguments: [
        ("", ""), ("session_connected", "session_connected"), ("Ünïcode 🟢", "Ünïcode 🟢"),
        ("a\nb\tc\r\nd", "a b c  d"), ("a\u{0}b\u{7F}c\u{9B}d\u{1B}[2Je", "abcd[2Je"),
        ("\u{202E}drow\u{2069}\u{200F}\u{FEFF}", "drow"), ("a\u{2028}b\u{2029}c\u{85}d", "a b c d"),
        ("slot \u{E001}\u{F8FF}\u{10FFFD}", "slot "), ("\u{FFFF}\u{E0041}x", "x"),
    ])
    func dropsWhatIsNotSeen(text: String, clean: String) {
        #expect(Self.words.clean(text) == clean)
    }

    @Test func hidesASecretAlsoWhenInvisibleCharactersSplitIt() {
        #expect(Self.words.clean("Bearer change-me, change-me") == "Bearer ***, ***")
        #expect(Self.words.clean("chan\u{200B}ge\u{0}-me") == "***")
    }

    @Test(arguments: ["x", "é", "🟢", "e\u{301}\u{302}"])
    func cutsToTheLimitWithoutBreakingACharacter(unit: String) {
        let clean = Self.words.clean(String(repeating: unit, count: 1000))
        #expect((GatewayWords.limit - 3...GatewayWords.limit).contains(clean.utf8.count))
        #expect(!clean.unicodeScalars.contains("\u{FFFD}"))
        #expect(Self.words.clean(String(repeating: "x", count: 299) + "change-me").hasSuffix("x*"))
    }
}
