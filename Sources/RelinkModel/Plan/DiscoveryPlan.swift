// SPDX-License-Identifier: Apache-2.0

/// Which sessions of the gateway's own list are watched besides the configured ones (`discover:`).
package struct DiscoveryPlan: Hashable, Sendable {
    /// Patterns with `*`; a name must match one.
    package let include: [String]
    /// Patterns with `*`; a name must match none.
    package let exclude: [String]

    /// Everything by default.
    package init(include: [String] = ["*"], exclude: [String] = []) {
        self.include = include
        self.exclude = exclude
    }

    /// Whether a listed name is to be watched.
    package func admits(_ name: String) -> Bool {
        include.contains { Glob.matches(name, pattern: $0) } && !exclude.contains { Glob.matches(name, pattern: $0) }
    }
}
