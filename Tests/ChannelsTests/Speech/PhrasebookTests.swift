// SPDX-License-Identifier: Apache-2.0

import BundledTemplates
import Templating
import Testing

@testable import Channels

struct PhrasebookTests {
    static let locales = Phrasebook.locales(in: BundledTemplates.files)

    @Test func severalLanguagesComeAlong() {
        #expect(Self.locales == ["de", "es", "fr", "pt"])
    }

    @Test(arguments: locales)
    func everyLanguageSaysEverything(locale: String) throws {
        let book = try Phrasebook(locale, files: BundledTemplates.files)
        let details = Dictionary(uniqueKeysWithValues: Phrasebook.Detail.allCases.map { ($0, "<\($0.rawValue)>") })
        for phrase in Phrase.allCases {
            let bare = book.say(phrase, [:])
            let full = book.say(phrase, details)
            #expect(!bare.isEmpty && !full.isEmpty, "\(phrase)")
            #expect(!bare.contains("<") && !full.contains("{"), "\(phrase)")
        }
        #expect(book.say(.wasDown, details).contains("<from>"))
    }

    @Test func aLanguageThatLacksAPhraseIsRefusedWithItsName() {
        let path = Phrasebook.path(of: "xx")
        let text = Phrase.allCases.dropLast().map { "{{#\($0.rawValue)}}x{{/\($0.rawValue)}}\n" }.joined()
        #expect(
            throws: TemplateError.problems([
                TemplateProblem(file: path, line: 1, column: 1, message: "these sections are missing or empty: sat")
            ])
        ) { try Phrasebook("xx", files: [path: text]) }
    }

    @Test func anUnknownNameIsFoundAtItsPlace() {
        let path = Phrasebook.path(of: "xx")
        let error = #expect(throws: TemplateError.self) {
            try Phrasebook("xx", files: [path: "{{#back}}{{titel}}{{/back}}"])
        }
        guard case .problems(let problems) = error else { return #expect(Bool(false)) }
        #expect(problems.first.map { $0.line == 1 && $0.message.contains("title") } == true)
    }

    @Test func oneAndManyAreToldApart() throws {
        let book = try Phrasebook("de", files: BundledTemplates.files)
        #expect(book.say(.missed, [.count: "1"]).hasPrefix("Eine Nachricht"))
        #expect(book.say(.missed, [.count: "3"]).hasPrefix("3 Nachrichten"))
    }
}
