// SPDX-License-Identifier: Apache-2.0

import GRDB
package import RelinkModel

/// Reads a store without writing to it, beside the process that does or while there is none.
package struct SQLiteReader: DeliveryArchive {
    private let database: any DatabaseReader
    private let path: String
    private let instance: String

    /// Reads through connections that are open.
    init(_ database: any DatabaseReader, path: String, instance: String) {
        self.database = database
        self.path = path
        self.instance = instance
    }

    /// Opens the file at that path for reading only. Throws when there is none, when it is not a store, and when its
    /// schema is another version's.
    init(path: String) throws(StoreError) {
        var configuration = StoreOpening.configuration()
        configuration.readonly = true
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            let newest = Migration.all.last?.version ?? 0
            let instance = try queue.read { database in
                guard try StoreOpening.version(database, path: path, newest: newest) == newest else {
                    throw StoreError.inputOutput(
                        "the store \(path) has an older schema; start Relink once to migrate it")
                }
                return try StoreOpening.instance(database)
            }
            self.init(queue, path: path, instance: instance ?? "")
        } catch {
            throw StoreError(error, at: path)
        }
    }

    /// What the gateway's watch would go on from; rows that are being sent show as `sending`.
    package func load(_ gateway: GatewayID) async throws(StoreError) -> GatewaySnapshot {
        try await read { [instance] in try SnapshotQuery(gateway).fetch($0, instance: instance) }
    }

    /// Lines of the history, newest last.
    package func history(_ query: HistoryQuery) async throws(StoreError) -> [HistoryRecord] {
        try await read { database in
            let subject = query.subject.map { KeyText.text(of: $0) }
            let rows = try Row.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT * FROM history WHERE gateway = ? \(subject == nil ? "" : "AND subject = ?") AND at >= ?
                        ORDER BY at DESC, id DESC LIMIT ?
                        """),
                arguments: [StoredText.escape(query.gateway.rawValue)]
                    + (subject.map { [$0] } ?? [])
                    + [query.since?.milliseconds ?? .min, query.limit])
            return try rows.reversed().map { try $0.historyRecord() }
        }
    }

    /// How full the outbox is, over all gateways.
    package func outbox() async throws(StoreError) -> OutboxSummary {
        try await read { database in
            let open = try Row.fetchOne(
                database,
                sql: """
                    SELECT count(*) AS count, min(created_at) AS oldest FROM delivery
                    WHERE state IN ('queued', 'sending')
                    """)
            let dead = try Int.fetchOne(
                database,
                sql: """
                    SELECT count(*) FROM delivery
                    WHERE state IN ('delivered', 'superseded', 'dead') AND state = 'dead'
                    """)
            return OutboxSummary(
                open: try open?.integer("count") ?? 0, dead: dead ?? 0, oldestOpen: try open?.optionalTime("oldest"))
        }
    }

    package func outboxRows(_ query: OutboxQuery) async throws(StoreError) -> [OutboxRow] {
        let statement = OutboxStatements(query).select
        return try await read { database in
            let rows = try Row.fetchAll(database, sql: statement.sql, arguments: statement.arguments)
            return try rows.map { row in
                OutboxRow(
                    gateway: GatewayID(try row.text("gateway")), row: try row.delivery(),
                    recoveredAt: try row.optionalTime("recovered_at"))
            }
        }
    }

    /// How many rows are within the bounds, the limit aside.
    func count(_ query: OutboxQuery) async throws(StoreError) -> Int {
        let statement = OutboxStatements(query).count
        return try await read { try Int.fetchOne($0, sql: statement.sql, arguments: statement.arguments) ?? 0 }
    }

    package func attempts(of row: OutboxRow) async throws(StoreError) -> [OutboxRow.Attempt] {
        try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT * FROM attempt WHERE gateway = ? AND delivery = ? ORDER BY at DESC, number DESC LIMIT ?",
                arguments: [
                    StoredText.escape(row.gateway.rawValue), StoredText.escape(row.row.id.rawValue),
                    OutboxRow.shownAttempts,
                ])
            return try rows.reversed().map { row in
                OutboxRow.Attempt(
                    number: try row.integer("number"), at: try row.time("at"), status: try row.integer("status"),
                    words: try row.text("words"))
            }
        }
    }

    private func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        do {
            return try await database.read(body)
        } catch {
            throw StoreError(error, at: path)
        }
    }
}
