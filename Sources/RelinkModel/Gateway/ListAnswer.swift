// SPDX-License-Identifier: Apache-2.0

/// What the gateway's list of sessions said.
package enum ListAnswer: Hashable, Sendable {
    /// The names it knows now.
    case names([String])
    /// This kind, or this version, has no list.
    case unsupported
    /// The request failed; `words` say how, for people.
    case failed(words: String)
}
