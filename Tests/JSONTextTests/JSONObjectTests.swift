// SPDX-License-Identifier: Apache-2.0

import JSONText
import Testing

struct JSONObjectTests {
    @Test func keepsTheOrderOfItsMembers() throws {
        let object = try #require(try JSONText.parse("{\"z\":1,\"a\":2,\"m\":3}").object)
        #expect(object.keys == ["z", "a", "m"])
        #expect(object.count == 3)
        #expect(!object.isEmpty)
    }

    @Test func replacesInPlaceAddsAtTheEndAndRemoves() {
        var object: JSONObject = ["a": 1, "b": 2]
        object["a"] = 3
        object["c"] = 4
        object["b"] = .some(nil)
        #expect(object == ["a": 3, "b": .null, "c": 4])
        object["b"] = Optional<JSONValue>.none
        object["missing"] = Optional<JSONValue>.none
        #expect(object == ["a": 3, "c": 4])
    }

    @Test func tellsNullFromAbsent() {
        let object: JSONObject = ["a": nil]
        #expect(object["a"] == .null)
        #expect(object["b"] == nil)
    }
}
