// SPDX-License-Identifier: Apache-2.0

/// Whether the watcher itself works.
package struct WatcherHealth: Hashable, Sendable {
    /// Whether every gateway's loop has turned lately.
    package let isAlive: Bool
    /// Whether, beyond that, the store takes commits and every gateway has been asked once.
    package let isReady: Bool
    /// What is wrong, one line each, for people.
    package let problems: [String]

    /// That health.
    package init(isAlive: Bool, isReady: Bool, problems: [String]) {
        self.isAlive = isAlive
        self.isReady = isReady
        self.problems = problems
    }
}
