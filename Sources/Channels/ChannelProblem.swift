// SPDX-License-Identifier: Apache-2.0

import Templating

/// A mistake in a template of a channel.
package struct ChannelProblem: Hashable, Sendable, CustomStringConvertible {
    /// The path below the templates directory, or the file that the configuration names.
    package let file: String
    /// From 1.
    package let line: Int
    /// From 1, in Unicode scalars.
    package let column: Int
    /// What is wrong and what to do.
    package let message: String

    /// A mistake that shows only when the template is rendered, hence has no place in it.
    init(file: String, message: String) {
        self.file = file
        line = 1
        column = 1
        self.message = message
    }

    /// What the linter found.
    init(_ problem: TemplateProblem) {
        file = problem.file
        line = problem.line
        column = problem.column
        message = problem.message
    }

    package var description: String { "\(file):\(line):\(column): \(message)" }
}
