// SPDX-License-Identifier: Apache-2.0

import Glibc
import RelinkModel

/// The files of a store, all in one directory, readable and writable by their owner alone.
struct StoreFiles: Sendable {
    /// The database itself. SQLite gives its `-wal` and `-shm` files the same mode.
    let database: String

    /// What was committed and is not in the database yet (SQLite's write-ahead log).
    var log: String { database + "-wal" }

    /// Held locked by the process that may write.
    var lock: String { database + ".lock" }

    /// Holds the instance's id. A database that is missing or empty beside it was emptied behind our back, which
    /// SQLite alone would take for a new one.
    var sentinel: String { database + ".id" }

    /// What the database was before it was migrated to that version.
    func copy(before version: Int) -> String { "\(database).before-v\(version)" }

    /// The directory they are in.
    var directory: String { Self.parent(of: database) }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Makes the directory, 0700, unless it is there; one that is there keeps its mode.
    func makeDirectory() throws(StoreError) {
        guard mkdir(directory, 0o700) != 0 else {
            // A power cut must not take the directory with all that is in it. Whoever may not read the one above
            // cannot ask for that; most file systems keep it all the same.
            try? Self.synchronize(Self.parent(of: directory))
            return
        }
        guard errno != EEXIST else { return }
        throw .system(errno, "cannot make the store's directory", directory)
    }

    /// Refuses a directory where locks and shared memory do not work.
    func refuseNetworkFileSystem() throws(StoreError) {
        guard let type = FileSystemType.of(directory), FileSystemType.networked.contains(type) else { return }
        throw .inputOutput(
            "the store's directory \(directory) is on a network file system (\(type)), where SQLite's locks cannot be "
                + "trusted; put the store on a local disk")
    }

    /// The size of the database in bytes, nil when there is no such file.
    func databaseSize() throws(StoreError) -> Int? {
        var status = stat()
        guard stat(database, &status) != 0 else { return Int(status.st_size) }
        guard errno == ENOENT else { throw .system(errno, "cannot look at the store", database) }
        return nil
    }

    /// The database and its log, as large as they are; one that cannot be looked at is left out.
    var sizes: [StoreFile] {
        [(StoreFile.Content.database, database), (.log, log)].compactMap { content, path in
            var status = stat()
            return stat(path, &status) == 0 ? StoreFile(content, bytes: Int(status.st_size)) : nil
        }
    }

    /// Makes an empty file, 0600 whatever the umask is, or takes the mode of one that is there back to that.
    static func makePrivate(_ path: String) throws(StoreError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system(errno, "cannot open", path) }
        defer { close(descriptor) }
        guard fchmod(descriptor, 0o600) == 0 else { throw .system(errno, "cannot set the mode of", path) }
    }

    /// Removes a file; that there is none is no error.
    static func remove(_ path: String) throws(StoreError) {
        guard unlink(path) != 0, errno != ENOENT else { return }
        throw .system(errno, "cannot remove", path)
    }

    /// What is written in the sentinel, nil when there is none.
    func readSentinel() throws(StoreError) -> String? {
        let descriptor = open(sentinel, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .system(errno, "cannot open", sentinel)
        }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw .system(errno, "cannot read", sentinel) }
        return String(decoding: bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }

    /// Writes the sentinel, durably and whole: under another name first, then renamed.
    func writeSentinel(_ instance: String) throws(StoreError) {
        let draft = sentinel + ".new"
        try Self.makePrivate(draft)
        let descriptor = open(draft, O_WRONLY | O_TRUNC | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(errno, "cannot open", draft) }
        defer { close(descriptor) }
        let bytes = Array("\(instance)\n".utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0,
            rename(draft, sentinel) == 0
        else { throw .system(errno, "cannot write", sentinel) }
        try Self.synchronize(directory)
    }

    /// Waits until the disk has a file or the entries of a directory.
    static func synchronize(_ path: String) throws(StoreError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(errno, "cannot open", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .system(errno, "cannot make durable", path) }
    }
}
