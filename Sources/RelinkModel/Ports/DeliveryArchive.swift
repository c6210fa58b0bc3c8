// SPDX-License-Identifier: Apache-2.0

/// The outbox as people look at it, over all gateways.
package protocol DeliveryArchive: Sendable {
    /// Rows, newest first.
    func outboxRows(_ query: OutboxQuery) async throws(StoreError) -> [OutboxRow]

    /// The last attempts of a row, oldest first.
    func attempts(of row: OutboxRow) async throws(StoreError) -> [OutboxRow.Attempt]
}

/// An outbox whose dead rows can be thrown away.
package protocol PurgeableArchive: DeliveryArchive {
    /// Deletes rows that were given up and are within the bounds of the query, its limit aside.
    ///
    /// - Returns: how many.
    func purge(_ query: OutboxQuery) async throws(StoreError) -> Int
}
