// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization
import Testing

@testable import RelinkCommands

@Suite(.timeLimit(.minutes(1)))
struct ServiceNotifierTests {
    /// What a service manager hears.
    private final class Manager: Sendable {
        let name: String
        private let descriptor: Int32

        /// Listens on an abstract socket, which leaves no file behind.
        init() throws {
            name = "@relink-test-\(getpid())-\(UInt32.random(in: 0 ... .max))"
            descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            let path = [0] + Array(name.utf8.dropFirst())
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
            let length = socklen_t(MemoryLayout.size(ofValue: address.sun_family) + path.count)
            let descriptor = descriptor
            let status = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
            }
            try #require(status == 0)
        }

        deinit { close(descriptor) }

        /// The next word, after waiting for it.
        func hear() -> String {
            var bytes = [UInt8](repeating: 0, count: 100)
            let count = recv(descriptor, &bytes, bytes.count, 0)
            return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
        }
    }

    /// A watcher that is loaded at the second look, and stuck for a while.
    private final class Watcher: Sendable {
        private let loads = Mutex(0)
        private let looks = Mutex(0)

        var looked: Int { looks.withLock { $0 } }

        func isRunning() -> Bool {
            loads.withLock { loads in
                loads += 1
                return loads > 1
            }
        }

        func isAlive() -> Bool {
            looks.withLock { looks in
                looks += 1
                return !(3...6).contains(looks)
            }
        }
    }

    @Test func nobodyIsToldWhereNobodyAsks() {
        for socket in [nil, "", "relative"] {
            var environment = ["WATCHDOG_USEC": "1000"]
            environment["NOTIFY_SOCKET"] = socket
            #expect(ServiceNotifier(environment: environment) == nil)
        }
    }

    @Test(
        arguments: [("30000000", nil, 30_000), ("30000000", "1", nil), ("0", nil, nil), ("x", nil, nil)]
            as [(String, String?, Int64?)])
    func theWatchdogIsOnlyKeptWhereItIsForUs(microseconds: String, pid: String?, milliseconds: Int64?) throws {
        var environment = ["NOTIFY_SOCKET": "/x", "WATCHDOG_USEC": microseconds]
        environment["WATCHDOG_PID"] = pid
        let notifier = try #require(ServiceNotifier(environment: environment))
        #expect(notifier.watchdog == milliseconds.map { .milliseconds($0) })
    }

    @Test func aWatcherThatRunsSaysSoAndKeepsSayingIt() async throws {
        let manager = try Manager()
        let notifier = try #require(
            ServiceNotifier(environment: ["NOTIFY_SOCKET": manager.name, "WATCHDOG_USEC": "2000"]))
        let watcher = Watcher()
        await withDiscardingTaskGroup { group in
            group.addTask {
                await notifier.attend {
                    watcher.isRunning()
                } isAlive: {
                    watcher.isAlive()
                }
            }
            #expect(manager.hear() == "READY=1")
            for _ in 0..<5 { #expect(manager.hear() == "WATCHDOG=1") }
            group.cancelAll()
        }
        // Nothing was said at four of the looks.
        #expect(watcher.looked >= 9)
        notifier.send("STOPPING=1")
        var last = manager.hear()
        while last == "WATCHDOG=1" { last = manager.hear() }
        #expect(last == "STOPPING=1")
    }

    @Test func aNameThatIsTooLongIsNoTrouble() throws {
        let name = "/" + String(repeating: "x", count: 300)
        try #require(ServiceNotifier(environment: ["NOTIFY_SOCKET": name])).send("READY=1")
    }
}
