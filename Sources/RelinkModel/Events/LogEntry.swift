// SPDX-License-Identifier: Apache-2.0

/// One line of the log: an event name, fields, and a sentence for people. Never a secret, never a QR code.
package struct LogEntry: Hashable, Sendable {
    /// How much it matters.
    package enum Level: String, Sendable { case debug, info, warning, error }

    /// How much it matters.
    package let level: Level
    /// The machine's name of it, such as `session.transition` or `delivery.delivered`.
    package let name: String
    /// One sentence for people.
    package let sentence: String
    /// The facts, for machines.
    package let fields: [Field]

    /// One fact of an entry.
    package struct Field: Hashable, Sendable {
        package let name: String
        package let value: String

        /// A fact of that name and value.
        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// An entry of those parts.
    package init(_ level: Level, _ name: String, _ sentence: String, fields: [Field] = []) {
        self.level = level
        self.name = name
        self.sentence = sentence
        self.fields = fields
    }
}
