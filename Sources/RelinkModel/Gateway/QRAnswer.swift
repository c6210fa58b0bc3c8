// SPDX-License-Identifier: Apache-2.0

/// What the gateway said when asked for a session's QR code.
package enum QRAnswer: Hashable, Sendable {
    /// The code as text, a credential that stays in memory, and the name that tells it from the next one.
    case code(QRPayload, id: QRID)
    /// No code at the moment.
    case none
    /// The request failed; `words` say how, for people.
    case failed(words: String)
}
