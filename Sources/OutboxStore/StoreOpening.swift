// SPDX-License-Identifier: Apache-2.0

import GRDB
import RelinkModel

/// Opens the database of a store for its one writer: checks what is there, migrates it, and makes commits durable.
struct StoreOpening {
    private let files: StoreFiles
    private let migrations: [Migration]

    /// An opening of those files, up to the last of those steps.
    init(_ files: StoreFiles, migrations: [Migration]) {
        self.files = files
        self.migrations = migrations
    }

    /// The open database and the id of the instance. The caller holds the lock.
    func open() throws(StoreError) -> (pool: DatabasePool, instance: String) {
        let sentinel = try files.readSentinel()
        let size = try files.databaseSize() ?? 0
        if sentinel != nil, size == 0 {
            throw .corrupt(
                "the store \(files.database) is missing or empty, but \(files.sentinel) says that there was one; "
                    + "restore a backup, or remove \(files.sentinel) to begin anew")
        }
        do {
            try StoreFiles.makePrivate(files.database)
            if size > 0 { try inspect() }
            let pool = try DatabasePool(path: files.database, configuration: Self.configuration())
            let instance = try pool.writeWithoutTransaction(prepare)
            try seal(sentinel, instance)
            return (pool, instance)
        } catch {
            throw StoreError(error, at: files.database)
        }
    }

    /// How every connection is set up.
    static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { database in
            // The file is ours, but a changed one must not run functions or read past its cells.
            try database.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
        }
        return configuration
    }

    // MARK: - Before the first write

    /// Looks at an existing file before anything of ours is written to it, and copies it if it is to be migrated.
    ///
    /// What a crash left in the WAL is part of what is looked at.
    private func inspect() throws {
        let queue = try DatabaseQueue(path: files.database, configuration: Self.configuration())
        try queue.inDatabase { database in
            let version = try Self.version(database, path: files.database, newest: newest)
            let verdict = try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? "no answer"
            guard verdict == "ok" else {
                throw StoreError.corrupt(
                    "the store \(files.database) is damaged (\(verdict)); restore a backup, or move it and "
                        + "\(files.sentinel) away to begin anew")
            }
            if version > 0, version < newest { try copy(database) }
        }
        try queue.close()
    }

    private var newest: Int { migrations.last?.version ?? 0 }

    /// The version of a file of ours, 0 for one without tables. Throws for a newer one and for other programs' files.
    static func version(_ database: Database, path: String, newest: Int) throws -> Int {
        let application = try Int32.fetchOne(database, sql: "PRAGMA application_id")
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
        if tables == 0, version == 0 { return 0 }
        guard application == Migration.applicationID else {
            throw StoreError.corrupt("\(path) is a database of another program; give the store a path of its own")
        }
        guard version <= newest else {
            throw StoreError.newer(
                "the store \(path) has schema version \(version), and this Relink knows versions up to \(newest); "
                    + "run the newer Relink, or restore the copy that it made before it migrated")
        }
        return version
    }

    /// Copies what is committed, also what only the WAL has; VACUUM INTO takes an empty file but no other.
    private func copy(_ database: Database) throws {
        let copy = files.copy(before: newest)
        try StoreFiles.remove(copy)
        try StoreFiles.makePrivate(copy)
        try database.execute(sql: "VACUUM INTO ?", arguments: [copy])
        try StoreFiles.synchronize(copy)
        try StoreFiles.synchronize(files.directory)
    }

    // MARK: - The writer's connection

    /// Makes commits durable, then migrates. Returns the instance's id.
    private func prepare(_ database: Database) throws -> String {
        // DatabasePool sets NORMAL when it turns the WAL on, after `prepareDatabase`: a power cut would then take the
        // last commits (GRDB 7.10.0, Core/Database.swift, setUpWALMode).
        try database.execute(sql: "PRAGMA synchronous = FULL")
        guard try Int.fetchOne(database, sql: "PRAGMA synchronous") == 2 else {
            throw StoreError.inputOutput("the store \(files.database) cannot be opened with synchronous=FULL")
        }
        let version = try Self.version(database, path: files.database, newest: newest)
        for migration in migrations where migration.version > version {
            try database.inTransaction(.immediate) {
                try database.execute(sql: migration.sql)
                try database.execute(
                    sql: """
                        PRAGMA application_id = \(Migration.applicationID);
                        PRAGMA user_version = \(migration.version);
                        """)
                try database.execute(
                    sql: "INSERT INTO meta(name, value) VALUES('instance', ?) ON CONFLICT DO NOTHING",
                    arguments: [Self.newInstance()])
                return .commit
            }
        }
        guard let instance = try Self.instance(database) else { throw DamagedRow(table: "meta", name: "instance") }
        return instance
    }

    /// The id that the file was given when it was made.
    static func instance(_ database: Database) throws -> String? {
        try String.fetchOne(database, sql: "SELECT value FROM meta WHERE name = 'instance'")
    }

    private static func newInstance() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Ties the sentinel to the file; one that is missing is made, so that a crash before this line is mended here.
    private func seal(_ sentinel: String?, _ instance: String) throws(StoreError) {
        guard let sentinel else { return try files.writeSentinel(instance) }
        guard sentinel == instance else {
            throw .corrupt(
                "\(files.sentinel) belongs to another store than \(files.database); if you put that file there on "
                    + "purpose, remove \(files.sentinel) and start again")
        }
    }
}
