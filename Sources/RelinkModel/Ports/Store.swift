// SPDX-License-Identifier: Apache-2.0

/// Where everything durable lives. A commit that returns has survived a power cut.
package protocol Store: PurgeableArchive {
    /// What one gateway's watch goes on from. Rows found `sending` come back `queued` with an ambiguous attempt more;
    /// so do rows that have a request and were not tried, as their turn alone is not stored.
    func load(_ gateway: GatewayID) async throws(StoreError) -> GatewaySnapshot

    /// Makes the changes durable, all or none. Commits that wait together may share one transaction.
    func commit(_ changes: [StoreChange], gateway: GatewayID, epoch: Epoch) async throws(StoreError)

    /// Lines of the history, newest last.
    func history(_ query: HistoryQuery) async throws(StoreError) -> [HistoryRecord]

    /// How full the outbox is, over all gateways.
    func outbox() async throws(StoreError) -> OutboxSummary

    /// Commits nothing but the time: whether a commit is possible is only seen by one.
    func beat(at now: Timestamp) async throws(StoreError)

    /// The files that everything is kept in, as they are now; none where it is not kept in files.
    func files() -> [StoreFile]

    /// Forgets what is beyond the bounds, in steps between which others may commit.
    func prune(_ bounds: StoreBounds) async throws(StoreError)
}

extension Store {
    package func files() -> [StoreFile] { [] }
}
