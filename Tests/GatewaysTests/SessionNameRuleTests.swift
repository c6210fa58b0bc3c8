// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Gateways

struct SessionNameRuleTests {
    @Test(arguments: ["a", "A-Z_0-9", "-", "_", String(repeating: "x", count: 247)])
    func acceptsWords(name: String) {
        #expect(SessionNameRule.isWord(name))
        #expect(SessionNameRule.pathSegment(name) == name)
    }

    @Test(arguments: [
        ("", ""), ("a b", "a%20b"), ("..", "%2E%2E"), ("a/../b", "a%2F%2E%2E%2Fb"), ("ä", "%C3%A4"),
        ("é\u{301}", "%C3%A9%CC%81"), ("١", "%D9%A1"), ("a\n", "a%0A"), ("%2e?#", "%252e%3F%23"), ("~", "~"),
    ])
    func refusesOthersAndWritesThemInPercent(name: String, segment: String) {
        #expect(!SessionNameRule.isWord(name))
        #expect(SessionNameRule.pathSegment(name) == segment)
    }

    @Test func refusesANameTooLongForAFolder() {
        #expect(!SessionNameRule.isWord(String(repeating: "x", count: 248)))
    }
}
