// SPDX-License-Identifier: Apache-2.0

import Foundation
import RelinkTesting

/// A small file system in memory, for the tests that need a disk to be full or read-only. Only root may make one.
final class Mount: Sendable {
    let path: String

    /// Whether this machine lets us.
    static let isPossible: Bool = {
        guard let directory = try? TemporaryFolder() else { return false }
        return (try? Mount(directory.path)) != nil
    }()

    init(_ path: String) throws {
        self.path = path
        guard try Self.run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", path) else {
            throw CocoaError(.fileWriteUnknown)
        }
    }

    /// Lets nothing be written any more.
    func makeReadOnly() throws -> Bool {
        try Self.run("mount", "-o", "remount,ro", path)
    }

    deinit { _ = try? Self.run("umount", "--lazy", path) }

    private static func run(_ arguments: String...) throws -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
