// SPDX-License-Identifier: Apache-2.0

/// What the gateway said when asked which account a session is linked to.
package enum AccountAnswer: Hashable, Sendable {
    /// This number.
    case number(AccountNumber)
    /// It does not say, or says it in a way that names no number.
    case none
    /// This kind, or this version, cannot be asked.
    case unsupported
    /// The request failed; `words` say how, for people.
    case failed(words: String)
}
