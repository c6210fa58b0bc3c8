// SPDX-License-Identifier: Apache-2.0

import BundledTemplates
import RelinkModel
import Templating

/// How a channel speaks to its recipients: when it is there, and in which language.
struct Speech: Sendable {
    /// How times are told.
    let clock: LocalClock
    private let books: [ContactID: Phrasebook]

    /// English, in Coordinated Universal Time.
    static let utc = Speech(clock: .utc)

    /// Speaks English to everybody.
    init(clock: LocalClock) {
        self.clock = clock
        books = [:]
    }

    /// Speaks each contact's language.
    ///
    /// - Parameter templates: as in ``ChannelEnvironment``.
    init(
        clock: LocalClock, contacts: [ChannelContact], templates: [String: String]
    ) throws(TemplateError) {
        self.clock = clock
        let files = Self.files(overriddenBy: templates)
        var books: [ContactID: Phrasebook] = [:]
        for contact in contacts {
            guard let locale = contact.locale else { continue }
            books[contact.id] = try Phrasebook(locale, files: files)
        }
        self.books = books
    }

    /// The language of a recipient; nil for English.
    func book(of recipient: Recipient) -> Phrasebook? { recipient.contact.flatMap { books[$0] } }

    /// What is wrong with the languages of contacts.
    static func problems(_ contacts: [ChannelContact], templates: [String: String]) -> [ChannelProblem] {
        let files = files(overriddenBy: templates)
        return contacts.flatMap { contact -> [ChannelProblem] in
            guard let locale = contact.locale else { return [] }
            guard files[Phrasebook.path(of: locale)] != nil else {
                let known = Phrasebook.locales(in: files).joined(separator: ", ")
                let message =
                    "contact \(contact.id) has the locale `\(locale)`, and there is no such file; take one of \(known), or "
                    + "put this file into templates_dir"
                return [ChannelProblem(file: Phrasebook.path(of: locale), message: message)]
            }
            do throws(TemplateError) {
                _ = try Phrasebook(locale, files: files)
                return []
            } catch {
                guard case .problems(let problems) = error else { return [] }
                return problems.map(ChannelProblem.init)
            }
        }
    }

    private static func files(overriddenBy templates: [String: String]) -> [String: String] {
        BundledTemplates.files.merging(templates) { $1 }
    }
}
