// SPDX-License-Identifier: Apache-2.0

/// One thing that is wrong with a template, found before anything is rendered.
package struct TemplateProblem: Error, Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The path below `templates/`.
    package let file: String
    /// From 1.
    package let line: Int
    /// From 1, in Unicode scalars.
    package let column: Int
    /// What is wrong and what to write instead.
    package let message: String

    /// A problem at that place.
    package init(file: String, line: Int, column: Int, message: String) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
    }

    package var description: String { "\(file):\(line):\(column): \(message)" }

    package static func < (left: Self, right: Self) -> Bool {
        (left.file, left.line, left.column, left.message) < (right.file, right.line, right.column, right.message)
    }
}
