// SPDX-License-Identifier: Apache-2.0

/// What one loading has at hand, and the problems it has found.
final class Reading {
    /// More problems than that are counted, not kept.
    static let problemLimit = 100

    let files: FileAccess
    let environment: [String: String]
    private(set) var problems: [ConfigurationProblem] = []
    private(set) var hasErrors = false
    private var dropped = 0
    /// Where each file shows its first secret.
    private(set) var literalSecrets: [String: Place] = [:]

    init(files: FileAccess, environment: [String: String]) {
        self.files = files
        self.environment = environment
    }

    /// Whether further problems are only counted, so that no effort needs to go into their words.
    var isFull: Bool { problems.count >= Self.problemLimit }

    /// Records something that keeps Relink from starting.
    func error(_ message: String, at place: Place) {
        hasErrors = true
        record(.error, message, place)
    }

    /// Records something that is probably not as meant.
    func warning(_ message: String, at place: Place) { record(.warning, message, place) }

    /// Records something good to know.
    func note(_ message: String, at place: Place) { record(.note, message, place) }

    /// Records a name that nothing has.
    func require(_ name: Text, among known: [String], called noun: String) {
        guard !known.contains(name.value) else { return }
        let hint = name.isLiteral ? Suggestion.phrase(for: name.value, among: known) : ""
        error("there is no \(noun) \(name.shown)\(hint)", at: name.place)
    }

    /// Remembers that a secret stands in a file.
    func sawLiteralSecret(at place: Place) {
        if literalSecrets[place.file] == nil { literalSecrets[place.file] = place }
    }

    /// All problems, ordered by place; the main file first.
    func sortedProblems(mainFile: String) -> [ConfigurationProblem] {
        var sorted = problems.sorted { left, right in
            if left.file != right.file {
                return left.file == mainFile || (right.file != mainFile && left.file < right.file)
            }
            return (left.line, left.column) < (right.line, right.column)
        }
        if dropped > 0 {
            let message = "and \(dropped) more problems"
            sorted.append(
                ConfigurationProblem(
                    file: mainFile, line: 1, column: 1, message: message, severity: hasErrors ? .error : .note))
        }
        return sorted
    }

    /// A scalar with its references replaced; nil after a problem.
    func text(of node: YAMLNode, for key: String) -> Text? {
        guard case .scalar(let raw, _) = node.content else {
            error("`\(key)` must be text, not \(node.shape)", at: node.place)
            return nil
        }
        let base = node.place.file
        let substitution = Substitution(environment: environment) { [files] path throws(FileAccess.Failure) in
            try files.read(FileAccess.resolve(path, besides: base))
        }
        do throws(Substitution.Failure) {
            let outcome = try substitution.apply(to: raw)
            let text = Text(value: outcome.text, place: node.place, references: outcome.references)
            guard outcome.text.unicodeScalars.allSatisfy(Shown.isSafe) else {
                error("`\(key)` has control or invisible characters; leave them out", at: node.place)
                return nil
            }
            return text
        } catch {
            self.error(error.message, at: node.place)
            return nil
        }
    }

    private func record(_ severity: ConfigurationProblem.Severity, _ message: String, _ place: Place) {
        guard !isFull else {
            dropped += 1
            return
        }
        let problem = ConfigurationProblem(
            file: place.file, line: place.line, column: place.column, message: message, severity: severity)
        if !problems.contains(problem) { problems.append(problem) }
    }
}
