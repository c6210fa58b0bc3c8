// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

struct PairingCodeTests {
    @Test(arguments: ["ABCDEFGH", "ABCD-EFGH", "12345678", "1A2B-3C4D"]) func whatAPhoneTakesIsACode(text: String) {
        #expect(PairingCode(text)?.revealed.filter { $0 != "-" } == text.filter { $0 != "-" })
        #expect(PairingCode(text)?.revealed.count == 9)
    }

    @Test(arguments: [
        "", "ABCDEFG", "ABCDEFGHI", "abcdefgh", "ABC-DEFGH", "ABCD--EFGH", "ABCD-EF-GH", "ABCDEFGÄ", "ABCD EFG",
        "-ABCDEFGH",
    ]) func anythingElseIsNone(text: String) {
        #expect(PairingCode(text) == nil)
    }

    @Test func itIsShownNowhere() throws {
        let code = try #require(PairingCode("ABCDEFGH"))
        var shown = ""
        dump(PairingAnswer.code(code), to: &shown)
        #expect(!shown.contains("ABCD") && !"\(code) \(PairingAnswer.code(code))".contains("ABCD"))
    }
}
