// SPDX-License-Identifier: Apache-2.0

import ConfigurationFile
import Foundation

/// Everything that is wrong with a configuration and with the templates that it names, found in one go.
struct ConfigurationCheck {
    /// The configuration; nil when anything stands in the way.
    let configuration: Configuration?
    /// The configuration as far as it can be read; nil when there is none at all.
    let draft: Configuration?
    /// Every problem, warnings included, as `file:line:column: message`.
    let lines: [String]
    /// The lines that ask for something: all but the notes.
    let warnings: [String]
    /// How many of them stand in the way.
    let errors: Int

    /// Reads the file and what it names.
    init(path: String, environment: [String: String] = ProcessInfo.processInfo.environment) {
        let loaded = Configuration.load(path: path, environment: environment)
        draft = loaded.draft
        let templates = loaded.draft.map(Self.templateProblems) ?? []
        lines = loaded.problems.map { "\($0)" } + templates
        warnings = loaded.problems.filter { $0.severity != .note }.map { "\($0)" } + templates
        errors = loaded.problems.filter { $0.severity == .error }.count + templates.count
        configuration = errors == 0 ? loaded.configuration : nil
    }

    /// What people read when something stands in the way.
    var failure: Failure {
        let count = "\(errors) \(errors == 1 ? "problem" : "problems")"
        return Failure(
            words: "the configuration has \(count)\n" + warnings.joined(separator: "\n"),
            status: ExitStatus.configuration)
    }

    private static func templateProblems(_ draft: Configuration) -> [String] {
        do {
            return try Wiring(draft).templateProblems
        } catch let failure as Failure {
            return [failure.words]
        } catch {
            return ["\(error)"]
        }
    }
}
