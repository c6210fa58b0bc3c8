// SPDX-License-Identifier: Apache-2.0

/// Why a session's state was told or was not, and what happens next, in sentences.
package struct Explanation: Hashable, Sendable {
    /// What a sentence is about.
    package enum Topic: String, Sendable, CaseIterable {
        /// What was seen and what is believed.
        case state
        /// The gateway before it.
        case gateway
        /// What is expected of it.
        case expectation
        /// The outage, and who has it.
        case incident
        /// Who was told, and who was not and why.
        case telling
        /// Automatic starts.
        case starts
        /// What happens next, and when.
        case next
    }

    /// One sentence.
    package struct Line: Hashable, Sendable {
        /// What it is about.
        package let topic: Topic
        /// The sentence. Names and the gateway's words in it come from outside.
        package let text: String
        /// The instant that it is about, for programs; nil where it is about none.
        package let at: Timestamp?

        /// A sentence about that.
        package init(_ topic: Topic, _ text: String, at: Timestamp? = nil) {
            self.topic = topic
            self.text = text
            self.at = at
        }
    }

    /// The session.
    package let session: SessionKey
    /// When it was so.
    package let asOf: Timestamp
    /// Whether a watcher runs, as opposed to what the last one stored.
    package let isLive: Bool
    /// The sentences, by topic.
    package let lines: [Line]

    /// An explanation of those sentences.
    package init(session: SessionKey, asOf: Timestamp, isLive: Bool, lines: [Line]) {
        self.session = session
        self.asOf = asOf
        self.isLive = isLive
        self.lines = lines
    }
}
