// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

struct TimestampTests {
    static let table: [(Int64, String)] = [
        (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (951_782_400, "2000-02-29T00:00:00Z"),
        (951_868_800, "2000-03-01T00:00:00Z"), (1_709_164_800, "2024-02-29T00:00:00Z"),
        (1_767_225_600, "2026-01-01T00:00:00Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
        (253_402_300_799, "9999-12-31T23:59:59Z"), (-2_203_891_200, "1900-03-01T00:00:00Z"),
        (-62_135_596_800, "0001-01-01T00:00:00Z"),
    ]

    @Test(arguments: table) func isWrittenAndReadAsISO8601(seconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: seconds * 1000).description == text)
        #expect(Timestamp(iso8601: text)?.milliseconds == seconds * 1000)
    }

    @Test func everyDayOfFourCenturiesComesBack() {
        for day in stride(from: Int64(-80_000), through: 80_000, by: 1) {
            let instant = Timestamp(milliseconds: day * 86_400_000)
            guard Timestamp(iso8601: instant.description) == instant else {
                Issue.record("day \(day) comes back as another one: \(instant)")
                return
            }
        }
    }

    @Test(arguments: [
        "", "2026-01-01", "2026-01-01T00:00:00", "2026-01-01T00:00:00+00:00", "2026-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z",
        "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:61Z", "2026-01-01 00:00:00Z",
        "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00garbageZ", "2026-01-01T00:00:00.1x3Z", "x026-01-01T00:00:00Z",
        "2100-02-29T00:00:00Z", "２026-01-01T00:00:00Z",
    ]) func refuses(text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }

    @Test(
        arguments: [
            ("2026-01-01T00:00:00.5Z", 500), ("2026-01-01T00:00:00.123456Z", 123), ("2026-01-01T00:00:00.04Z", 40),
        ] as [(String, Int64)])
    func readsAFractionToTheMillisecond(text: String, milliseconds: Int64) {
        #expect(Timestamp(iso8601: text)?.milliseconds == 1_767_225_600_000 + milliseconds)
    }

    @Test(arguments: [(1999, 1), (-1, -1), (-1000, -1), (-1001, -2), (0, 0)] as [(Int64, Int64)])
    func secondsAreRoundedDown(milliseconds: Int64, seconds: Int64) {
        #expect(Timestamp(milliseconds: milliseconds).seconds == seconds)
    }
}
