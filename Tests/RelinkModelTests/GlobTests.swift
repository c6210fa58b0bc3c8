// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct GlobTests {
    @Test(arguments: [
        ("shop-7", "shop-7", true), ("shop-7", "shop-*", true), ("shop-7", "*", true), ("", "*", true), ("", "", true),
        ("", "a", false), ("a", "", false), ("shop-7", "shop", false), ("shop-7", "*-7", true),
        ("shop-7", "s*p*7", true),
        ("shop-7", "s**7", true), ("Shop", "shop", false), ("aXbXc", "a*b*c", true), ("abab", "*ab", true),
        ("ab*", "ab*", true), ("a.c", "abc", false), ("größe", "gr*e", true), ("mississippi", "m*iss*ip*", true),
        ("mississippi", "m*iss*ipx*", false),
    ]) func aStarStandsForAnything(text: String, pattern: String, isCovered: Bool) {
        #expect(Glob.matches(text, pattern: pattern) == isCovered)
    }

    @Test func noPatternIsSlow() {
        let text = String(repeating: "a", count: 3000)
        #expect(!Glob.matches(text, pattern: String(repeating: "a*", count: 50) + "b"))
    }
}
