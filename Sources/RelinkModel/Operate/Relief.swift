// SPDX-License-Identifier: Apache-2.0

/// A person's wish that somebody is told in another one's place for a while (`relink on-call`). What had been told to
/// the one who is away is still told to them to be over (I1).
package struct Relief: Hashable, Sendable {
    /// Its identity, the same at every gateway.
    package let id: ReliefID
    /// Who is not told.
    package let away: Recipient
    /// Who is told in their place.
    package let instead: Recipient
    /// When it ends.
    package let until: Timestamp
    /// When it was made.
    package let createdAt: Timestamp
    /// Who made it, cleaned; empty where nobody said.
    package let by: String
    /// Why, cleaned; empty where nobody said.
    package let comment: String

    /// A relief of those facts.
    package init(
        id: ReliefID, of away: Recipient, by instead: Recipient, until: Timestamp, createdAt: Timestamp,
        madeBy person: String = "", comment: String = ""
    ) {
        self.id = id
        self.away = away
        self.instead = instead
        self.until = until
        self.createdAt = createdAt
        by = person
        self.comment = comment
    }

    /// What it means, in words for people.
    package var words: String { "\(instead) is told in place of \(away) until \(until)" }
}
