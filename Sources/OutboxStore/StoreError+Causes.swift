// SPDX-License-Identifier: Apache-2.0

import Glibc
import GRDB
import RelinkModel

extension StoreError {
    /// What SQLite, a damaged row or the system reported, in words for people; never the arguments of a statement.
    init(_ error: any Error, at path: String) {
        self =
            switch error {
            case let error as StoreError: error
            case let error as DatabaseError: Self.database(error, at: path)
            case let error as DamagedRow:
                .corrupt("the store \(path) is damaged: \(error); restore a backup")
            case is CancellationError: .inputOutput("reading the store \(path) was cancelled")
            default: .corrupt("the store \(path) holds a value of an unexpected type; restore a backup")
            }
    }

    /// A failed system call, from `errno` as it was right after it.
    static func system(_ code: Int32, _ what: String, _ path: String) -> StoreError {
        let reason = String(cString: strerror(code))
        return switch code {
        case ENOSPC, EDQUOT: .full("\(what) \(path): \(reason); make room on that disk")
        default: .inputOutput("\(what) \(path): \(reason); check the path, its owner and its permissions")
        }
    }

    private static func database(_ error: DatabaseError, at path: String) -> StoreError {
        let code = "SQLite \(error.extendedResultCode.rawValue), \(error.message ?? "no message")"
        // The memory that readers share is a file beside the store, and has no room either.
        if error.extendedResultCode == .SQLITE_IOERR_SHMSIZE {
            return .full("no room beside the store \(path) (\(code)); make room on that disk, nothing is lost")
        }
        return switch error.resultCode {
        case .SQLITE_FULL: .full("no room for the store \(path) (\(code)); make room on that disk, nothing is lost")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            .corrupt("the store \(path) is damaged or not a store (\(code)); move it away or restore a backup")
        case .SQLITE_CONSTRAINT:
            .corrupt("the store \(path) refused a change that does not fit what is stored (\(code))")
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN, .SQLITE_AUTH:
            .inputOutput("cannot open or write the store \(path) (\(code)); check its owner and its permissions")
        default: .inputOutput("cannot read or write the store \(path) (\(code)); check that disk")
        }
    }
}
