// SPDX-License-Identifier: Apache-2.0

import Yams

/// Turns the text of one file into a tree, with limits that hold however hostile the text is.
enum YAMLText {
    /// Why there is no tree.
    struct Flaw: Error {
        let place: Place
        let message: String
    }

    /// Values in one file, those behind aliases counted each time.
    static let nodeLimit = 100_000
    /// Maps and lists inside each other.
    static let depthLimit = 32

    /// Parses a file's text. An empty file is an empty map.
    static func parse(_ text: String, file: String) throws(Flaw) -> YAMLNode {
        try YAMLGuard.check(text, file: file)
        do {
            // The basic resolver leaves every scalar a text, so that `off` stays the word that it looks like.
            guard let root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot() else {
                return YAMLNode(content: .mapping([]), place: Place(file: file, line: 1, column: 1))
            }
            var tree = YAMLTree(file: file)
            return try tree.convert(root, depth: 0)
        } catch let flaw as Flaw {
            throw flaw
        } catch let error as YamlError {
            throw describe(error, text: text, file: file)
        } catch {
            throw Flaw(place: Place(file: file, line: 1, column: 1), message: "this is not YAML")
        }
    }

    private static func describe(_ error: YamlError, text: String, file: String) -> Flaw {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
            return Flaw(place: Place(mark, file: file), message: problem + hint(text, line: mark.line))
        case .composer(_, "but found another document", let mark, _):
            return Flaw(place: Place(mark, file: file), message: "a second document starts here; keep one per file")
        case .composer(_, let problem, let mark, _):
            let message = problem + "; a text that starts with * goes in quotes"
            return Flaw(place: Place(mark, file: file), message: message)
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.map { "`\(Shown.text($0))`" }.joined(separator: ", ")
            let message = "\(names) is written more than once in this map; keep one"
            return Flaw(place: Place(context.mark, file: file), message: message)
        case .reader, .memory, .no, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            return Flaw(place: Place(file: file, line: 1, column: 1), message: "this is not YAML, or nested too deeply")
        }
    }

    /// Two slips to which libyaml's own words do not lead: tabs, and `${NAME}` without quotes inside `{ }`.
    private static func hint(_ text: String, line: Int) -> String {
        let lines = text.split(separator: "\n", maxSplits: line, omittingEmptySubsequences: false).prefix(line)
        if lines.last?.contains("\t") == true { return "; indent with spaces, not with tabs" }
        let hasReference = lines.suffix(2).contains { $0.contains("${") }
        return hasReference ? "; inside { } and [ ] write \"${NAME}\" with quotes" : ""
    }
}

extension Place {
    /// The place that libyaml marked.
    init(_ mark: Mark, file: String) {
        self.init(file: file, line: max(1, mark.line), column: max(1, mark.column))
    }
}
