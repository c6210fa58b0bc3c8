// SPDX-License-Identifier: Apache-2.0

import Foundation
import RelinkModel
import StatusServer
import Testing

/// Misbehaving clients, over real sockets and with limits that are over soon.
@Suite(.timeLimit(.minutes(1)))
struct ExchangeLimiterTests {
    private static let quick = ServerLimits(
        connections: 4, idle: .milliseconds(300), body: .milliseconds(300), exchange: .milliseconds(300))
    private static let drip = Duration.milliseconds(20)
    /// Twenty seconds of dripping, were it let.
    private static let drops = Array(repeating: "x", count: 1000)

    @Test func aDrippingHeaderIsCut() async throws {
        try await withServer(.loopback(), ScriptedOperating(), limits: Self.quick) { client in
            let sent = await client.drip(
                ["GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: "] + Self.drops, pause: Self.drip)
            #expect((2..<500).contains(sent))
        }
    }

    @Test func aDrippingBodyIsCut() async throws {
        try await withServer(.loopback(), ScriptedOperating(), limits: Self.quick) { client in
            let head = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n"
            #expect((2..<500).contains(await client.drip([head] + Self.drops, pause: Self.drip)))
        }
    }

    @Test func aDrippingSecondHeaderIsCut() async throws {
        try await withServer(.loopback(), ScriptedOperating(), limits: Self.quick) { client in
            let head = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
            #expect(
                (2..<500).contains(await client.drip([head + "\r\n" + head + "X: "] + Self.drops, pause: Self.drip)))
        }
    }

    @Test func aSilentConnectionIsCut() async throws {
        try await withServer(.loopback(), ScriptedOperating(), limits: Self.quick) { client in
            #expect(await client.exchange([""]) == "")
        }
    }

    @Test func aClientThatNeverTakesItsAnswerIsCut() async throws {
        // Hummingbird's idle timeout would cut it, too.
        let limits = ServerLimits(idle: .seconds(60), exchange: .milliseconds(300))
        // More than the kernel's buffers hold, so that the end of the answer stays with the server.
        let long = String(repeating: "x", count: 32 << 20)
        let operating = ScriptedOperating { $0.sessions = [.sample(words: GatewayWords(message: long))] }
        try await withServer(.loopback(), operating, limits: limits) { client in
            let held = await client.read(
                lateBy: 3000, "GET /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(held < long.utf8.count)
        }
    }

    @Test func aBodyBeyondTheLimitIsCut() async throws {
        try await withServer(.loopback(), ScriptedOperating()) { client in
            let head = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
            let chunk = "10000\r\n" + String(repeating: "x", count: 65_536) + "\r\n"
            #expect(await client.drip([head] + Array(repeating: chunk, count: 1000), pause: .milliseconds(1)) < 1000)
        }
    }

    @Test func anAnnouncedBodyBeyondTheLimitIs413() async throws {
        try await withServer(.loopback(), ScriptedOperating()) { client in
            #expect(await client.send("GET", "/readyz", fields: ["Content-Length": "65537"])?.status == 413)
        }
    }

    @Test(arguments: [
        "X: " + String(repeating: "x", count: 20_000), String(repeating: "X: y\r\n", count: 200) + "X: y",
        String(repeating: "X: \(String(repeating: "y", count: 900))\r\n", count: 20) + "X: y",
    ])
    func aHeaderBeyondTheLimitIsRefused(_ lines: String) async throws {
        try await withServer(.loopback(), ScriptedOperating()) { client in
            let text = await client.exchange(["GET /healthz HTTP/1.1\r\nHost: localhost\r\n\(lines)\r\n\r\n"])
            #expect(!text.hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func connectionsBeyondTheCapWaitForTheirTurn() async throws {
        try await withServer(.loopback(), ScriptedOperating(), limits: Self.quick) { client in
            let answers = await withTaskGroup(of: Bool.self, returning: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask { await client.exchange([""]) == "" }
                }
                group.addTask { await client.send("GET", "/healthz")?.status == 200 }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(answers == 9)
        }
    }

    @Test(arguments: ["nonsense\r\n\r\n", "GET  HTTP/1.1\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{0}\u{1}\r\n\r\n"])
    func nonsenseIsNotAnswered200(_ request: String) async throws {
        try await withServer(.loopback(), ScriptedOperating(), limits: Self.quick) { client in
            #expect(!(await client.exchange([request])).hasPrefix("HTTP/1.1 200"))
        }
    }
}
