// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The folder of a watcher's store, while none runs.
struct StoreFolder {
    /// The name of the database.
    static let database = "relink.db"
    /// The name of what was committed and is not in the database yet.
    static let log = "relink.db-wal"
    private let path: String

    /// The folder at that path.
    init(_ path: String) { self.path = path }

    /// Where one of its files is.
    func path(of name: String) -> String { "\(path)/\(name)" }

    /// The content of one of its files.
    func read(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(of: name)))) }

    /// Puts these files in the place of all that is there.
    func replace(with files: [String: [UInt8]]) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: path) {
            try FileManager.default.removeItem(atPath: path(of: name))
        }
        for (name, content) in files {
            try Data(content).write(to: URL(fileURLWithPath: path(of: name)))
        }
    }
}
