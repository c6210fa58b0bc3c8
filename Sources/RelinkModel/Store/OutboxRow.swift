// SPDX-License-Identifier: Apache-2.0

/// A row of the outbox as people look at it.
package struct OutboxRow: Hashable, Sendable {
    /// One attempt.
    package struct Attempt: Hashable, Sendable {
        /// From 1.
        package let number: Int
        /// When it ended.
        package let at: Timestamp
        /// HTTP status, 0 when there was none.
        package let status: Int
        /// One line for people.
        package let words: String

        /// That attempt.
        package init(number: Int, at: Timestamp, status: Int, words: String) {
            self.number = number
            self.at = at
            self.status = status
            self.words = words
        }
    }

    /// The most attempts of a row that are shown, the newest.
    package static let shownAttempts = 5

    /// Whose outbox.
    package let gateway: GatewayID
    /// The row.
    package let row: Delivery
    /// When the outage that it tells of was over; nil where it lasts or is none.
    package let recoveredAt: Timestamp?

    /// That row.
    package init(gateway: GatewayID, row: Delivery, recoveredAt: Timestamp?) {
        self.gateway = gateway
        self.row = row
        self.recoveredAt = recoveredAt
    }
}
