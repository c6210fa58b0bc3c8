// SPDX-License-Identifier: Apache-2.0

import GRDB

/// One statement with its arguments, made ready by the caller so that the committer's thread only executes.
struct RowWrite: Sendable {
    /// The statement, one of a few texts, so that SQLite prepares each once.
    let sql: String
    /// What its question marks stand for.
    let arguments: StatementArguments

    /// That statement with those arguments, in the order of its question marks.
    init(_ sql: String, _ arguments: [(any DatabaseValueConvertible)?]) {
        self.sql = sql
        self.arguments = StatementArguments(arguments)
    }

    /// Runs it. Throws `DatabaseError`.
    func execute(_ database: Database) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
