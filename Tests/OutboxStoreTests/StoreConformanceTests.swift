// SPDX-License-Identifier: Apache-2.0

import OutboxStore
import RelinkTesting
import Testing

struct StoreConformanceTests {
    @Test(arguments: StoreConformance.allCases)
    func memoryStoreKeepsTheRule(_ rule: StoreConformance) async throws {
        try await rule.check(MemoryStore())
    }

    @Test(arguments: StoreConformance.allCases)
    func sqliteStoreKeepsTheRule(_ rule: StoreConformance) async throws {
        let directory = try TemporaryFolder()
        let store = try SQLiteStore(path: directory.file("relink.db"))
        try await rule.check(store)
        await store.close()
    }
}
