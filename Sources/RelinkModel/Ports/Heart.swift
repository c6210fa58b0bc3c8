// SPDX-License-Identifier: Apache-2.0

/// Tells whoever watches Relink from outside that it works, or why it does not.
package protocol Heart: Sendable {
    /// From one beat to the next.
    var pause: Duration { get }

    /// Tells it once, in a few seconds at most.
    ///
    /// - Parameter failings: what is wrong, one line each, for people; empty while Relink works.
    /// - Returns: what became of it; nil when it was taken.
    func beat(_ failings: [String]) async -> String?
}
