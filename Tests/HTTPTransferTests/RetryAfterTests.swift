// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import Testing

struct RetryAfterTests {
    // 784111777 is Sun, 06 Nov 1994 08:49:37 GMT, the example of RFC 9110 §5.6.7.
    @Test(
        arguments: [
            ("0", 0), ("7", 7), (" 7\t", 7), ("007", 7), ("999999999", 999_999_999),
            ("1000000000", nil), ("99999999999", nil), ("12345678901234567890123", nil),
            ("-5", 0), ("-848713452", 0), ("1.5", 2), ("1.0", 1), ("0.001", 1), ("-1.5", 0),
            ("2.00000000000000000001", 3),
            ("1.", nil), (".5", nil), ("1.5.2", nil), ("1,5", nil), ("+5", nil), ("5 s", nil), ("1e3", nil), ("٣", nil),
            ("", nil), (" ", nil), ("-", nil), ("soon", nil), ("7, 8", nil),
            ("2026-12-01T00:00:00Z", nil), ("2026-12-01", nil),
            ("Sun, 06 Nov 1994 08:50:37 GMT", 60), ("Sunday, 06-Nov-94 08:50:37 GMT", 60),
            ("Sun Nov  6 08:50:37 1994", 60), ("Sun Nov 16 08:49:37 1994", 864_000),
            ("Sun, 06 Nov 1994 08:49:36 GMT", 0), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Sun, 06 Nov 1994 08:50:37", nil), ("Sun, 06 Nov 1994 08:50:37 CET", nil),
            ("Sun, 06 Nov 94 08:50:37 GMT", nil), ("Sun, 32 Nov 1994 08:50:37 GMT", nil),
            ("Sun, 06 Foo 1994 08:50:37 GMT", nil), ("Sun, 06 Nov 1994 24:00:00 GMT", nil),
            ("Xxx, 06 Nov 1994 08:50:37 GMT", nil), ("Sun, 06 Nov 1994 08:50 GMT", nil),
        ] as [(String, Int?)])
    func readsEveryForm(_ value: String, _ seconds: Int?) {
        #expect(RetryAfter.parse(value, now: 784_111_777, responseDate: nil) == seconds)
    }

    @Test(arguments: [
        ("Sun, 06 Nov 1994 08:49:37 GMT", 60), ("Sunday, 06-Nov-94 08:49:07 GMT", 90),
        ("Sun, 06 Nov 1994 09:49:37 GMT", 0), ("garbage", 3660),
    ])
    func measuresDatesAgainstTheDateOfTheAnswer(_ date: String, _ seconds: Int) {
        // Our clock is an hour behind.
        let value = "Sun, 06 Nov 1994 08:50:37 GMT"
        #expect(RetryAfter.parse(value, now: 784_111_777 - 3600, responseDate: date) == seconds)
    }
}
