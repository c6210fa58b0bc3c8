// SPDX-License-Identifier: Apache-2.0

import Templating
import Testing

struct TemplateCatalogTests {
    @Test(arguments: [
        (TemplateContentType.json, #"\""#), (.html, "&quot;"), (.telegramHTML, "\""), (.text, "\""), (.url, "%22"),
    ])
    func partialsAreEscapedAsTheTemplateAroundThem(type: TemplateContentType, quote: String) throws {
        let rendered = try Samples.render(
            "{{title}}{{>shared/a}}{{title}}", as: type,
            partials: [
                "shared/a.mustache": "{{>shared/b}}{{title}}", "shared/b.mustache": "{{#title}}{{title}}{{/title}}",
            ],
            ["title": .string("\"")])
        #expect(rendered == String(repeating: quote, count: 4))
    }

    @Test func onePartialServesTemplatesOfManyTypes() throws {
        let catalog = try TemplateCatalog(bundled: [
            "a/a.json.mustache": "{{>line}}", "a/b.html.mustache": "{{>line}}", "line.mustache": "{{title}}",
        ]) { _ in Samples.schema }
        let context = TemplateContext(["title": .string("\"<")], schema: Samples.schema)
        #expect(try catalog.render("a/a.json.mustache", context) == #"\"<"#)
        #expect(try catalog.render("a/b.html.mustache", context) == "&quot;&lt;")
    }

    @Test func overridesReplaceFileByFile() throws {
        let catalog = try TemplateCatalog(
            bundled: [
                "a/a.txt.mustache": "bundled {{>line}}", "a/b.txt.mustache": "bundled", "line.mustache": "line",
                "a/channel.yaml": "{{",
            ],
            overrides: ["a/b.txt.mustache": "mine", "line.mustache": "my line", "c/c.txt.mustache": "new"]
        ) { _ in Samples.schema }
        let context = TemplateContext([:], schema: Samples.schema)
        #expect(catalog.paths == ["a/a.txt.mustache", "a/b.txt.mustache", "c/c.txt.mustache"])
        #expect(try catalog.render("a/a.txt.mustache", context) == "bundled my line")
        #expect(try catalog.render("a/b.txt.mustache", context) == "mine")
    }

    @Test func eachPathHasItsSchema() {
        let files = ["a/a.txt.mustache": "{{chat_id}}", "b/b.txt.mustache": "{{chat_id}}"]
        #expect(throws: TemplateError.self) {
            try TemplateCatalog(bundled: files) { $0.hasPrefix("a/") ? .object(["chat_id": .text]) : .object([:]) }
        }
        #expect(throws: Never.self) { try TemplateCatalog(bundled: files) { _ in .object(["chat_id": .text]) } }
    }

    /// A brace at the very end is more than swift-mustache 2.1.1 can parse.
    @Test func reportsWhatOnlyTheLibraryRefuses() {
        let problems = Samples.problems(in: [
            "a/a.txt.mustache": "a\nb {", "line.mustache": "{", "b/b.txt.mustache": "",
        ])
        #expect(
            problems == [
                "a/a.txt.mustache:2:3: cannot be parsed (overflow)", "line.mustache:1:1: cannot be parsed (overflow)",
            ])
    }

    @Test func standaloneTagsLeaveNoLines() throws {
        let template =
            "{{#is_resolved}}\nup\n{{/is_resolved}}\n{{! a remark }}\n{{^is_resolved}}\ndown\n{{/is_resolved}}\nend\n\n"
        #expect(try Samples.render(template, ["is_resolved": .boolean(true)]) == "up\nend")
        #expect(try Samples.render(template) == "down\nend")
    }

    @Test func refusesAnUnknownPathAndAPartial() throws {
        let catalog = try TemplateCatalog(bundled: ["line.mustache": "x"]) { _ in Samples.schema }
        for path in ["a/a.txt.mustache", "line.mustache"] {
            #expect(throws: TemplateError.unknownTemplate(path: path)) {
                try catalog.render(path, TemplateContext([:], schema: Samples.schema))
            }
        }
    }

    @Test func refusesMoreThanAQuarterOfAMegabyte() throws {
        let limit = TemplateCatalog.largestOutputBytes
        #expect(limit == 262_144)
        let fits = try Samples.render("{{title}}", ["title": .string(String(repeating: "x", count: limit))])
        #expect(fits.utf8.count == limit)
        #expect(throws: TemplateError.tooLarge(path: "test/body.txt.mustache", bytes: limit + 1)) {
            try Samples.render("{{title}}", ["title": .string(String(repeating: "x", count: limit + 1))])
        }
    }
}
