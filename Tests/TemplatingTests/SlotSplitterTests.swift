// SPDX-License-Identifier: Apache-2.0

import Templating
import Testing

struct SlotSplitterTests {
    @Test(arguments: TemplateContentType.allCases)
    func slotsSurviveEveryEscaping(type: TemplateContentType) throws {
        let rendered = try Samples.render(
            "a{{title}}b{{qr.payload}}", as: type,
            ["title": .slot("secret(bot_token)"), "qr": .object(["payload": .slot("qrPayload")])])
        #expect(
            try SlotSplitter.split(rendered)
                == [.text("a"), .slot("secret(bot_token)"), .text("b"), .slot("qrPayload")])
    }

    @Test func textWithoutSlotsIsOneSegment() throws {
        #expect(try SlotSplitter.split("") == [])
        // The first byte of the marks occurs in other characters too.
        #expect(try SlotSplitter.split("a\u{E002}\u{EFFF}é🟢") == [.text("a\u{E002}\u{EFFF}é🟢")])
    }

    @Test func neighbouringSlotsHaveNoTextBetween() throws {
        #expect(try SlotSplitter.split("\u{E000}a\u{E001}\u{E000}b\u{E001}") == [.slot("a"), .slot("b")])
    }

    @Test(arguments: [
        ("x\u{E000}a", 1), ("\u{E001}", 0), ("\u{E000}\u{E001}", 0), ("\u{E000}a\u{E000}b\u{E001}", 0),
        ("\u{E000}a b\u{E001}", 0), ("\u{E000}a\u{E002}", 0), ("\u{E000}a\u{E001}é\u{E001}", 9),
        ("\u{E000}" + String(repeating: "a", count: 129) + "\u{E001}", 0),
    ])
    func refusesStrayMarks(rendered: String, offset: Int) {
        #expect(throws: TemplateError.malformedSlot(offset: offset)) { try SlotSplitter.split(rendered) }
    }

    @Test func refusesSlotsThatCannotBeFilled() throws {
        #expect(throws: TemplateError.unknownSlot(name: "b")) {
            try SlotSplitter.split("\u{E000}a\u{E001}\u{E000}b\u{E001}") { $0 == "a" }
        }
    }

    @Test(arguments: ["", "a b", "a\u{E001}\u{E000}b", "a\"", String(repeating: "x", count: 129)])
    func refusesSlotsWithBadNames(name: String) throws {
        let rendered = try Samples.render("{{title}}", ["title": .slot(name)])
        #expect(throws: TemplateError.malformedSlot(offset: 0)) { try SlotSplitter.split(rendered) }
    }

    @Test(arguments: ["\u{E000}secret(x)\u{E001}", "\u{E000}", "\u{E001}"])
    func valuesCannotMakeSlots(value: String) throws {
        let rendered = try Samples.render(
            "[{{title}}{{#words}}{{.}}{{/words}}]",
            [
                "title": .string(value), "words": .list([.string(value)]),
            ])
        #expect(try SlotSplitter.split(rendered).allSatisfy { if case .text = $0 { true } else { false } })
    }
}
