// SPDX-License-Identifier: Apache-2.0

/// What a person reads, in pieces and in the order in which they are read: what, since when, who acts, one way, code.
///
/// Every text from outside in it is clean and bounded. Templates put their markup around the pieces.
struct Message: Hashable, Sendable {
    /// The mark of the state.
    let icon: String
    /// What happened: one sentence.
    let headline: String
    /// Since when, and why: sentences, or empty.
    let facts: String
    /// Who is to do what: sentences, or empty.
    let action: String
    /// The one way to do it: a sentence, or empty.
    let way: String
    /// Four letters that name the incident on the telephone; empty where there is none.
    let code: String

    /// The headline in one line with the mark, for a list or a lock screen.
    var title: String {
        let end = headline.hasSuffix(".") ? headline.dropLast() : headline[...]
        return "\(icon) \(end)"
    }
}
