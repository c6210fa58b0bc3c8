// SPDX-License-Identifier: Apache-2.0

import Foundation

/// An empty folder of one test, gone with its last user.
package final class TemporaryFolder: Sendable {
    /// Where it is; short, since the path of a socket in it may have 107 bytes.
    package let path: String

    /// Makes it. Throws when that is not possible.
    package init() throws {
        path = NSTemporaryDirectory() + "relink-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// What is in it, by name.
    package var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }

    /// The path of a file in it.
    package func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file as a whole, and returns its path. Throws when it cannot be written.
    @discardableResult
    package func write(_ text: String, to name: String) throws -> String {
        try text.write(toFile: file(name), atomically: true, encoding: .utf8)
        return file(name)
    }

    /// The permission bits of a file, as in `0o600`; nil where there are none. Throws when there is no such file.
    package static func mode(of path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
}
