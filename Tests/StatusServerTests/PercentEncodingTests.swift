// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import StatusServer

struct PercentEncodingTests {
    @Test(arguments: [
        ("", ""), ("abc", "abc"), ("a%20b", "a b"), ("%2f%2F", "//"), ("%25", "%"), ("%C3%A9", "é"), ("%00", "\u{0}"),
        ("a+b", "a+b"), ("%2541", "%41"),
    ])
    func textIsDecodedOnce(_ text: String, _ decoded: String) {
        #expect(PercentEncoding.decode(text) == decoded)
    }

    @Test(arguments: ["%", "%2", "%zz", "%2g", "%%20", "%FF", "%C3", "%ED%A0%80", "%C0%AF"])
    func whatIsNoEncodedTextIsRefused(_ text: String) {
        #expect(PercentEncoding.decode(text) == nil)
    }
}
