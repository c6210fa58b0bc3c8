// SPDX-License-Identifier: Apache-2.0

/// What becomes of starts at a gateway.
package struct StartScript: Hashable, Sendable {
    /// What the gateway says.
    package let answer: StartAnswer
    /// How long it takes to say so.
    package let answersAfter: Duration
    /// How the session looks in the end; nil leaves it as it is.
    package let becomes: SessionScript?
    /// When it looks like that, from the start on; until then it is starting.
    package let after: Duration

    /// A start that ends like that.
    package init(
        answer: StartAnswer = .accepted, answersAfter: Duration = .seconds(2), becomes: SessionScript? = nil,
        after: Duration = .seconds(20)
    ) {
        self.answer = answer
        self.answersAfter = answersAfter
        self.becomes = becomes
        self.after = after
    }
}
