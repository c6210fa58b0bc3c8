// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ConfigurationFile

struct YAMLTextTests {
    private func flaw(_ text: String) -> YAMLText.Flaw? {
        do throws(YAMLText.Flaw) {
            _ = try YAMLText.parse(text, file: "f")
            return nil
        } catch {
            return error
        }
    }

    @Test func keepsWordsAndPlaces() throws {
        let tree = try YAMLText.parse("a: off\nb:\n  - 'null'\n  - ~\n", file: "f")
        guard case .mapping(let entries) = tree.content, case .scalar(let word, _) = entries[0].value.content,
            case .sequence(let items) = entries[1].value.content
        else {
            Issue.record("unexpected shape")
            return
        }
        #expect(word == "off")
        #expect(items.map(\.isNull) == [false, true])
        #expect(items[1].place == Place(file: "f", line: 4, column: 5))
    }

    @Test func anEmptyFileIsAnEmptyMap() throws {
        for text in ["", "\n", "# only a comment\n", "---\n"] {
            let node = try YAMLText.parse(text, file: "f")
            if case .mapping(let entries) = node.content { #expect(entries.isEmpty) } else { #expect(node.isNull) }
        }
    }

    @Test func aliasesAreFollowed() throws {
        let tree = try YAMLText.parse("a: &x [1, 2]\nb: *x\n", file: "f")
        guard case .mapping(let entries) = tree.content else {
            Issue.record("no map")
            return
        }
        #expect(entries.map(\.value.shape) == ["a list", "a list"])
    }

    @Test func manyAliasesAreRefused() {
        let laughs = (1...9).map { level in
            "l\(level): &l\(level) [" + Array(repeating: "*l\(level - 1)", count: 9).joined(separator: ",") + "]\n"
        }
        #expect(flaw("l0: &l0 [lol]\n" + laughs.joined())?.message.contains("more than 20 aliases") == true)
    }

    @Test func fewAliasesOfMuchAreBounded() {
        let base = "a: &a [" + String(repeating: "x,", count: 20_000) + "]\n"
        let text = base + "b: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"
        #expect(flaw(text)?.message.hasPrefix("more than 100000 values") == true)
    }

    @Test func aliasesInKeysEndSoon() {
        let levels = (1...6).map { "l\($0): &l\($0) [*l\($0 - 1), *l\($0 - 1), *l\($0 - 1)]\n" }.joined()
        #expect(flaw("l0: &l0 [x]\n" + levels + "? *l6\n: y\n") != nil)
    }

    @Test(arguments: [
        String(repeating: "[", count: 500_000), String(repeating: "{a: ", count: 100_000),
        String(repeating: "- ", count: 100_000), String(repeating: "? ", count: 100_000),
        (0..<1000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
        String(repeating: "[", count: 60) + String(repeating: "]", count: 60),
    ])
    func deepNestingIsRefused(text: String) {
        #expect(flaw(text) != nil)
    }

    @Test(arguments: ["\u{0}", "a: \u{1B}[2J", "a: b\u{7}"])
    func controlCharactersAreRefused(text: String) {
        #expect(flaw(text)?.message.hasPrefix("control characters") == true)
    }

    @Test(arguments: [
        "a: [", "a: 'x", "a: \"\\q\"", "%YAML 9.9\n---\na", "a: b: c", "@x", "a: !!", "&a", "*a", "- a\nb",
        "\u{FEFF}\u{FEFF}a: 1", "a: \"\\ud800\"",
    ])
    func brokenTextNeverCrashes(text: String) {
        // Some of it is valid, the point is to come back.
        #expect(flaw(text)?.place.line ?? 1 >= 1)
    }
}
