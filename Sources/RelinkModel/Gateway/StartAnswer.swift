// SPDX-License-Identifier: Apache-2.0

/// What the gateway said to a start or a restart. None of it proves anything: only the next poll does.
package enum StartAnswer: Hashable, Sendable {
    /// It says that the session is coming up.
    case accepted
    /// It says that the session is there already, so that only a restart would change anything.
    case alreadyRunning
    /// It does not know the session (a restart of nothing).
    case unknownSession
    /// It says that the start failed; cleaned words.
    case refused(words: String)
    /// No usable answer; whether the start was taken is unknown. Words for people.
    case noAnswer(words: String)
}
