// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Templating

struct SuggestionTests {
    @Test(arguments: [
        ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("abc", "abd", 1), ("abc", "ac", 1),
        ("titel", "title", 1), ("kitten", "sitting", 3), ("ab", "ba", 1), ("abcd", "badc", 2),
    ])
    func countsTheSteps(left: String, right: String, distance: Int) {
        #expect(Suggestion.distance(left, right) == distance)
        #expect(Suggestion.distance(right, left) == distance)
    }

    @Test func namesTheClosestThatIsCloseEnough() {
        let names = ["session", "sessions", "state"]
        #expect(Suggestion.text(for: "sesions", among: names) == " (did you mean \"sessions\"?)")
        #expect(Suggestion.text(for: "stat", among: names) == " (did you mean \"state\"?)")
        #expect(Suggestion.text(for: "qr", among: names) == "")
        #expect(Suggestion.text(for: "x", among: [String]()) == "")
    }
}
