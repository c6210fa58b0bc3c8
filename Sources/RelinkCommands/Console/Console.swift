// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// One of the process's two outputs. Lines of several threads never mix.
final class Console: Sendable {
    /// What a command was asked for.
    static let output = Console(descriptor: STDOUT_FILENO)
    /// What went wrong.
    static let error = Console(descriptor: STDERR_FILENO)

    /// Whether a person reads it: a terminal.
    let isTerminal: Bool
    /// Whether it may be coloured (https://no-color.org).
    let isColoured: Bool
    private let descriptor: Int32
    private let lock = Mutex(())

    private init(descriptor: Int32) {
        self.descriptor = descriptor
        isTerminal = isatty(descriptor) == 1
        isColoured = isTerminal && getenv("NO_COLOR") == nil
    }

    /// Writes the text whole, unless nobody reads any more.
    func write(_ text: String) {
        lock.withLock { _ in
            var bytes = Array(text.utf8)[...]
            while !bytes.isEmpty {
                let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                guard written > 0 || errno == EINTR else { return }
                bytes = bytes.dropFirst(max(0, written))
            }
        }
    }
}
