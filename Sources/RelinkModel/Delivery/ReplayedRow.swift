// SPDX-License-Identifier: Apache-2.0

/// A row that was given up and that a person wants sent once more.
package struct ReplayedRow: Hashable, Sendable {
    /// The row as it is stored.
    package let row: Delivery
    /// When the outage that it tells of was over; nil where it lasts or is none.
    package let recoveredAt: Timestamp?

    /// That row.
    package init(row: Delivery, recoveredAt: Timestamp?) {
        self.row = row
        self.recoveredAt = recoveredAt
    }

    /// Whether it is worth telling now.
    package var isWorthSending: Bool { renewed != nil }

    /// The row as it is sent now; nil when it is not worth telling any more.
    ///
    /// An opening whose outage is over becomes one message about all of it, and a change says nothing then.
    var renewed: AlertEvent? {
        guard row.lane.feed == .incidents, let recoveredAt else { return row.lane.feed == .qr ? nil : row.event }
        if row.event.kind.isClosing { return row.event }
        return row.event.kind.isOpening ? row.event.over(at: recoveredAt) : nil
    }
}
