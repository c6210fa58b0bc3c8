// SPDX-License-Identifier: Apache-2.0

/// One thing to change in a configuration file. Its text never shows a secret.
package struct ConfigurationProblem: Hashable, Sendable, CustomStringConvertible {
    /// How much it matters.
    package enum Severity: String, Sendable {
        /// Relink does not start.
        case error
        /// It starts, and something is probably not as meant.
        case warning
        /// Good to know.
        case note
    }

    /// The file as the operator named it, or as an `include:` led to it.
    package let file: String
    /// From 1.
    package let line: Int
    /// From 1, counted in Unicode scalars.
    package let column: Int
    /// What is wrong and what to do.
    package let message: String
    /// How much it matters.
    package let severity: Severity

    /// `file:line:column: message`, with the severity before a message that is no error.
    package var description: String {
        let prefix = severity == .error ? "" : "\(severity.rawValue): "
        return "\(file):\(line):\(column): \(prefix)\(message)"
    }
}
