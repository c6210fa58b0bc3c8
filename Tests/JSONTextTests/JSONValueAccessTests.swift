// SPDX-License-Identifier: Apache-2.0

import JSONText
import Testing

struct JSONValueAccessTests {
    @Test func convertsNothing() {
        let value: JSONValue = ["text": "true", "flag": true, "number": 1, "half": 0.5, "whole": 3.0, "list": [1]]
        #expect(value["text"]?.string == "true")
        #expect(value["text"]?.bool == nil)
        #expect(value["flag"]?.bool == true)
        #expect(value["flag"]?.integer == nil)
        #expect(value["number"]?.integer == 1)
        #expect(value["number"]?.double == 1)
        #expect(value["number"]?.string == nil)
        #expect(value["half"]?.integer == nil)
        #expect(value["half"]?.double == 0.5)
        #expect(value["whole"]?.integer == 3)
        #expect(value["list"]?[0]?.integer == 1)
        #expect(value["list"]?[1] == nil)
        #expect(value["list"]?[-1] == nil)
        #expect(value["list"]?["0"] == nil)
        #expect(value["missing"] == nil)
        #expect(value.object?.count == 6)
        #expect(JSONValue.null.isNull)
        #expect(JSONValue.unsigned(.max).integer == nil)
        #expect(JSONValue.double(1e300).integer == nil)
    }

    // The examples of RFC 6901 §5, and what is malformed.
    @Test(
        arguments: [
            ("/foo", ["bar", "baz"]), ("/foo/0", "bar"), ("/", 0), ("/a~1b", 1), ("/c%d", 2), ("/m~0n", 8),
            ("/ ", 7), ("/foo/2", nil), ("/foo/-", nil), ("/foo/00", nil), ("/foo/+1", nil), ("/foo/0/x", nil),
            ("foo", nil), ("/m~n", nil), ("/m~", nil), ("/missing", nil),
            ("/foo/99999999999999999999", nil),
        ] as [(String, JSONValue?)])
    func followsAPointer(_ pointer: String, _ expected: JSONValue?) {
        let document: JSONValue = [
            "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, " ": 7, "m~n": 8,
        ]
        #expect(document.at(pointer: pointer) == expected)
    }

    @Test func readsTheWholeDocumentByTheEmptyPointer() {
        #expect(JSONValue.array([1]).at(pointer: "") == [1])
    }
}
