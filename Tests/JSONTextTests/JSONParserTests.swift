// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import JSONText

struct JSONParserTests {
    /// A document that must be refused, and why.
    struct Refusal: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        let error: JSONError

        init(_ name: String, _ text: String, _ error: JSONError) {
            self.init(name, bytes: Array(text.utf8), error)
        }

        init(_ name: String, bytes: [UInt8], _ error: JSONError) {
            self.name = name
            self.bytes = bytes
            self.error = error
        }

        /// A text in an array, made of bytes that may not be UTF-8.
        static func text(_ name: String, _ bytes: [UInt8]) -> Refusal {
            Refusal(name, bytes: [0x5B, 0x22] + bytes + [0x22, 0x5D], .notUTF8(offset: 2))
        }

        var testDescription: String { name }
    }

    static let refusals: [Refusal] = [
        Refusal("nothing", "", .truncated),
        Refusal("white space", " \r\n\t", .truncated),
        Refusal("bare number", "12", .notAContainer),
        Refusal("bare null", "null", .notAContainer),
        Refusal("bare text", "\"a\"", .notAContainer),
        Refusal("HTML", "<html>", .notAContainer),
        Refusal("byte order mark", "\u{FEFF}{}", .byteOrderMark),
        Refusal("NaN", "[NaN]", .unexpected(offset: 1)),
        Refusal("Infinity", "[Infinity]", .unexpected(offset: 1)),
        Refusal("negative Infinity", "[-Infinity]", .unexpected(offset: 2)),
        Refusal("single quotes", "{'a':1}", .unexpected(offset: 1)),
        Refusal("raw line feed in a text", "[\"a\nb\"]", .unexpected(offset: 3)),
        Refusal("raw NUL in a text", "[\"a\0b\"]", .unexpected(offset: 3)),
        Refusal("raw unit separator in a key", "{\"\u{1F}\":1}", .unexpected(offset: 2)),
        Refusal("number ending in a point", "[1.]", .unexpected(offset: 3)),
        Refusal("number beginning with a point", "[.5]", .unexpected(offset: 1)),
        Refusal("plus sign", "[+1]", .unexpected(offset: 1)),
        Refusal("leading zero", "[01]", .unexpected(offset: 1)),
        Refusal("lone minus", "[-]", .unexpected(offset: 2)),
        Refusal("exponent without digits", "[1e]", .unexpected(offset: 3)),
        Refusal("hexadecimal number", "[0x10]", .unexpected(offset: 2)),
        Refusal("too large for a double", "[1e400]", .numberOutOfRange),
        Refusal("too small for a double's range", "[-1e400]", .numberOutOfRange),
        Refusal("above UInt64", "[18446744073709551616]", .numberOutOfRange),
        Refusal("below Int64", "[-9223372036854775809]", .numberOutOfRange),
        Refusal("100 digits", "[" + String(repeating: "9", count: 100) + "]", .numberOutOfRange),
        .text("overlong slash", [0xC0, 0xAF]),
        .text("overlong in three bytes", [0xE0, 0x80, 0xAF]),
        .text("overlong in four bytes", [0xF0, 0x80, 0x80, 0xAF]),
        .text("surrogate", [0xED, 0xA0, 0x80]),
        .text("above U+10FFFF", [0xF4, 0x90, 0x80, 0x80]),
        .text("lead byte F5", [0xF5, 0x80, 0x80, 0x80]),
        .text("lone continuation", [0x80]),
        .text("lead byte alone", [0xC3]),
        .text("sequence cut after two bytes", [0xE2, 0x82]),
        Refusal("end inside a sequence", bytes: [0x5B, 0x22, 0xE2], .notUTF8(offset: 2)),
        Refusal("high bytes outside a text", bytes: [0x5B, 0xC3, 0xA9, 0x5D], .unexpected(offset: 1)),
        Refusal("same key twice", "{\"a\":1,\"a\":2}", .duplicateKey),
        Refusal("same key twice, once escaped", "{\"a\":1,\"\\u0061\":2}", .duplicateKey),
        Refusal("same key twice, deep", "{\"x\":[{\"a\":1,\"b\":2,\"a\":3}]}", .duplicateKey),
        Refusal("NUL in a key", "{\"a\\u0000b\":1}", .unexpected(offset: 11)),
        Refusal("NUL after the value", "{}\0", .trailing(offset: 2)),
        Refusal("second value", "{} {}", .trailing(offset: 3)),
        Refusal("letter after the value", "[]x", .trailing(offset: 2)),
        Refusal("comma at the end", "[1,]", .unexpected(offset: 3)),
        Refusal("comma at the end of an object", "{\"a\":1,}", .unexpected(offset: 7)),
        Refusal("missing comma", "[1 2]", .unexpected(offset: 3)),
        Refusal("missing colon", "{\"a\" 1}", .unexpected(offset: 5)),
        Refusal("number as key", "{1:2}", .unexpected(offset: 1)),
        Refusal("wrong bracket", "[1}", .unexpected(offset: 2)),
        Refusal("comment", "[/* */1]", .unexpected(offset: 1)),
        Refusal("capital word", "[TRUE]", .unexpected(offset: 1)),
        Refusal("cut word", "[tru]", .unexpected(offset: 4)),
        Refusal("two words in one", "[truefalse]", .unexpected(offset: 5)),
        Refusal("vertical tab", "[\u{0B}1]", .unexpected(offset: 1)),
        Refusal("unknown escape", "[\"\\x41\"]", .unexpected(offset: 3)),
        Refusal("short Unicode escape", "[\"\\u12\"]", .unexpected(offset: 6)),
        Refusal("escaped letter outside ASCII", "[\"\\é\"]", .unexpected(offset: 3)),
        Refusal("open array", "[1", .truncated),
        Refusal("open text", "[\"a", .truncated),
        Refusal("text ending in a backslash", "[\"\\", .truncated),
        Refusal("open word", "[nul", .truncated),
        Refusal("open number", "[-", .truncated),
        Refusal(
            "33 levels", String(repeating: "[", count: 33) + String(repeating: "]", count: 33), .tooDeep(limit: 32)),
        Refusal("10 000 open brackets", String(repeating: "[", count: 10_000), .tooDeep(limit: 32)),
    ]

    @Test(arguments: refusals)
    func refusesWhatIsNotStrictJSON(_ refusal: Refusal) {
        let parser = JSONParser()
        #expect(throws: refusal.error) { try parser.parse(refusal.bytes) }
        // The tokener must be as good as new afterwards.
        #expect(throws: Never.self) { try parser.parse(Array("{\"a\":[1]}".utf8)) }
    }

    @Test(
        arguments: [
            ("{}", [:]),
            (" [ ] \n", []),
            (
                "{\"success\":true,\"state\":\"CONNECTED\",\"n\":null}",
                ["success": true, "state": "CONNECTED", "n": nil]
            ),
            ("[0,-0,-1,9223372036854775807,-9223372036854775808]", [0, 0, -1, .integer(.max), .integer(.min)]),
            ("[9223372036854775808,18446744073709551615]", [.unsigned(1 << 63), .unsigned(.max)]),
            ("[1.5,1e3,1E-2,0.1,1e-400]", [1.5, 1000.0, 0.01, 0.1, 0.0]),
            ("[\"a\\u0000b\"]", ["a\u{0}b"]),
            ("[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"]", ["\"\\/\u{8}\u{C}\n\r\té"]),
            ("[\"\\ud83d\\ude00\"]", ["😀"]),
            ("[\"é€😀\u{10FFFF}\u{7F}\"]", ["é€😀\u{10FFFF}\u{7F}"]),
            ("{\"b\":1,\"a\":{\"b\":2}}", ["b": 1, "a": ["b": 2]]),
        ] as [(String, JSONValue)])
    func readsStrictJSON(_ text: String, _ value: JSONValue) throws {
        #expect(try JSONText.parse(text) == value)
    }

    @Test(arguments: ["\\ud800", "\\udc00", "\\ud800x", "\\ud800\\ud800"])
    func replacesLoneSurrogateEscapes(_ text: String) throws {
        let value = try JSONText.parse("[\"\(text)\"]")
        #expect(value[0]?.string?.contains("\u{FFFD}") == true)
    }

    @Test func takesTheDeepestAllowedNesting() throws {
        let text = String(repeating: "[", count: 32) + "1" + String(repeating: "]", count: 32)
        #expect(JSONText.serialize(try JSONText.parse(text)) == text)
    }

    @Test func refusesMoreBytesThanTheLimit() throws {
        let limits = JSONLimits(bytes: 8, depth: 32)
        #expect(throws: Never.self) { try JSONText.parse("[\"1234\"]", limits: limits) }
        #expect(throws: JSONError.tooLarge(limit: 8)) { try JSONText.parse("[\"12345\"]", limits: limits) }
    }

    @Test func readsManyDocumentsWithOneParser() throws {
        let parser = JSONParser()
        for number in 0..<1000 {
            let value = try parser.parse(Array("{\"n\":\(number)}".utf8))
            #expect(value["n"]?.integer == Int64(number))
        }
    }
}
