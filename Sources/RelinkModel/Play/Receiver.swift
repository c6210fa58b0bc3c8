// SPDX-License-Identifier: Apache-2.0

/// What whoever is behind a channel does with what is sent.
package enum Receiver: String, Sendable, CaseIterable {
    /// Takes it.
    case accepts
    /// Nobody is there: connection refused.
    case down
    /// Takes it, and its answer is lost.
    case ambiguous
    /// Says that this message will never be taken.
    case rejects
    /// Says that nothing will be taken until somebody mends it.
    case suspends
}
