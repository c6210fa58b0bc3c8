// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import RelinkModel
import RelinkTesting
import Testing

@testable import OutboxStore

struct StoreOpeningTests {
    private let directory: TemporaryFolder
    private let path: String

    /// The newest version that there is.
    private static let current = Migration.all.count

    init() throws {
        directory = try TemporaryFolder()
        path = directory.file("relink.db")
    }

    @Test func fileIsMarkedAsOurs() async throws {
        try await fill()
        let header = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)).prefix(72))
        #expect(Array(header[60..<64]) == [0, 0, 0, UInt8(Self.current)])
        #expect(String(decoding: header[68..<72], as: UTF8.self) == "Rlnk")
    }

    @Test func newerSchemaIsRefusedWithBothVersions() async throws {
        let later = Migration.all + [Migration(version: Self.current + 1, sql: "CREATE TABLE later(x INTEGER) STRICT")]
        await (try SQLiteStore(path: path, migrations: later)).close()
        let error = #expect(throws: StoreError.self) { try SQLiteStore(path: path) }
        guard case .newer(let words) = error else {
            Issue.record("found \(String(describing: error))")
            return
        }
        #expect(words.contains("version \(Self.current + 1)") && words.contains("up to \(Self.current)"))
    }

    @Test func migrationKeepsACopyOfTheFileBefore() async throws {
        let session = try await fill()
        let later = Migration.all + [Migration(version: Self.current + 1, sql: "CREATE TABLE later(x INTEGER) STRICT")]
        let store = try SQLiteStore(path: path, migrations: later)
        #expect(try await store.load("main").sessions == [session])
        #expect(try await store.pool.read { try $0.tableExists("later") })
        await store.close()

        let copy = path + ".before-v\(Self.current + 1)"
        #expect(try TemporaryFolder.mode(of: copy) == 0o600)
        #expect(try await SQLiteStore.reading(copy).load("main").sessions == [session])
    }

    @Test func failedMigrationLeavesTheFileAsItWas() async throws {
        let session = try await fill()
        let broken =
            Migration.all + [Migration(version: Self.current + 1, sql: "CREATE TABLE later(x INTEGER); BROKEN")]
        #expect(throws: StoreError.self) { try SQLiteStore(path: path, migrations: broken) }
        let store = try SQLiteStore(path: path)
        #expect(try await store.load("main").sessions == [session])
        await store.close()
    }

    @Test(arguments: [true, false])
    func fileThatWasEmptiedIsNotTakenForANewOne(_ isRemoved: Bool) async throws {
        try await fill()
        try FileManager.default.removeItem(atPath: path)
        if !isRemoved { #expect(FileManager.default.createFile(atPath: path, contents: Data())) }
        #expect(try refusal().contains("missing or empty"))
        try FileManager.default.removeItem(atPath: path + ".id")
        await (try SQLiteStore(path: path)).close()
    }

    @Test func fileOfAnotherStoreIsRefused() async throws {
        try await fill()
        let id = path + ".id"
        try "0123456789abcdef\n".write(toFile: id, atomically: true, encoding: .utf8)
        #expect(try refusal().contains("belongs to another store"))
    }

    @Test func missingSentinelIsMadeAgain() async throws {
        try await fill()
        let before = try String(contentsOfFile: path + ".id", encoding: .utf8)
        try FileManager.default.removeItem(atPath: path + ".id")
        try await fill()
        #expect(try String(contentsOfFile: path + ".id", encoding: .utf8) == before)
    }

    @Test(arguments: ["not a database at all", "SQLite format 3\u{0}", String(repeating: "\u{0}", count: 8192)])
    func garbageIsRefused(_ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        _ = try refusal()
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(text.utf8), "the file is left alone")
    }

    @Test func databaseOfAnotherProgramIsRefused() throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "CREATE TABLE player(name TEXT)") }
        try queue.close()
        #expect(try refusal().contains("another program"))
    }

    @Test func overwrittenPageIsFoundAtOpening() async throws {
        try await fill(rows: 60)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        var random = SplitMix64(seed: 31)
        #expect(whole.count / 4096 > 20)
        for _ in 0..<20 {
            var damaged = whole
            let page = Int.random(in: 0..<whole.count / 4096, using: &random)
            for offset in 0..<4096 { damaged[page * 4096 + offset] = UInt8.random(in: .min ... .max, using: &random) }
            try damaged.write(to: URL(fileURLWithPath: path))
            _ = try refusal("page \(page)")
        }
        try whole.write(to: URL(fileURLWithPath: path))
        await (try SQLiteStore(path: path)).close()
    }

    @Test func missingDirectoryAboveIsNamed() {
        let error = #expect(throws: StoreError.self) { try SQLiteStore(path: directory.file("a/b/relink.db")) }
        #expect(error?.description.contains(directory.file("a/b")) == true)
    }

    @Test(.enabled(if: Mount.isPossible, "needs root, to mount a read-only disk"))
    func readOnlyDiskIsRefused() async throws {
        let mount = try Mount(directory.path)
        try await fill()
        #expect(try mount.makeReadOnly())
        let error = #expect(throws: StoreError.self) { try SQLiteStore(path: path) }
        guard case .inputOutput(let words) = error else {
            Issue.record("found \(String(describing: error))")
            return
        }
        #expect(words.contains("Read-only"))
    }

    @discardableResult
    private func fill(rows: Int = 1) async throws -> SessionRecord {
        let store = try SQLiteStore(path: path)
        var records = RandomRecords(seed: 30)
        let session = records.session()
        var changes: [StoreChange] = [.session(session)]
        for _ in 0..<rows {
            let row = records.delivery()
            changes += [.delivery(row), .request(row.id, records.request()), .history(records.history())]
        }
        try await store.commit(changes, gateway: "main", epoch: .first)
        await store.close()
        return session
    }

    /// The words that a file is refused with as corrupt.
    private func refusal(_ what: String = "") throws -> String {
        let error = #expect(throws: StoreError.self, "\(what)") { try SQLiteStore(path: path) }
        guard case .corrupt(let words) = error else {
            Issue.record("found \(String(describing: error)) \(what)")
            return ""
        }
        #expect(words.contains(path))
        return words
    }
}
