// SPDX-License-Identifier: Apache-2.0

import Templating
import Testing

struct TemplateLinterTests {
    @Test(arguments: [
        ("{{titel}}", "1:1: unknown name \"titel\" (did you mean \"title\"?)"),
        ("a\nbé {{ session.nmae }}", "2:4: unknown name \"session.nmae\" (did you mean \"session.name\"?)"),
        ("{{zzzzzz}}", "1:1: unknown name \"zzzzzz\""),
        ("{{title.x}}", "1:1: unknown name \"title.x\" (did you mean \"title\"?)"),
        ("{{session.sessions}}", "1:1: unknown name \"session.sessions\""),
        ("{{#sesions}}{{anything}}{{/sesions}}", "1:1: unknown name \"sesions\" (did you mean \"sessions\"?)"),
        ("{{^is_resolve}}x{{/is_resolve}}", "1:1: unknown name \"is_resolve\" (did you mean \"is_resolved\"?)"),
        ("{{#session}}{{nmae}}{{/session}}", "1:13: unknown name \"nmae\" (did you mean \"name\"?)"),
        ("{{#sessions}}{{phone_hint}}{{/sessions}}", "1:14: unknown name \"phone_hint\""),
        ("x{{}}", "1:2: tag without a name would show everything; name what to show"),
        ("{{#}}{{/}}", "1:1: tag without a name would show everything; name what to show"),
        ("{{.}}", "1:1: {{.}} is only for lists of plain values; name what to show"),
        ("{{#sessions}}{{.}}{{/sessions}}", "1:14: {{.}} is only for lists of plain values; name what to show"),
        ("{{#session}}{{.}}{{/session}}", "1:13: {{.}} is only for lists of plain values; name what to show"),
        ("{{#is_resolved}}{{.}}{{/is_resolved}}", "1:17: {{.}} is only for lists of plain values; name what to show"),
        ("{{^words}}{{.}}{{/words}}", "1:11: {{.}} is only for lists of plain values; name what to show"),
        ("{{#words}}{{{.}}}{{/words}}", "1:11: {{.}} is always escaped; write {{.}}"),
        ("{{{title}}}", "1:1: \"title\" must be escaped; write {{title}}"),
        ("{{& session.name }}", "1:1: \"session.name\" must be escaped; write {{session.name}}"),
        ("{{sessions}}", "1:1: \"sessions\" is a list; write {{#sessions}}…{{/sessions}}"),
        ("{{session}}", "1:1: \"session\" is a group of names; write {{session.…}}"),
        ("{{{session}}}", "1:1: \"session\" is a group of names; write {{session.…}}"),
        ("{{>shared/lin}}", "1:1: there is no partial shared/lin.mustache (did you mean \"shared/line\"?)"),
        ("{{>other}}", "1:1: there is no partial other.mustache"),
        ("{{>*title}}", "1:1: there is no partial *title.mustache"),
        ("{{>test/body.txt}}", "1:1: there is no partial test/body.txt.mustache"),
        ("{{#session}}\n{{name}}", "1:1: section \"session\" is not closed; write {{/session}}"),
        ("{{/session}}", "1:1: {{/session}} closes nothing; remove it or open the section"),
        (
            "{{#session}}\n{{#words}}{{/session}}{{title}}",
            "2:11: {{/session}} closes section \"words\" of 2:1; mind the order"
        ),
        ("{{#session}}{{/sesion}}", "1:13: {{/sesion}} closes section \"session\" of 1:1; mind the order"),
        ("a {{title", "1:3: tag is not closed; write }} behind its name"),
        ("{{{title}}", "1:1: tag is not closed; write }} behind its name"),
        ("{{", "1:1: tag is not closed; write }} behind its name"),
        ("{{=<% %>=}}", "1:1: delimiters cannot be changed; keep {{ and }}"),
        ("{{% CONTENT_TYPE:TEXT}}", "1:1: the content type is decided by the file name; remove this tag"),
        ("{{%}}", "1:1: the content type is decided by the file name; remove this tag"),
        ("{{<shared/line}}", "1:1: templates do not inherit blocks; use partials"),
        ("{{$block}}", "1:1: templates do not inherit blocks; use partials"),
        ("{{ #title }}", "1:1: \"#title\" is no name; names are letters, digits, _ and -, joined by dots"),
        ("{{.title}}", "1:1: \".title\" is no name; names are letters, digits, _ and -, joined by dots"),
        ("{{session..name}}", "1:1: \"session..name\" is no name; names are letters, digits, _ and -, joined by dots"),
        ("{{upper(title)}}", "1:1: \"upper(title)\" is no name; names are letters, digits, _ and -, joined by dots"),
        ("{{#last()}}{{/last()}}", "1:1: \"last()\" is only for sections on a list, in the same file"),
        (
            "{{#sessions}}{{#title}}{{^first()}}{{/first()}}{{/title}}{{/sessions}}",
            "1:24: \"first()\" is only for sections on a list, in the same file"
        ),
        ("é\u{E000}", "1:2: private use character; remove it"),
    ])
    func findsTheProblemAndItsPlace(template: String, problem: String) {
        let files = ["test/body.txt.mustache": template, "shared/line.mustache": "{{title}}"]
        #expect(Samples.problems(in: files) == ["test/body.txt.mustache:\(problem)"])
    }

    @Test(arguments: [
        "{{title}} {{ session.name }} {{! a {{ remark } }} {{is_resolved}}", "{ } {{{labels_json}}} {{&labels_json}}",
        "{{#session}}{{name}}{{title}}{{outage_seconds}}{{/session}}",
        "{{#sessions}}{{name}}{{session.phone_hint}}{{^last()}},{{/last()}}{{/sessions}}",
        "{{#sessions}}{{#is_resolved}}{{#first()}}x{{/first()}}{{/is_resolved}}{{/sessions}}",
        "{{#sessions}}{{#words}}{{.}}{{/words}}{{/sessions}}",
        "{{#words}}{{#is_resolved}}{{.}}{{/is_resolved}}{{/words}}",
        "{{#words}}{{>shared/item}}{{/words}}", "{{#title}}{{title}}{{/title}}{{^title}}{{#words}}{{/words}}{{/title}}",
        "",
        "}} }", "{ {title} }",
    ])
    func letsGoodTemplatesPass(template: String) {
        let files = ["test/body.json.mustache": template, "shared/item.mustache": "{{.}}{{title}}"]
        #expect(Samples.problems(in: files) == [])
    }

    @Test func findsAllProblemsOfAllFilesInOrder() {
        let problems = Samples.problems(in: [
            "b/body.txt.mustache": "{{}}\n{{titel}} {{>c}}", "a/body.xml.mustache": "",
            "a/body.txt.mustache": "{{#session}}",
        ])
        #expect(
            problems == [
                "a/body.txt.mustache:1:1: section \"session\" is not closed; write {{/session}}",
                "a/body.xml.mustache:1:1: unknown content type; the name before .mustache ends in one of .json, "
                    + ".slack.json, .markdown.json, .telegram.html, .html, .txt, .url, .header",
                "b/body.txt.mustache:1:1: tag without a name would show everything; name what to show",
                "b/body.txt.mustache:2:1: unknown name \"titel\" (did you mean \"title\"?)",
                "b/body.txt.mustache:2:11: there is no partial c.mustache",
            ])
    }

    @Test func partialsAreCheckedWhereTheyAreIncludedAndReportedOnce() {
        let problems = Samples.problems(in: [
            "a/body.txt.mustache": "{{#sessions}}{{>line}}{{/sessions}}{{>line}}", "a/b.txt.mustache": "{{>line}}",
            "line.mustache": "{{title}}\n{{name}}", "unused.mustache": "{{whatever}}{{#x}}",
        ])
        #expect(
            problems == [
                "line.mustache:2:1: unknown name \"name\"",
                "unused.mustache:1:13: section \"x\" is not closed; write {{/x}}",
            ])
    }

    @Test func positionsInAListEndAtPartials() {
        let problems = Samples.problems(in: [
            "a/body.txt.mustache": "{{#words}}{{>line}}{{/words}}", "line.mustache": "{{^last()}},{{/last()}}",
        ])
        #expect(problems == ["line.mustache:1:1: \"last()\" is only for sections on a list, in the same file"])
    }

    @Test func circlesOfPartialsAreFound() {
        let problems = Samples.problems(in: [
            "a/body.txt.mustache": "{{>one}}", "one.mustache": "x {{>two}}", "two.mustache": "{{>one}}",
            "self.mustache": "{{>self}}",
        ])
        #expect(
            problems == [
                "one.mustache:1:3: partial \"two\" includes itself; remove the circle",
                "self.mustache:1:1: partial \"self\" includes itself; remove the circle",
                "two.mustache:1:1: partial \"one\" includes itself; remove the circle",
            ])
    }
}
