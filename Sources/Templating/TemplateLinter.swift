// SPDX-License-Identifier: Apache-2.0

/// Checks templates against the names that their data will have.
///
/// swift-mustache shows unknown names and missing partials as nothing, and `{{}}` as everything there is; a message that
/// lacks its link, or has a secret too many, would be noticed when it matters most.
struct TemplateLinter {
    /// The tags of each file, by path.
    private let tags: [String: [TemplateTag]]
    private let partials: [String]
    private var found: Set<TemplateProblem> = []

    private struct OpenSection {
        let tag: TemplateTag
        let outer: TemplateScope
    }

    private init(tags: [String: [TemplateTag]]) {
        self.tags = tags
        partials = tags.keys.filter(TemplateFile.isPartial).map(TemplateFile.partialName)
    }

    /// All problems of all `files` (text by path) in order. Names in partials are checked wherever they are included.
    static func problems(in files: [String: String], schema: (String) -> TemplateSchema) -> [TemplateProblem] {
        var linter = Self(tags: files.mapValues(TagScanner.tags))
        for (path, text) in files {
            linter.checkFile(path, text)
            let root = TemplateFile.isPartial(path) ? nil : schema(path)
            linter.check(path, scope: TemplateScope(root: root), includedBy: [])
        }
        return linter.found.sorted()
    }

    private mutating func checkFile(_ path: String, _ text: String) {
        if !TemplateFile.isPartial(path), TemplateContentType(path: path) == nil {
            let known = TemplateContentType.allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")
            found.insert(problem(path, 1, 1, "unknown content type; the name before .mustache ends in one of \(known)"))
        }
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let column = line.unicodeScalars.enumerated().first { 0xE000...0xF8FF ~= $0.element.value }?.offset
            if let column {
                found.insert(problem(path, index + 1, column + 1, "private use character; remove it"))
            }
        }
    }

    /// Walks one file, and into its partials. `chain` is how this file was reached.
    private mutating func check(_ path: String, scope: TemplateScope, includedBy chain: [String]) {
        var scope = scope
        var open: [OpenSection] = []
        for tag in tags[path] ?? [] {
            switch tag.kind {
            case .comment: break
            case .unfinished: report("tag is not closed; write }} behind its name", tag, path)
            case .unsupported(let sigil): report(Self.unsupported(sigil), tag, path)
            case .variable, .raw: checkVariable(tag, scope, path)
            case .section, .inverted:
                open.append(OpenSection(tag: tag, outer: scope))
                scope = checkSection(tag, scope, path)
            case .close: close(tag, &open, &scope, path)
            case .partial: checkPartial(tag, scope, path, chain)
            }
        }
        for section in open {
            report("section \"\(section.tag.name)\" is not closed; write {{/\(section.tag.name)}}", section.tag, path)
        }
    }

    private mutating func checkVariable(_ tag: TemplateTag, _ scope: TemplateScope, _ path: String) {
        if tag.name == "." {
            if tag.kind == .raw {
                report("{{.}} is always escaped; write {{.}}", tag, path)
            } else if !scope.hasPlainItem, !scope.isOpen {
                report("{{.}} is only for lists of plain values; name what to show", tag, path)
            }
            return
        }
        guard let schema = lookUp(tag, scope, path) else { return }
        switch schema {
        case .list: report("\"\(tag.name)\" is a list; write {{#\(tag.name)}}…{{/\(tag.name)}}", tag, path)
        case .object: report("\"\(tag.name)\" is a group of names; write {{\(tag.name).…}}", tag, path)
        case .text, .boolean:
            if tag.kind == .raw { report("\"\(tag.name)\" must be escaped; write {{\(tag.name)}}", tag, path) }
        case .markup: break
        }
    }

    private mutating func checkSection(_ tag: TemplateTag, _ scope: TemplateScope, _ path: String) -> TemplateScope {
        if tag.name == "first()" || tag.name == "last()" {
            if !scope.hasPosition, !scope.isOpen {
                report("\"\(tag.name)\" is only for sections on a list, in the same file", tag, path)
            }
            return scope.entering(.boolean, inverted: false)
        }
        return scope.entering(lookUp(tag, scope, path), inverted: tag.kind == .inverted)
    }

    private mutating func close(
        _ tag: TemplateTag, _ open: inout [OpenSection], _ scope: inout TemplateScope, _ path: String
    ) {
        guard let innermost = open.last else {
            return report("{{/\(tag.name)}} closes nothing; remove it or open the section", tag, path)
        }
        if innermost.tag.name != tag.name {
            let place = "\(innermost.tag.line):\(innermost.tag.column)"
            report("{{/\(tag.name)}} closes section \"\(innermost.tag.name)\" of \(place); mind the order", tag, path)
        }
        // One mistake is one problem: what it was meant to close is taken as closed.
        let index = open.lastIndex { $0.tag.name == tag.name } ?? open.endIndex - 1
        scope = open[index].outer
        open.removeSubrange(index...)
    }

    private mutating func checkPartial(
        _ tag: TemplateTag, _ scope: TemplateScope, _ path: String, _ chain: [String]
    ) {
        let target = TemplateFile.path(ofPartial: tag.name)
        guard partials.contains(tag.name) else {
            let suggestion = Suggestion.text(for: tag.name, among: partials)
            return report("there is no partial \(target)\(suggestion)", tag, path)
        }
        guard target != path, !chain.contains(target) else {
            return report("partial \"\(tag.name)\" includes itself; remove the circle", tag, path)
        }
        check(target, scope: scope.enteringPartial(), includedBy: chain + [path])
    }

    /// What the tag's name stands for; nil, reported where it is certain, if nothing.
    private mutating func lookUp(_ tag: TemplateTag, _ scope: TemplateScope, _ path: String) -> TemplateSchema? {
        guard !tag.name.isEmpty else {
            report("tag without a name would show everything; name what to show", tag, path)
            return nil
        }
        guard Self.isName(tag.name) else {
            report("\"\(tag.name)\" is no name; names are letters, digits, _ and -, joined by dots", tag, path)
            return nil
        }
        let schema = scope.schema(of: tag.name)
        if schema == nil, !scope.isOpen {
            let suggestion = Suggestion.text(for: tag.name, among: scope.reachableNames)
            report("unknown name \"\(tag.name)\"\(suggestion)", tag, path)
        }
        return schema
    }

    private static func isName(_ name: String) -> Bool {
        name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty
                && part.utf8.allSatisfy { SlotSentinel.isName(CollectionOfOne($0)) && !":().".utf8.contains($0) }
        }
    }

    private static func unsupported(_ sigil: Character) -> String {
        switch sigil {
        case "%": "the content type is decided by the file name; remove this tag"
        case "=": "delimiters cannot be changed; keep {{ and }}"
        default: "templates do not inherit blocks; use partials"
        }
    }

    private mutating func report(_ message: String, _ tag: TemplateTag, _ path: String) {
        found.insert(problem(path, tag.line, tag.column, message))
    }

    private func problem(_ path: String, _ line: Int, _ column: Int, _ message: String) -> TemplateProblem {
        TemplateProblem(file: path, line: line, column: column, message: message)
    }
}
