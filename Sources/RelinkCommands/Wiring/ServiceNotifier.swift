// SPDX-License-Identifier: Apache-2.0

import Glibc
import RelinkModel

/// Tells the service manager how the watcher stands: one datagram of text to `$NOTIFY_SOCKET` (systemd, sd_notify(3)).
struct ServiceNotifier: Sendable {
    /// After that long without a word the manager takes the watcher for stuck; nil where it does not look.
    let watchdog: Duration?
    private let socket: String

    /// nil where nobody wants to be told.
    init?(environment: [String: String]) {
        guard let socket = environment["NOTIFY_SOCKET"], socket.hasPrefix("/") || socket.hasPrefix("@") else {
            return nil
        }
        self.socket = socket
        let isForUs = environment["WATCHDOG_PID"].map { $0 == String(getpid()) } ?? true
        let microseconds = environment["WATCHDOG_USEC"].flatMap { Int64($0) } ?? 0
        watchdog = isForUs && microseconds > 0 ? .microseconds(microseconds) : nil
    }

    /// Says that the watcher runs, and after that that it is alive, twice as often as it is asked to.
    ///
    /// - Parameters:
    ///   - isRunning: whether everything is loaded.
    ///   - isAlive: whether every loop has turned lately. While one has not, nothing is said, so that the manager acts.
    func attend(isRunning: @Sendable () async -> Bool, isAlive: @Sendable () async -> Bool) async {
        while !Task.isCancelled, await !isRunning() { try? await Task.sleep(for: .milliseconds(100)) }
        guard !Task.isCancelled else { return }
        send("READY=1")
        guard let watchdog else { return }
        while !Task.isCancelled {
            if await isAlive() { send("WATCHDOG=1") }
            try? await Task.sleep(for: watchdog / 2)
        }
    }

    /// Sends one word. A manager that cannot be reached cannot be told so either.
    func send(_ word: String) {
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // An abstract socket is written with `@` and begins with NUL.
        let path = socket.hasPrefix("@") ? [0] + Array(socket.utf8.dropFirst()) : Array(socket.utf8)
        guard path.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        let length = socklen_t(MemoryLayout.size(ofValue: address.sun_family) + path.count)
        let bytes = Array(word.utf8)
        _ = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), address, length)
            }
        }
    }
}
