// SPDX-License-Identifier: Apache-2.0

/// What one status request said of one session.
package enum PollAnswer: Hashable, Sendable {
    /// The gateway's own answer, mapped.
    case observed(SessionCondition, GatewayWords)
    /// The gateway refused our key.
    case unauthorized(GatewayWords)
    /// No answer, or none of the gateway's: connection refused, a proxy's error page. `words` say which, for people.
    case unreachable(SessionDetail, words: String)
    /// The request was sent and the status did not come in time. While the gateway answers its ping, that session hangs.
    case timedOut
    /// An answer of the gateway that no table of ours knows. The session stays as it was.
    case unmapped(words: String)
}
