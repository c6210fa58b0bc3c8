// SPDX-License-Identifier: Apache-2.0

/// A person's wish not to be told of certain outages for a while. What had been told is still told to be over (I1).
package struct Silence: Hashable, Sendable {
    /// Its identity, the same at every gateway that it concerns.
    package let id: SilenceID
    /// What it covers.
    package let match: Route.Match
    /// When it ends.
    package let until: Timestamp
    /// When it was made.
    package let createdAt: Timestamp
    /// Who made it, cleaned; empty where nobody said.
    package let by: String
    /// Why, cleaned; empty where nobody said.
    package let comment: String

    /// A silence of those facts.
    package init(
        id: SilenceID, match: Route.Match, until: Timestamp, createdAt: Timestamp, by: String = "", comment: String = ""
    ) {
        self.id = id
        self.match = match
        self.until = until
        self.createdAt = createdAt
        self.by = by
        self.comment = comment
    }
}
