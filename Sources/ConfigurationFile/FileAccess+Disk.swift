// SPDX-License-Identifier: Apache-2.0

import Foundation

extension FileAccess {
    /// The files of this machine.
    package static let disk = FileAccess(
        read: { path throws(Failure) in try readFromDisk(path) },
        list: { try? FileManager.default.contentsOfDirectory(atPath: $0) },
        isOpenToOthers: { path in
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            return ((attributes?[.posixPermissions] as? NSNumber)?.intValue ?? 0) & 0o077 != 0
        })

    private static func readFromDisk(_ path: String) throws(Failure) -> String {
        guard FileManager.default.fileExists(atPath: path) else { throw .missing }
        guard let handle = FileHandle(forReadingAtPath: path) else { throw .unreadable }
        defer { try? handle.close() }
        // One byte more than allowed tells a file that is too large, without trusting the size of a device or pipe.
        guard let data = try? handle.read(upToCount: sizeLimitBytes + 1) else { return try emptyOrUnreadable(handle) }
        guard data.count <= sizeLimitBytes else { throw .tooLarge }
        guard let text = String(validating: data, as: UTF8.self) else { throw .notUTF8 }
        return text
    }

    /// `read(upToCount:)` answers nil at the end of an empty file as well as after a failure.
    private static func emptyOrUnreadable(_ handle: FileHandle) throws(Failure) -> String {
        do {
            _ = try handle.read(upToCount: 1)
            return ""
        } catch {
            throw .unreadable
        }
    }
}
