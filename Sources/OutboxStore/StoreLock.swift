// SPDX-License-Identifier: Apache-2.0

import Glibc
import RelinkModel

/// The right to write a store, held as long as this value lives. The kernel takes it back from a process that dies.
///
/// The file stays when the lock is released: removing it would let two processes lock two files of the same name.
struct StoreLock: ~Copyable, Sendable {
    private let descriptor: Int32

    /// Takes the lock. Throws ``StoreError/locked(_:)`` at once when another process has it.
    init(_ path: String) throws(StoreError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system(errno, "cannot open", path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(descriptor)
            guard code == EWOULDBLOCK else { throw .system(code, "cannot lock", path) }
            throw .locked(
                "another process holds \(path): a Relink is running on this store; stop it, or give this one a "
                    + "store of its own")
        }
    }

    deinit { close(descriptor) }
}
