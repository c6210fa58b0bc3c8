// SPDX-License-Identifier: Apache-2.0

/// Somebody has taken an outage on: reminders and escalation rest until it ends, expires, or is given back.
package struct Acknowledgement: Hashable, Sendable {
    /// How long it holds.
    package enum End: Hashable, Sendable {
        /// Until that instant.
        case time(Timestamp)
        /// Until somebody is there again: the next opening of the holder's attended hours.
        case opening
        /// Until the session is back.
        case connected
    }

    /// Who, cleaned; empty where nobody said.
    package let by: String
    /// When.
    package let at: Timestamp
    /// When it expires; nil for not before the session is back.
    package let until: Timestamp?

    /// An acknowledgement of those facts.
    package init(by: String, at: Timestamp, until: Timestamp?) {
        self.by = by
        self.at = at
        self.until = until
    }
}
