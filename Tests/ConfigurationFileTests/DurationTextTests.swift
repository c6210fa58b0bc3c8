// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ConfigurationFile

struct DurationTextTests {
    private static let spellings: [(String, Duration)] = [
        ("500ms", .milliseconds(500)), ("10s", .seconds(10)), ("5m", .seconds(300)), ("2h", .seconds(7200)),
        ("1d", .seconds(86400)), ("0s", .zero), ("90s", .seconds(90)), ("999999999d", .seconds(999_999_999 * 86400)),
    ]

    @Test(arguments: spellings)
    func readsAndWritesEverySpelling(text: String, duration: Duration) {
        #expect(DurationText.parse(text) == duration)
        #expect(DurationText.write(duration) == text)
    }

    @Test(arguments: [
        "", "10", "s", "10 s", "10S", "1.5s", "-1s", "+1s", "1m30s", "9999999999s", "٣s", "10sec", "1ms ",
    ])
    func refusesOtherSpellings(text: String) {
        #expect(DurationText.parse(text) == nil)
    }

    @Test func writesTheLargestUnitThatDivides() {
        #expect(DurationText.write(.seconds(3600)) == "1h")
        #expect(DurationText.write(.milliseconds(1500)) == "1500ms")
    }
}
