// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc

/// Which file system a path is on, as `/proc/self/mountinfo` names it (Linux, Documentation/filesystems/proc.rst 3.5).
enum FileSystemType {
    /// Where locks between machines cannot be trusted, or shared memory does not work.
    static let networked: Set<String> = ["nfs", "nfs4", "cifs", "smb3", "9p", "afs", "ceph"]

    /// The type's name, nil where the path or the list of mounts cannot be read.
    static func of(_ path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0,
            let mounts = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)
        else { return nil }
        return named(device: deviceName(UInt64(status.st_dev)), in: mounts)
    }

    /// `major:minor` of a device number, split as glibc's `gnu_dev_major` and `gnu_dev_minor` do.
    static func deviceName(_ device: UInt64) -> String {
        let major = (device >> 8 & 0xFFF) | (device >> 32 & 0xFFFF_F000)
        let minor = (device & 0xFF) | (device >> 12 & 0xFFFF_FF00)
        return "\(major):\(minor)"
    }

    /// The type on the line of that device: `36 35 98:0 /root /point options [fields] - TYPE source options`.
    static func named(device: String, in mounts: String) -> String? {
        for line in mounts.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 2, fields[2] == device,
                let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count
            else { continue }
            return String(fields[dash + 1])
        }
        return nil
    }
}
