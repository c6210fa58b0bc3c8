// SPDX-License-Identifier: Apache-2.0

import Templating

/// The phrases of one language: `templates/words/<locale>.txt.mustache`, a section for each ``Phrase``.
///
/// A file of Mustache sections, so that it is linted, embedded and overridden as every other template is.
struct Phrasebook: Sendable {
    /// What a phrase can be told with; the names are those of the files.
    enum Detail: String, CaseIterable, Sendable {
        case title, time, from, to, length, count, person, until, number, instead, hint, command
    }

    /// The language, as `contacts[].locale` names it.
    let locale: String
    private let catalog: TemplateCatalog

    /// The language's phrases. Throws with every mistake in the file; what it lacks is among them.
    ///
    /// - Parameter files: text by path, that of the language among them.
    init(_ locale: String, files: [String: String]) throws(TemplateError) {
        self.locale = locale
        let path = Self.path(of: locale)
        catalog = try TemplateCatalog(bundled: files.filter { $0.key == path }) { _ in Self.schema }
        let lacking = Phrase.allCases.filter { say($0, [:]).isEmpty }
        guard lacking.isEmpty else {
            let names = lacking.map(\.rawValue).joined(separator: ", ")
            throw .problems([
                TemplateProblem(
                    file: path, line: 1, column: 1, message: "these sections are missing or empty: \(names)")
            ])
        }
    }

    /// Where the phrases of a language are, below `templates/`.
    static func path(of locale: String) -> String { "\(folder)/\(locale).txt.mustache" }

    /// The languages that there are.
    static func locales(in files: [String: String]) -> [String] {
        files.keys.filter { $0.hasPrefix("\(folder)/") && $0.hasSuffix(".txt.mustache") }
            .map { String($0.dropFirst(folder.count + 1).dropLast(".txt.mustache".count)) }.sorted()
    }

    /// The phrase with those details, which are clean already.
    func say(_ phrase: Phrase, _ details: [Detail: String]) -> String {
        var values = Dictionary(
            uniqueKeysWithValues: details.filter { !$0.value.isEmpty }.map {
                ($0.key.rawValue, TemplateValue.string($0.value))
            })
        values[phrase.rawValue] = .boolean(true)
        if let count = details[.count], count != "1" { values[Self.many] = .boolean(true) }
        // The file was rendered when it was read, so that only a text beyond every limit could fail here.
        let text = try? catalog.render(Self.path(of: locale), TemplateContext(values, schema: Self.schema))
        return text.map { $0.split(separator: "\n").joined() } ?? ""
    }

    private static let folder = "words"
    /// Whether a number is more than one.
    private static let many = "many"

    private static let schema = TemplateSchema.object(
        Dictionary(uniqueKeysWithValues: Phrase.allCases.map { ($0.rawValue, TemplateSchema.boolean) })
            .merging(Detail.allCases.map { ($0.rawValue, .text) }) { $1 }
            .merging([many: .boolean]) { $1 })
}
