// SPDX-License-Identifier: Apache-2.0

import GRDB
import Glibc
import RelinkModel
import Testing

@testable import OutboxStore

struct StoreErrorCausesTests {
    @Test(arguments: [
        (ResultCode.SQLITE_FULL, "full"), (.SQLITE_IOERR_SHMSIZE, "full"), (.SQLITE_IOERR, "inputOutput"),
        (.SQLITE_READONLY, "inputOutput"),
        (.SQLITE_CANTOPEN, "inputOutput"), (.SQLITE_BUSY, "inputOutput"), (.SQLITE_CORRUPT, "corrupt"),
        (.SQLITE_NOTADB, "corrupt"), (.SQLITE_CONSTRAINT, "corrupt"), (.SQLITE_CONSTRAINT_FOREIGNKEY, "corrupt"),
    ])
    func codesOfSQLiteBecomeOurs(_ code: ResultCode, _ name: String) {
        let error = StoreError(DatabaseError(resultCode: code, arguments: ["hush"]), at: "/data/relink.db")
        #expect(Self.name(error) == name)
        #expect(error.description.contains("/data/relink.db"))
        #expect(!error.description.contains("hush"))
    }

    @Test(arguments: [(ENOSPC, "full"), (EDQUOT, "full"), (EACCES, "inputOutput"), (EROFS, "inputOutput")])
    func codesOfTheSystemBecomeOurs(_ code: Int32, _ name: String) {
        #expect(Self.name(.system(code, "cannot open", "/data/x")) == name)
    }

    private static func name(_ error: StoreError) -> String {
        switch error {
        case .locked: "locked"
        case .full: "full"
        case .inputOutput: "inputOutput"
        case .corrupt: "corrupt"
        case .newer: "newer"
        case .fenced: "fenced"
        }
    }
}
