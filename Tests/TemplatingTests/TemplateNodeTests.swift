// SPDX-License-Identifier: Apache-2.0

import Templating
import Testing

struct TemplateNodeTests {
    /// Shows one section and its opposite.
    private func section(_ name: String, _ values: [String: TemplateValue]) throws -> String {
        try Samples.render("{{#\(name)}}yes{{/\(name)}}{{^\(name)}}no{{/\(name)}}", values)
    }

    @Test(arguments: [
        (TemplateValue.string("x"), "yes"), (.string(""), "no"), (.string("\u{E000}\u{0}"), "no"), (.integer(0), "yes"),
        (.integer(-7), "yes"), (.slot("qrPayload"), "yes"), (.boolean(true), "no"), (.object([:]), "no"),
        (.list([.string("x")]), "no"),
    ])
    func sectionsOnTextAskWhetherThereIsAny(value: TemplateValue, shown: String) throws {
        #expect(try section("title", ["title": value]) == shown)
    }

    @Test func sectionsOnOthers() throws {
        #expect(try section("is_resolved", ["is_resolved": .boolean(true)]) == "yes")
        #expect(try section("is_resolved", ["is_resolved": .boolean(false)]) == "no")
        #expect(try section("is_resolved", ["is_resolved": .string("true")]) == "no")
        #expect(try section("is_resolved", [:]) == "no")
        #expect(try section("session", ["session": .object([:])]) == "yes")
        #expect(try section("session", [:]) == "no")
        #expect(try section("words", ["words": .list([])]) == "no")
        #expect(try section("words", [:]) == "no")
        #expect(try section("words", ["words": .list([.string("a"), .string("b")])]) == "yesyes")
    }

    @Test func variablesShowTheirValue() throws {
        let values: [String: TemplateValue] = ["outage_seconds": .integer(-12), "is_resolved": .boolean(true)]
        #expect(try Samples.render("{{outage_seconds}} {{ is_resolved }} {{title}}|", values) == "-12 true |")
    }

    @Test func listsKnowTheirFirstAndLast() throws {
        let template =
            "{{#words}}{{#first()}}[{{/first()}}{{.}}{{^last()}}, {{/last()}}{{#last()}}]{{/last()}}{{/words}}"
        let words: [TemplateValue] = [.string("a"), .string("b"), .integer(3)]
        #expect(try Samples.render(template, ["words": .list(words)]) == "[a, b, 3]")
        #expect(try Samples.render(template, ["words": .list([.string("a")])]) == "[a]")
    }

    @Test func anItemWithoutAValueDoesNotShowTheOneAround() throws {
        let values: [String: TemplateValue] = [
            "title": .string("outer"), "is_resolved": .boolean(true), "outage_seconds": .integer(4),
            "sessions": .list([.object(["name": .string("shop-07")])]),
        ]
        let template =
            "{{#sessions}}{{name}}[{{title}}]{{#is_resolved}}wrong{{/is_resolved}}{{outage_seconds}}{{/sessions}}"
        #expect(try Samples.render(template, values) == "shop-07[]4")
    }

    @Test(arguments: Samples.hostile)
    func valuesAreNeverTemplates(value: String) throws {
        let values: [String: TemplateValue] = ["title": .string(value), "qr": .object(["payload": .string("secret")])]
        #expect(try Samples.render("<{{title}}>", values) == "<\(value)>")
    }

    @Test func markupIsShownAsItIs() throws {
        let rendered = try Samples.render("{{{labels_json}}}", as: .json, ["labels_json": .string(#"{"a":"b"}"#)])
        #expect(rendered == #"{"a":"b"}"#)
    }

    @Test func markupIsNoSlot() throws {
        #expect(try Samples.render("[{{{labels_json}}}]", ["labels_json": .slot("secret(x)")]) == "[]")
    }
}
