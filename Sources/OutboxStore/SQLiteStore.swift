// SPDX-License-Identifier: Apache-2.0

import GRDB
package import RelinkModel

/// The store of one process: an SQLite file that survives a power cut after every commit.
package final class SQLiteStore: Store {
    private let reader: SQLiteReader
    private let path: String
    let committer: Committer
    let pool: DatabasePool

    /// Opens the store at that path and makes it if there is none; its directory is made too, but no directory above.
    ///
    /// Throws ``StoreError/locked(_:)`` when another process has it, ``StoreError/newer(_:)`` for a file of a newer
    /// version, ``StoreError/corrupt(_:)`` for one that is damaged, emptied or another program's, and
    /// ``StoreError/inputOutput(_:)`` or ``StoreError/full(_:)`` when the disk refuses or is not a local one.
    /// It reads the whole file once (`quick_check`), so call it before anything waits.
    package convenience init(path: String) throws(StoreError) {
        try self.init(path: path, migrations: Migration.all)
    }

    /// The same with other steps of the schema.
    init(path: String, migrations: [Migration]) throws(StoreError) {
        let files = StoreFiles(database: path)
        try files.makeDirectory()
        try files.refuseNetworkFileSystem()
        let lock = try StoreLock(files.lock)
        let (pool, instance) = try StoreOpening(files, migrations: migrations).open()
        self.path = path
        self.pool = pool
        reader = SQLiteReader(pool, path: path, instance: instance)
        committer = Committer(pool, path: path, lock: lock)
    }

    deinit { committer.abandon() }

    /// The store at that path for reading only, also while a daemon writes it.
    package static func reading(_ path: String) throws(StoreError) -> SQLiteReader {
        try SQLiteReader(path: path)
    }

    /// Writes what is waiting, brings the WAL into the file and lets the next process in. Commits after it fail.
    package func close() async {
        await committer.close()
    }

    /// Rows found `sending` are made `queued` durably first; when they are due stays as it was, so that a row whose
    /// attempt was cut off is due at once.
    package func load(_ gateway: GatewayID) async throws(StoreError) -> GatewaySnapshot {
        // The doubled condition lets SQLite use the index of open rows.
        let recovery = RowWrite(
            """
            UPDATE delivery SET state = 'queued', ambiguous_attempts = ambiguous_attempts + 1
            WHERE gateway = ? AND state IN ('queued', 'sending') AND state = 'sending'
            """, [StoredText.escape(gateway.rawValue)])
        // One that was rendered ahead of its turn may have had it: its turn alone is not stored.
        let ahead = RowWrite(
            """
            UPDATE delivery SET attempts = 1, ambiguous_attempts = ambiguous_attempts + 1
            WHERE gateway = ? AND state IN ('queued', 'sending') AND state = 'queued' AND attempts = 0
                AND EXISTS (SELECT 1 FROM request
                    WHERE request.gateway = delivery.gateway AND request.delivery = delivery.id)
            """, [StoredText.escape(gateway.rawValue)])
        let cutOff = try await committer.commit([recovery])
        _ = try await committer.commit([ahead])
        var snapshot = try await reader.load(gateway)
        snapshot.cutOff = cutOff
        return snapshot
    }

    package func commit(_ changes: [StoreChange], gateway: GatewayID, epoch: Epoch) async throws(StoreError) {
        guard epoch == .first else {
            throw .fenced("the store \(path) has one owner for good, epoch 1; a commit came with \(epoch.rawValue)")
        }
        _ = try await committer.commit(changes.flatMap { $0.rows(gateway) })
    }

    package func history(_ query: HistoryQuery) async throws(StoreError) -> [HistoryRecord] {
        try await reader.history(query)
    }

    package func beat(at now: Timestamp) async throws(StoreError) {
        let row = RowWrite(
            "INSERT INTO meta(name, value) VALUES('beat', ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
            [String(now.milliseconds)])
        _ = try await committer.commit([row])
    }

    package func files() -> [StoreFile] { StoreFiles(database: path).sizes }

    package func outbox() async throws(StoreError) -> OutboxSummary {
        try await reader.outbox()
    }

    package func outboxRows(_ query: OutboxQuery) async throws(StoreError) -> [OutboxRow] {
        try await reader.outboxRows(query)
    }

    package func attempts(of row: OutboxRow) async throws(StoreError) -> [OutboxRow.Attempt] {
        try await reader.attempts(of: row)
    }

    package func purge(_ query: OutboxQuery) async throws(StoreError) -> Int {
        let statement = OutboxStatements(query.dead).purge
        var count = 0
        while true {
            // Counts the rows of deleted requests and attempts too, unlike what was asked for.
            let left = try await reader.count(query.dead)
            guard left > 0, try await committer.commit([statement]) > 0 else { return count }
            count += try await left - reader.count(query.dead)
        }
    }

    /// Rows of the outbox are as old as their decision. Deletes a few at a time, so that commits need not wait.
    package func prune(_ bounds: StoreBounds) async throws(StoreError) {
        for write in Pruning.writes(bounds) {
            while try await committer.commit([write]) > 0 {}
        }
    }
}
