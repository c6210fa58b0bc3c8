// SPDX-License-Identifier: Apache-2.0

import Templating
import Testing

struct OutsideTextTests {
    @Test(arguments: [
        ("a\u{0}b\u{7}c\u{1B}[31md\u{7F}e", "abc[31mde"), ("a\r\nb\tc", "a\nb\tc"), ("a\u{80}\u{9B}b\u{85}", "ab"),
        ("\u{202E}gpj.exe\u{202C}", "gpj.exe"), ("a\u{2066}b\u{2069}\u{200F}\u{61C}c", "abc"),
        ("a\u{200B}b\u{200D}\u{2060}\u{FEFF}c", "abc"), ("\u{E000}secret(x)\u{E001}\u{F8FF}", "secret(x)"),
        ("é ñ 漢 🟢 م ﷽ \u{A0}\u{2028}\u{2026}\u{F900}", "é ñ 漢 🟢 م ﷽ \u{A0}\u{2028}\u{2026}\u{F900}"),
    ])
    func losesOnlyWhatNobodySees(value: String, cleaned: String) throws {
        #expect(try Samples.render("[{{title}}]", ["title": .string(value)]) == "[\(cleaned)]")
    }

    @Test func isCleanedInListsAndGroupsToo() throws {
        let rendered = try Samples.render(
            "{{#words}}{{.}}{{/words}}{{session.name}}{{#sessions}}{{name}}{{/sessions}}{{{labels_json}}}",
            [
                "words": .list([.string("a\u{E000}")]), "session": .object(["name": .string("b\u{202E}")]),
                "sessions": .list([.object(["name": .string("c\u{0}")])]), "labels_json": .string("d\u{E001}"),
            ])
        #expect(Array(rendered.unicodeScalars) == Array("abcd".unicodeScalars))
    }
}
