// SPDX-License-Identifier: Apache-2.0

import Mustache

/// The templates of all kinds, checked and parsed once, rendered from any thread.
///
/// A template is `<kind>/<name>.<content type>.mustache`; `<anything>.mustache` is a partial, `{{>anything}}`, and is
/// escaped as the template that includes it. Newlines at the end of a file do not belong to the message.
package struct TemplateCatalog: Sendable {
    /// The most that a template may render to, in bytes of UTF-8.
    package static let largestOutputBytes = 256 * 1024

    private let templates: [String: Entry]

    private struct Entry: Sendable {
        let template: MustacheTemplate
        /// The partials as this content type needs them.
        let partials: MustacheLibrary
    }

    /// Loads every `.mustache` file of both; the others are passed over.
    ///
    /// - Parameters:
    ///   - bundled: Text by path below `templates/`.
    ///   - overrides: Files that take the place of the bundled ones of the same path, or add to them.
    ///   - schema: The names that the template at a path can use.
    ///
    /// Throws `problems` with all problems of all files.
    package init(
        bundled: [String: String], overrides: [String: String] = [:], schema: (_ path: String) -> TemplateSchema
    ) throws(TemplateError) {
        let files = bundled.merging(overrides) { $1 }.filter { TemplateFile.isMustache($0.key) }
        let problems = TemplateLinter.problems(in: files, schema: schema)
        guard problems.isEmpty else { throw .problems(problems) }

        let partials = files.filter { TemplateFile.isPartial($0.key) }
        var libraries: [TemplateContentType: MustacheLibrary] = [:]
        var templates: [String: Entry] = [:]
        var rejected: Set<TemplateProblem> = []
        for (path, text) in files {
            guard let type = TemplateContentType(path: path) else { continue }
            do throws(TemplateProblem) {
                let template = try Self.parse(text, path: path, type: type)
                if libraries[type] == nil { libraries[type] = try Self.library(of: partials, type: type) }
                templates[path] = Entry(template: template, partials: libraries[type] ?? MustacheLibrary())
            } catch {
                rejected.insert(error)
            }
        }
        guard rejected.isEmpty else { throw .problems(rejected.sorted()) }
        self.templates = templates
    }

    /// The paths of all templates, in order; partials are not among them.
    package var paths: [String] { templates.keys.sorted() }

    /// The text of the template at `path`, with slots marked as `SlotSplitter` expects them.
    ///
    /// Throws `unknownTemplate` or `tooLarge`.
    package func render(_ path: String, _ context: TemplateContext) throws(TemplateError) -> String {
        guard let entry = templates[path] else { throw .unknownTemplate(path: path) }
        let rendered = entry.template.render(context.root, library: entry.partials)
        let length = rendered.utf8.count
        guard length <= Self.largestOutputBytes else { throw .tooLarge(path: path, bytes: length) }
        let newlines = rendered.utf8.reversed().prefix { $0 == UInt8(ascii: "\n") }.count
        return newlines == 0 ? rendered : String(rendered.unicodeScalars.dropLast(newlines))
    }

    /// Partials forget the content type of the template around them (swift-mustache 2.1.1, Context.swift, `withPartial`),
    /// hence one library for each type, in which every partial states it.
    private static func library(
        of partials: [String: String], type: TemplateContentType
    ) throws(TemplateProblem) -> MustacheLibrary {
        var library = MustacheLibrary()
        for (path, text) in partials {
            library.register(try parse(text, path: path, type: type), named: TemplateFile.partialName(path))
        }
        return library
    }

    /// Throws where the library refuses what our linter let pass.
    private static func parse(
        _ text: String, path: String, type: TemplateContentType
    ) throws(TemplateProblem) -> MustacheTemplate {
        registerContentTypes
        do {
            // On a line of its own the pragma leaves no trace in the output.
            return try MustacheTemplate(string: "{{% CONTENT_TYPE: \(pragmaName(type)) }}\n" + text)
        } catch let error as MustacheTemplate.ParserError {
            throw TemplateProblem(
                file: path, line: max(1, error.context.lineNumber - 1), column: error.context.columnNumber,
                message: "cannot be parsed (\(error.error))")
        } catch {
            throw TemplateProblem(file: path, line: 1, column: 1, message: "cannot be parsed")
        }
    }

    /// The library's registry is global to the process; it is filled once.
    private static let registerContentTypes: Void = {
        for type in TemplateContentType.allCases {
            MustacheContentTypes.register(ByteEscapes.of(type), named: pragmaName(type))
        }
    }()

    private static func pragmaName(_ type: TemplateContentType) -> String { "relink.\(type.rawValue)" }
}
