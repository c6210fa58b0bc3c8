// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import StatusServer

struct QueryTests {
    @Test(arguments: [
        ("a=1&b=2", "a", "1"), ("a=1&a=2", "a", "1"), ("a", "a", ""), ("a=%2B%20", "a", "+ "), ("a=b=c", "a", "b=c"),
    ])
    func aQueryIsReadPairByPair(_ text: String, _ name: String, _ value: String) {
        #expect(Query(text)[name] == value)
    }

    @Test(arguments: ["", "b=1", "a=%", "%zz=1"])
    func aMissingOrBrokenValueIsNone(_ text: String) {
        #expect(Query(text)["a"] == nil)
    }
}
