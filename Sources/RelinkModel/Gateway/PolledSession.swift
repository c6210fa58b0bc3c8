// SPDX-License-Identifier: Apache-2.0

/// One session's answer out of a batch of polls.
package struct PolledSession: Hashable, Sendable {
    /// The session that was asked about.
    package let session: String
    /// What the gateway said.
    package let answer: PollAnswer
    /// From handing the request over to its last byte.
    package let took: Duration

    /// That answer for that session.
    package init(session: String, answer: PollAnswer, took: Duration) {
        self.session = session
        self.answer = answer
        self.took = took
    }
}
