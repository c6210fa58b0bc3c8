// SPDX-License-Identifier: Apache-2.0

/// What a connected session made of a question that only WhatsApp itself can answer.
package enum ProbeAnswer: Hashable, Sendable {
    /// WhatsApp answered.
    case alive
    /// The gateway answers, and WhatsApp did not; `words` say how, for people.
    case silent(words: String)
    /// Nothing is known by it: the session cannot be asked, or the gateway did not answer either.
    case unknown(words: String)
}
