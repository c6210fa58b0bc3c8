// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import HTTPTransfer

struct HTTPDateTests {
    @Test(
        arguments: [
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Tue, 29 Feb 2000 23:59:59 GMT", 951_868_799),
            ("Wed, 01 Mar 2000 00:00:00 GMT", 951_868_800), ("Fri, 31 Dec 1999 23:59:60 GMT", 946_684_800),
            ("Thu, 31 Dec 2099 23:59:59 GMT", 4_102_444_799), ("Wed, 31 Dec 1969 23:59:59 GMT", -1),
            ("Fri Jan  1 00:00:00 2027", 1_798_761_600),
        ] as [(String, Int64)])
    func countsSeconds(_ text: String, _ seconds: Int64) {
        #expect(HTTPDate.parse(text, now: 0) == seconds)
    }

    @Test(arguments: [("26", 1_767_225_600), ("76", 3_345_062_400), ("77", 220_924_800)] as [(String, Int64)])
    func choosesTheCenturyOfATwoDigitYear(_ year: String, _ seconds: Int64) {
        // Seen from 2026, 76 is 50 years ahead and 77 is 51.
        #expect(HTTPDate.parse("Thursday, 01-Jan-\(year) 00:00:00 GMT", now: 1_780_000_000) == seconds)
    }
}
