// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Testing

@testable import OutboxStore

struct StoreFilesTests {
    @Test(arguments: [
        ("relink.db", "."), ("/relink.db", "/"), ("data/relink.db", "data"), ("/var/lib/x.db", "/var/lib"),
    ])
    func directoryIsWhatComesBeforeTheName(_ path: String, _ directory: String) {
        #expect(StoreFiles(database: path).directory == directory)
    }

    @Test func filesStandBesideTheDatabase() {
        let files = StoreFiles(database: "data/relink.db")
        #expect(files.lock == "data/relink.db.lock")
        #expect(files.sentinel == "data/relink.db.id")
        #expect(files.copy(before: 3) == "data/relink.db.before-v3")
    }

    @Test func sentinelIsPrivateAndComesBack() throws {
        let directory = try TemporaryFolder()
        let files = StoreFiles(database: directory.file("relink.db"))
        #expect(try files.readSentinel() == nil)
        try files.writeSentinel("0123456789abcdef")
        #expect(try files.readSentinel() == "0123456789abcdef")
        #expect(try TemporaryFolder.mode(of: files.sentinel) == 0o600)
    }
}
