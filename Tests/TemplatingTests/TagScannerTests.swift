// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Templating

struct TagScannerTests {
    @Test(arguments: [
        ("{{a}}", TemplateTag.Kind.variable, "a"), ("{{ a.b }}", .variable, "a.b"), ("{{{a}}}", .raw, "a"),
        ("{{{ a }}}", .raw, "a"), ("{{& a}}", .raw, "a"), ("{{#a}}", .section, "a"), ("{{^ a }}", .inverted, "a"),
        ("{{/a}}", .close, "a"), ("{{> a/b }}", .partial, "a/b"), ("{{! a\n{{b }}", .comment, "a\n{{b"),
        ("{{=| |=}}", .unsupported("="), "| |="), ("{{% a:b}}", .unsupported("%"), "a:b"),
        ("{{<a}}", .unsupported("<"), "a"), ("{{$a}}", .unsupported("$"), "a"), ("{{}}", .variable, ""),
        ("{{a", .unfinished, "a"), ("{{", .unfinished, ""), ("{{#", .unfinished, ""), ("{{a}", .unfinished, "a}"),
        ("{{{a}}", .unfinished, "a}}"), ("{{ a\tb }}", .variable, "a\tb"),
    ])
    func knowsEveryKind(text: String, kind: TemplateTag.Kind, name: String) {
        #expect(TagScanner.tags(in: text) == [TemplateTag(kind: kind, name: name, line: 1, column: 1)])
    }

    @Test func countsLinesAndCharacters() {
        let tags = TagScanner.tags(in: "{\"é🟢\": \"{{a}}{{b\n}}\"}\r\n\t{{{c}}}\n\n{{/d}}")
        #expect(tags.map(\.name) == ["a", "b", "c", "d"])
        #expect(tags.map(\.line) == [1, 1, 3, 5])
        #expect(tags.map(\.column) == [9, 14, 2, 1])
    }

    @Test(arguments: ["", "{", "{ {a} }", "}}", "a { b } }"])
    func findsNothingWhereNothingIs(text: String) {
        #expect(TagScanner.tags(in: text).isEmpty)
    }
}
