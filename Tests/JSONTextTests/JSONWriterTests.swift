// SPDX-License-Identifier: Apache-2.0

import JSONText
import Testing

struct JSONWriterTests {
    @Test(
        arguments: [
            (nil, "null"), (true, "true"), (false, "false"),
            (0, "0"), (.integer(.min), "-9223372036854775808"), (.unsigned(.max), "18446744073709551615"),
            (0.1, "0.1"), (1.0, "1.0"), (1e300, "1e+300"), (.double(.leastNonzeroMagnitude), "5e-324"), (-0.0, "-0.0"),
            (.double(.nan), "null"), (.double(.infinity), "null"), (.double(-.infinity), "null"),
            ("", "\"\""), ("https://example.com/a", "\"https://example.com/a\""),
            ("\"\\\u{8}\u{C}\n\r\t", #""\"\\\b\f\n\r\t""#), ("\u{0}\u{1F}\u{7F}", #""\u0000\u001f\u007f""#),
            ("\u{2028}\u{2029}\u{202A}", "\"\\u2028\\u2029\u{202A}\""), ("é€😀", "\"é€😀\""),
            ([], "[]"), ([:], "{}"), ([1, "a", [nil]], "[1,\"a\",[null]]"),
            (["b": 1, "a": ["c": []]], "{\"b\":1,\"a\":{\"c\":[]}}"),
            (["line\n": 1], "{\"line\\n\":1}"),
        ] as [(JSONValue, String)])
    func writesOnOneLine(_ value: JSONValue, _ text: String) {
        #expect(JSONText.serialize(value) == text)
    }

    @Test func writesPretty() {
        let value: JSONValue = ["a": [1, ["b": true]], "c": [], "d": [:]]
        #expect(
            JSONText.serialize(value, pretty: true) == """
                {
                  "a": [
                    1,
                    {
                      "b": true
                    }
                  ],
                  "c": [],
                  "d": {}
                }

                """)
    }

    @Test func readsBackWhatItWrote() throws {
        let scalars = (0...0x2FFF).compactMap(Unicode.Scalar.init).map { JSONValue.string(String(Character($0))) }
        let doubles = [0.1, 1 / 3, .pi, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -1.5e-7].map(JSONValue.double)
        let value: JSONValue = ["texts": .array(scalars), "numbers": .array(doubles)]
        for pretty in [true, false] {
            #expect(try JSONText.parse(JSONText.serializeBytes(value, pretty: pretty)) == value)
        }
    }
}
