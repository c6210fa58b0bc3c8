// SPDX-License-Identifier: Apache-2.0

/// One metric with its samples, ready to be written in any exposition format.
package struct Metric: Hashable, Sendable {
    /// How its value behaves.
    package enum Kind: String, Sendable {
        /// Only grows, until a restart.
        case counter
        /// Goes up and down.
        case gauge
    }

    /// One value under its labels.
    package struct Sample: Hashable, Sendable {
        package let labels: [Label]
        package let value: Double

        /// A value under those labels.
        package init(_ value: Double, labels: [Label] = []) {
            self.labels = labels
            self.value = value
        }
    }

    /// One label of a sample. The value may come from outside and hold anything.
    package struct Label: Hashable, Sendable {
        package let name: String
        package let value: String

        /// A label of that name and value.
        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The name, with its unit and, for counters, `_total`.
    package let name: String
    /// One sentence of what it counts.
    package let help: String
    /// How its value behaves.
    package let kind: Kind
    /// The values.
    package let samples: [Sample]

    /// A metric of those parts.
    package init(_ name: String, _ kind: Kind, help: String, samples: [Sample]) {
        self.name = name
        self.help = help
        self.kind = kind
        self.samples = samples
    }
}
