// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import RelinkModel
import RelinkTesting
import Testing

@testable import OutboxStore

struct SQLiteReaderTests {
    private let directory: TemporaryFolder
    private let path: String

    init() throws {
        directory = try TemporaryFolder()
        path = directory.file("relink.db")
    }

    @Test func readsBesideTheWriterAndAfterIt() async throws {
        var records = RandomRecords(seed: 41)
        let row = records.delivery(.sending)
        let line = records.history()
        let store = try SQLiteStore(path: path)
        try await store.commit([.delivery(row), .history(line)], gateway: "main", epoch: .first)
        try await expect(SQLiteStore.reading(path), row, line)
        await store.close()
        try await expect(SQLiteStore.reading(path), row, line)
    }

    @Test func missingFileIsNotMade() {
        let error = #expect(throws: StoreError.self) { try SQLiteStore.reading(path) }
        guard case .inputOutput = error else {
            Issue.record("found \(String(describing: error))")
            return
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func wordOfAnotherVersionIsReportedWithItsColumn() async throws {
        let store = try SQLiteStore(path: path)
        var records = RandomRecords(seed: 42)
        try await store.commit([.session(records.session())], gateway: "main", epoch: .first)
        try await store.pool.write { try $0.execute(sql: "UPDATE session SET observed_state = 'dancing'") }
        let error = await #expect(throws: StoreError.self) { try await store.load("main") }
        #expect(error?.description.contains("session has an unusable observed_state") == true)
        await store.close()
    }

    private func expect(_ reader: SQLiteReader, _ row: Delivery, _ line: HistoryRecord) async throws {
        #expect(try await reader.load("main").deliveries == [row])
        #expect(try await reader.history(HistoryQuery(gateway: "main")) == [line])
        #expect(try await reader.outbox() == OutboxSummary(open: 1, dead: 0, oldestOpen: row.createdAt))
    }
}
