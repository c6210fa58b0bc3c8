// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ConfigurationFile

struct SuggestionTests {
    @Test(arguments: [
        ("", "", 0), ("a", "", 1), ("listen", "litsen", 1), ("mian", "main", 1), ("kitten", "sitting", 3),
        ("ab", "ba", 1),
    ])
    func countsEdits(left: String, right: String, distance: Int) {
        #expect(Suggestion.distance(left, right) == distance)
        #expect(Suggestion.distance(right, left) == distance)
    }

    @Test func offersTheNearestAndNothingFarAway() {
        let words = ["listen", "api_key", "allowed_hosts"]
        #expect(Suggestion.phrase(for: "apikey", among: words) == "; did you mean `api_key`?")
        #expect(Suggestion.phrase(for: "LISTEN", among: words) == "; did you mean `listen`?")
        #expect(Suggestion.phrase(for: "heartbeat", among: words) == "")
        #expect(Suggestion.nearest(to: String(repeating: "a", count: 100_000), among: words) == nil)
    }
}
