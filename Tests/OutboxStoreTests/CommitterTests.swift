// SPDX-License-Identifier: Apache-2.0

import Foundation
import RelinkModel
import RelinkTesting
import Testing

@testable import OutboxStore

struct CommitterTests {
    private let directory: TemporaryFolder

    init() throws { directory = try TemporaryFolder() }

    @Test func commitsThatWaitTogetherShareATransaction() async throws {
        let store = try SQLiteStore(path: directory.file("relink.db"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<500 {
                group.addTask { try await Self.commit(number, to: store) }
            }
            try await group.waitForAll()
        }
        #expect(store.committer.transactions < 500)
        #expect(try await store.load("main").sessions.count == 500)
        await store.close()
    }

    @Test func cancelledTaskDropsNothing() async throws {
        let store = try SQLiteStore(path: directory.file("relink.db"))
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await Self.commit(1, to: store)
        }
        try await task.value
        #expect(try await store.load("main").sessions.count == 1)
        await store.close()
    }

    @Test func closingWritesWhatIsWaiting() async throws {
        let path = directory.file("relink.db")
        let store = try SQLiteStore(path: path)
        let accepted = await withTaskGroup(of: Int.self) { group in
            for number in 0..<100 {
                group.addTask { (try? await Self.commit(number, to: store)) == nil ? 0 : 1 }
            }
            group.addTask {
                await store.close()
                return 0
            }
            return await group.reduce(0, +)
        }
        let again = try SQLiteStore(path: path)
        #expect(try await again.load("main").sessions.count == accepted)
        await again.close()
    }

    @Test func storeThatNobodyHoldsLetsTheNextOneIn() async throws {
        let path = directory.file("relink.db")
        let committer = try SQLiteStore(path: path).committer
        await committer.close()
        let next = try SQLiteStore(path: path)
        await next.close()
    }

    @Test(.enabled(if: Mount.isPossible, "needs root, to mount a small disk"))
    func fullDiskFailsTheCommitAndLosesNothing() async throws {
        let mount = try Mount(directory.path)
        let ballast = directory.file("ballast")
        #expect(FileManager.default.createFile(atPath: ballast, contents: Data(count: 1 << 20)))
        let store = try SQLiteStore(path: directory.file("relink.db"))
        var (written, refused) = (0, 0)
        for number in 0..<2000 where refused < 3 {
            do throws(StoreError) {
                try await Self.commit(number, to: store, words: String(repeating: "x", count: 4000))
                written += 1
            } catch {
                guard case .full = error else { throw error }
                refused += 1
            }
        }
        #expect(refused == 3)
        #expect(try await store.load("main").sessions.count == written)

        try FileManager.default.removeItem(atPath: ballast)
        try await Self.commit(5000, to: store)
        #expect(try await store.load("main").sessions.count == written + 1)
        await store.close()
        let again = try SQLiteStore(path: directory.file("relink.db"))
        #expect(try await again.load("main").sessions.count == written + 1)
        await again.close()
        withExtendedLifetime(mount) {}
    }

    private static func commit(_ number: Int, to store: SQLiteStore, words: String = "") async throws(StoreError) {
        let now = Timestamp(milliseconds: 0)
        let session = SessionRecord(
            name: "s\(number)", observed: .connected, observedSince: now, confirmed: nil, confirmedSince: now,
            runSince: nil, everConnected: false, isListed: true)
        let line = HistoryRecord(
            at: now, subject: .session(session.name), what: "observed", condition: .connected, words: words)
        try await store.commit([.session(session), .history(line)], gateway: "main", epoch: .first)
    }
}
