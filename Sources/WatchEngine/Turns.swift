// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// How often a loop has turned.
final class Turns: Sendable {
    private let turns = Atomic(0)

    /// The count so far.
    var count: Int { turns.load(ordering: .relaxed) }

    /// Counts one more.
    func add() { turns.add(1, ordering: .relaxed) }
}
