// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The file of the control socket: where it is made, and that nobody but its owner may open it.
///
/// The socket is bound under a name in a new directory of mode 0700, made private, and only then moved to its place. So
/// there is no moment in which another user could open it, and what a killed process left there is replaced.
struct SocketFile: Sendable {
    /// `sun_path` has 108 bytes on Linux, the last of them NUL (unix(7)).
    private static let longestPath = 107

    /// Where clients look for it.
    let path: String
    /// Where it is bound at first.
    let birthplace: String

    private let nursery: String

    /// Prepares to make the socket. Throws when another process answers on it, or something else has its name.
    init(path: String) throws(StatusServerError) {
        // The nursery stands beside the socket, since a file cannot be moved to another file system.
        let suffix = path.split(separator: "/").last.map { $0.utf8.count } ?? 0
        let parent = String(decoding: path.utf8.dropLast(suffix), as: UTF8.self)
        let pattern = parent + ".s.XXXXXX"
        let longest = max(path.utf8.count, pattern.utf8.count + 2)
        guard longest <= Self.longestPath else {
            throw .pathTooLong(path: path, limit: Self.longestPath - max(0, pattern.utf8.count + 2 - path.utf8.count))
        }
        try Self.checkVacant(path)
        var template = Array(pattern.utf8CString)
        guard mkdtemp(&template) != nil else {
            throw .cannotListen(address: path, reason: String(cString: strerror(errno)))
        }
        self.path = path
        nursery = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        birthplace = nursery + "/s"
    }

    /// Makes the bound socket private and moves it to its place.
    ///
    /// - Returns: its inode, which tells it from a successor's of the same name.
    func settle() throws(StatusServerError) -> ino_t {
        var facts = stat()
        guard chmod(birthplace, 0o600) == 0, lstat(birthplace, &facts) == 0, rename(birthplace, path) == 0 else {
            let reason = String(cString: strerror(errno))
            discard()
            throw .cannotListen(address: path, reason: reason)
        }
        rmdir(nursery)
        return facts.st_ino
    }

    /// Removes what is left of a socket that never came to its place.
    func discard() {
        unlink(birthplace)
        rmdir(nursery)
    }

    /// Removes the socket, unless another process has put its own there meanwhile.
    func remove(_ inode: ino_t) {
        var facts = stat()
        if lstat(path, &facts) == 0, facts.st_ino == inode { unlink(path) }
    }

    /// Throws unless the name is free, or its socket is one that nobody listens on any more.
    private static func checkVacant(_ path: String) throws(StatusServerError) {
        var facts = stat()
        guard lstat(path, &facts) == 0 else { return }
        guard facts.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path: path) }
        guard !answers(path) else { throw .alreadyRunning(path: path) }
    }

    /// Whether a process listens there. A full queue (EAGAIN) or a forbidden socket (EACCES) is somebody's, too.
    private static func answers(_ path: String) -> Bool {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { return true }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        return result == 0 || (errno != ECONNREFUSED && errno != ENOENT)
    }
}
