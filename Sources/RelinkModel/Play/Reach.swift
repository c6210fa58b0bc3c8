// SPDX-License-Identifier: Apache-2.0

/// How a gateway as a whole answers.
package enum Reach: String, Sendable, CaseIterable {
    /// As it should.
    case up
    /// Nobody is there: connection refused.
    case down
    /// It takes connections and never answers.
    case silent
    /// A proxy in front of it answers instead.
    case proxy
    /// It refuses our key.
    case keyRefused = "key_refused"
}
