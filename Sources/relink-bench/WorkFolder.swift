// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A folder for one watcher's configuration, store and logs.
struct WorkFolder: Sendable {
    let path: String

    /// Makes a new one inside that folder.
    init(in parent: String) throws(BenchError) {
        var template = Array((parent + "/bench-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw .system(call: "mkdtemp", code: errno) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// A path within.
    func file(_ name: String) -> String { path + "/" + name }

    /// Removes it with its files; there are no folders within.
    func remove() {
        guard let folder = opendir(path) else { return }
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            unlink(file(name))
        }
        closedir(folder)
        rmdir(path)
    }
}
