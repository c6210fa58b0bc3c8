// SPDX-License-Identifier: Apache-2.0

/// One policy for everything that goes by it.
///
/// A policy is some hundred bytes of numbers, and every session has several structs that go by it: ten thousand sessions
/// share one instead of carrying megabytes of copies.
final class SharedPolicy: Sendable, Equatable {
    let policy: WatchPolicy

    init(_ policy: WatchPolicy) { self.policy = policy }

    /// Whether they are one and the same.
    static func == (left: SharedPolicy, right: SharedPolicy) -> Bool { left === right }
}
