// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import RelinkModel
import RelinkTesting
import Testing

@testable import OutboxStore

struct SQLiteStoreTests {
    private let directory: TemporaryFolder
    private let path: String

    init() throws {
        directory = try TemporaryFolder()
        path = directory.file("relink.db")
    }

    @Test(arguments: [
        ("synchronous", "2"), ("journal_mode", "wal"), ("foreign_keys", "1"), ("trusted_schema", "0"),
        ("cell_size_check", "1"), ("busy_timeout", "5000"),
    ])
    func writerIsDurableAndHardened(_ pragma: String, _ value: String) async throws {
        let store = try SQLiteStore(path: path)
        let found = try await store.pool.writeWithoutTransaction { database in
            try DatabaseValue.fetchOne(database, sql: "PRAGMA \(pragma)")?.description
        }
        #expect(found?.replacing("\"", with: "") == value)
        await store.close()
    }

    @Test func aBeatIsARealCommit() async throws {
        let store = try SQLiteStore(path: path)
        let before = store.committer.transactions
        try await store.beat(at: Timestamp(milliseconds: 1))
        #expect(store.committer.transactions == before + 1)
        #expect(store.files().map(\.content) == [.database, .log])
        #expect(store.files().allSatisfy { $0.bytes > 0 })
        await store.close()
        await #expect(throws: StoreError.self) { try await store.beat(at: Timestamp(milliseconds: 2)) }
    }

    @Test func filesBelongToTheirOwnerAlone() async throws {
        let path = directory.file("data/relink.db")
        let store = try SQLiteStore(path: path)
        try await store.commit([.gateway(GatewayRecord())], gateway: "main", epoch: .first)
        for name in ["", "-wal", "-shm", ".lock", ".id"] {
            #expect(try TemporaryFolder.mode(of: path + name) == 0o600, "\(name)")
        }
        #expect(try TemporaryFolder.mode(of: directory.file("data")) == 0o700)
        await store.close()
    }

    @Test func secondOpenerIsRefusedUntilTheFirstCloses() async throws {
        let first = try SQLiteStore(path: path)
        let error = #expect(throws: StoreError.self) { try SQLiteStore(path: path) }
        guard case .locked(let words) = error else {
            Issue.record("found \(String(describing: error))")
            return
        }
        #expect(words.contains(path + ".lock"))
        await first.close()
        let second = try SQLiteStore(path: path)
        await second.close()
    }

    @Test func everythingIsThereAfterReopening() async throws {
        var records = RandomRecords(seed: 21)
        let (session, row, request) = (records.session(), records.delivery(.sending), records.request())
        let first = try SQLiteStore(path: path)
        let namespace = try await first.load("main").namespace
        try await first.commit(
            [.session(session), .delivery(row), .request(row.id, request)], gateway: "main", epoch: .first)
        await first.close()
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0 > 4096)

        let second = try SQLiteStore(path: path)
        let snapshot = try await second.load("main")
        var expected = row
        expected.state = .queued
        expected.ambiguousAttempts += 1
        #expect(snapshot.namespace == namespace)
        #expect(snapshot.sessions == [session])
        #expect(snapshot.deliveries == [expected])
        #expect(snapshot.requests == [row.id: request])
        await second.close()
    }

    @Test func commitsAfterClosingFail() async throws {
        let store = try SQLiteStore(path: path)
        await store.close()
        await store.close()
        await #expect(throws: StoreError.inputOutput("the store \(path) is closed")) {
            try await store.commit([.gateway(GatewayRecord())], gateway: "main", epoch: .first)
        }
    }

    @Test func deliveredRowsLoseTheirRequestAndDeadOnesKeepIt() async throws {
        let store = try SQLiteStore(path: path)
        var records = RandomRecords(seed: 22)
        for state in [Delivery.State.delivered, .superseded, .dead] {
            var row = records.delivery()
            try await store.commit(
                [.delivery(row), .request(row.id, records.request())], gateway: "main", epoch: .first)
            row.state = state
            try await store.commit([.delivery(row)], gateway: "main", epoch: .first)
        }
        #expect(try await count("request", store) == 1)
        await store.close()
    }

    @Test func prunedRowsTakeTheirAttemptsRequestsAndMessagesAlong() async throws {
        let store = try SQLiteStore(path: path)
        var records = RandomRecords(seed: 23)
        let incident = records.incident(closedAt: Timestamp(milliseconds: 0))
        var changes: [StoreChange] = [
            .incident(incident), .reference(records.reference(of: incident.reference.id)),
        ]
        for _ in 0..<1100 {
            let row = records.delivery(.dead)
            changes += [.delivery(row), .request(row.id, records.request())]
            changes += [.attempt(row.id, number: 1, at: row.createdAt, records.report())]
        }
        try await store.commit(changes, gateway: "main", epoch: .first)
        let end = Timestamp(milliseconds: .max)
        try await store.prune(
            StoreBounds(historyBefore: end, deliveredBefore: end, deadBefore: end, replaced: 0))
        for table in ["incident", "reference", "delivery", "request", "attempt"] {
            #expect(try await count(table, store) == 0, "\(table)")
        }
        await store.close()
    }

    @Test func aPruningThatFindsNothingWritesNothing() async throws {
        let store = try SQLiteStore(path: path)
        var records = RandomRecords(seed: 25)
        try await store.commit([.delivery(records.delivery(.superseded))], gateway: "main", epoch: .first)
        let start = Timestamp(milliseconds: .min)
        let before = store.files()
        try await store.prune(StoreBounds(historyBefore: start, deliveredBefore: start, deadBefore: start, replaced: 1))
        #expect(store.files() == before)
        await store.close()
    }

    @Test func attemptsAreRecordedAsTheyWere() async throws {
        let store = try SQLiteStore(path: path)
        var records = RandomRecords(seed: 24)
        let row = records.delivery()
        let report = AttemptReport(
            outcome: .retry(after: .seconds(30), reason: "busy"), isAmbiguous: true, status: 429, words: "HTTP 429",
            took: .milliseconds(12))
        try await store.commit(
            [.delivery(row), .attempt(row.id, number: 2, at: Timestamp(milliseconds: 77), report)], gateway: "main",
            epoch: .first)
        let columns = "number, at, outcome, retry_after, reason, is_ambiguous, status, words, took"
        let found = try await store.pool.read { database in
            try Row.fetchOne(database, sql: "SELECT \(columns) FROM attempt")?.databaseValues.map(\.description)
        }
        #expect(found == ["2", "77", "\"retry\"", "30000", "\"busy\"", "1", "429", "\"HTTP 429\"", "12"])
        await store.close()
    }

    @Test func readersUseTheIndexOfOpenRows() async throws {
        let store = try SQLiteStore(path: path)
        let plans = try await store.pool.read { database in
            try [
                "SELECT * FROM delivery WHERE gateway = 'g' AND state IN ('queued', 'sending')",
                "SELECT count(*), min(created_at) FROM delivery WHERE state IN ('queued', 'sending')",
                Pruning.dead.replacing("?", with: "1"), Pruning.delivered.replacing("?", with: "1"),
                Pruning.replaced.replacing("?", with: "1"),
            ].map { sql in
                try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql)
                    .map { try $0.decode(String.self, forColumn: "detail") }.joined(separator: "; ")
            }
        }
        #expect(plans.count { $0.contains("delivery_open") } == 2, "\(plans)")
        #expect(plans.count { $0.contains("delivery_ended") } == 3, "\(plans)")
        await store.close()
    }

    private func count(_ table: String, _ store: SQLiteStore) async throws -> Int? {
        try await store.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") }
    }
}
