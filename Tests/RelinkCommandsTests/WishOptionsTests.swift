// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JSONText
import RelinkModel
import Testing

@testable import RelinkCommands

struct WishOptionsTests {
    private static let now = Timestamp(iso8601: "2026-01-05T10:00:00Z")

    @Test(arguments: [
        (["--for", "90m"], "2026-01-05T11:30:00Z"), (["--until", "18:30"], "2026-01-05T18:30:00Z"),
        (["--until", "2026-01-02T03:04:05Z"], "2026-01-02T03:04:05Z"),
    ]) func aWishSaysUntilWhenWhyAndWhose(words: [String], end: String) throws {
        let wish = try WishOptions.parse(words + ["--comment", "on leave", "--by", "Ben"])
        let asked = try wish.asked(["away": "ana"], timeZone: "UTC", now: #require(Self.now))
        #expect(asked == ["away": "ana", "until": .string(end), "comment": "on leave", "by": "Ben"])
    }

    @Test func whoeverIsLoggedInSaysIt() throws {
        let asked = try WishOptions.parse(["--for", "1h"]).asked([:], timeZone: "UTC")
        #expect(asked["by"]?.string == IncidentAsking.person && asked["comment"]?.string == "")
    }

    @Test func aTimeThatIsNoneIsRefused() throws {
        let wish = try WishOptions.parse(["--until", "soon"])
        #expect(throws: (any Error).self) { try wish.asked([:], timeZone: "UTC") }
    }
}
