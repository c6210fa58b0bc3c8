// SPDX-License-Identifier: Apache-2.0

/// What reading the configuration anew came to.
package struct ReloadReport: Hashable, Sendable {
    /// When it was read.
    package let at: Timestamp
    /// Why it was not taken, a line each as `file:line:column: message`; empty when it was.
    package let problems: [String]
    /// What is different now, a line each for people; empty when nothing is.
    package let changes: [String]

    /// A report of those lines.
    package init(at: Timestamp, problems: [String] = [], changes: [String] = []) {
        self.at = at
        self.problems = problems
        self.changes = changes
    }

    /// Whether the configuration was taken, or would be.
    package var isAccepted: Bool { problems.isEmpty }
}
