// SPDX-License-Identifier: Apache-2.0

/// A loop that has to turn for Relink to work, as whoever looks after it sees it.
package struct WatchedLoop: Sendable {
    /// What people call it, as in `the loop of gateway main`.
    package let name: String
    /// How often it has turned so far. Never waits.
    package let turns: @Sendable () -> Int
    /// Makes it turn once more, if it can. Never waits.
    package let knock: @Sendable () -> Void

    /// That loop.
    package init(
        _ name: String, turns: @escaping @Sendable () -> Int, knock: @escaping @Sendable () -> Void
    ) {
        self.name = name
        self.turns = turns
        self.knock = knock
    }
}
