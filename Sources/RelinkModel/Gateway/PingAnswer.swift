// SPDX-License-Identifier: Apache-2.0

/// What the gateway's liveness endpoint said.
package enum PingAnswer: Hashable, Sendable {
    /// The gateway's own body. `startedAt` where it tells when it started, which reveals a restart.
    case alive(startedAt: Timestamp?)
    /// No answer, or somebody else's (a proxy in front of it). `words` say which, for people.
    case unreachable(SessionDetail, words: String)
}
