// SPDX-License-Identifier: Apache-2.0

/// How full the outbox is.
package struct OutboxSummary: Hashable, Sendable {
    /// Rows that are queued or being sent.
    package let open: Int
    /// Rows given up in the retention period.
    package let dead: Int
    /// When the oldest open row was decided, nil when none is open.
    package let oldestOpen: Timestamp?

    /// That summary.
    package init(open: Int, dead: Int, oldestOpen: Timestamp?) {
        self.open = open
        self.dead = dead
        self.oldestOpen = oldestOpen
    }
}
