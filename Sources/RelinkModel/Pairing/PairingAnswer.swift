// SPDX-License-Identifier: Apache-2.0

/// What the gateway said when asked for a pairing code.
package enum PairingAnswer: Hashable, Sendable {
    /// The code, a credential that stays in memory.
    case code(PairingCode)
    /// This kind, or this version, gives none.
    case unsupported
    /// The gateway does not run the session.
    case unknownSession
    /// The request failed, or may have; `words` say how, for people.
    case failed(words: String)
}
