// SPDX-License-Identifier: Apache-2.0

import RelinkTesting
import Testing

@testable import HTTPTransfer

struct TransferClientTests {
    private let client = TransferClient(name: "test", maxConnections: 8, userAgent: "relink-test")

    @Test func carriesManyRequestsOverOneConnection() async throws {
        let server = try LoopbackServer(.answer(200, "ok"))
        defer { server.stop() }
        for number in 0..<20 {
            let response = try await client.perform(HTTPRequest(url: "\(server.url)/\(number)"))
            #expect(response.status == 200)
            #expect(response.body == Array("ok".utf8))
            #expect(response.bodyComplete)
            #expect(response.connectionReused == (number > 0))
        }
        #expect(server.connectionCount == 1)
        #expect(server.requests.map(\.path) == (0..<20).map { "/\($0)" })
    }

    @Test func itsThreadTurnsAtEachKnock() async {
        for _ in 0..<3 {
            let before = client.turns
            client.knock()
            while client.turns == before { await Task.yield() }
        }
    }

    @Test func opensANewConnectionForEachFreshRequest() async throws {
        let server = try LoopbackServer(.answer(200))
        defer { server.stop() }
        for connection: ConnectionUse in [.reuse, .fresh, .fresh, .reuse] {
            _ = try await client.perform(HTTPRequest(url: server.url, connection: connection))
        }
        #expect(server.requests.map(\.connection) == [0, 1, 2, 0])
    }

    /// The second request on a connection is read and the connection closed without an answer.
    private static func swallowingSecond() throws -> LoopbackServer {
        try LoopbackServer { $0.index == 0 ? [.answer(200)] : [.close] }
    }

    @Test func doesNotSendAFreshPostTwice() async throws {
        let server = try Self.swallowingSecond()
        defer { server.stop() }
        _ = try await client.perform(HTTPRequest(url: server.url))
        let post = HTTPRequest(method: "POST", url: "\(server.url)/post", body: Array("x".utf8), connection: .fresh)
        #expect(try await client.perform(post).status == 200)
        #expect(server.requests.filter { $0.path == "/post" }.count == 1)
    }

    @Test func sendsAReusedPostAgainAsDocumented() async throws {
        let server = try Self.swallowingSecond()
        defer { server.stop() }
        _ = try await client.perform(HTTPRequest(url: server.url))
        let post = HTTPRequest(method: "POST", url: "\(server.url)/post", body: Array("x".utf8), connection: .reuse)
        #expect(try await client.perform(post).status == 200)
        #expect(server.requests.filter { $0.path == "/post" }.count == 2)
    }

    @Test func sendsAFreshPostOnceWhenItIsSwallowed() async throws {
        let server = try LoopbackServer(.close)
        defer { server.stop() }
        let post = HTTPRequest(method: "POST", url: server.url, body: Array("x".utf8), connection: .fresh)
        let error = await #expect(throws: TransferError.self) { try await client.perform(post) }
        #expect(error?.stage == .waiting)
        #expect(error?.requestSent == true)
        #expect(server.requests.count == 1)
    }

    @Test(
        arguments: [
            ("GET", nil, ""), ("DELETE", nil, ""), ("POST", "body", "body"), ("PUT", "body", "body"),
            ("PATCH", "body", "body"), ("POST", nil, ""), ("PUT", nil, ""), ("POST", "a\u{0}b", "a\u{0}b"),
            ("DELETE", "body", "body"),
        ] as [(String, String?, String)])
    func sendsTheMethodAndTheBody(_ method: String, _ body: String?, _ received: String) async throws {
        let server = try LoopbackServer(.answer(200))
        defer { server.stop() }
        // Twice on one handle with a plain GET between, so that nothing stays behind from the last request.
        for _ in 0..<2 {
            _ = try await client.perform(
                HTTPRequest(method: method, url: server.url, body: body.map { Array($0.utf8) }))
            _ = try await client.perform(HTTPRequest(url: server.url))
        }
        let requests = server.requests
        #expect(requests.count == 4)
        for (index, request) in requests.enumerated() {
            #expect(request.text.hasPrefix(index % 2 == 0 ? "\(method) / HTTP/1.1\r\n" : "GET / HTTP/1.1\r\n"))
            #expect(request.body == Array(index % 2 == 0 ? received.utf8 : "".utf8))
            #expect(!request.text.lowercased().contains("expect:"))
            #expect(!request.text.contains("x-www-form-urlencoded"))
            #expect(!request.text.lowercased().contains("accept-encoding"))
        }
    }

    @Test func sendsOnlyTheHeadersOfThisRequest() async throws {
        let server = try LoopbackServer(.answer(200))
        defer { server.stop() }
        let first = [HTTPHeader("x-api-key", "change-me"), HTTPHeader("X-Empty", "")]
        _ = try await client.perform(HTTPRequest(url: server.url, headers: first))
        _ = try await client.perform(HTTPRequest(url: server.url, headers: [HTTPHeader("X-Other", "1")]))
        _ = try await client.perform(HTTPRequest(url: server.url))
        let texts = server.requests.map(\.text)
        #expect(texts[0].contains("\r\nx-api-key: change-me\r\nX-Empty:\r\n"))
        #expect(texts[0].contains("\r\nUser-Agent: relink-test\r\n"))
        #expect(texts[1].contains("\r\nX-Other: 1\r\n") && !texts[1].contains("change-me"))
        #expect(!texts[2].contains("X-Other"))
    }

    @Test func takesHeadersOfTheFinalAnswerOnly() async throws {
        let server = try LoopbackServer(
            .send("HTTP/1.1 103 Early Hints\r\nX-A: early\r\n\r\n"),
            .answer(429, headers: ["x-a: 1", "X-A:  2 ", "Retry-After: 7"]))
        defer { server.stop() }
        let response = try await client.perform(HTTPRequest(url: server.url))
        #expect(response.status == 429)
        #expect(response.headers.values(of: "X-a") == ["1", "2"])
        #expect(response.headers["retry-after"] == "7")
        #expect(response.headers["missing"] == nil)
    }

    @Test func doesNotFollowRedirects() async throws {
        let server = try LoopbackServer(.answer(302, headers: ["Location: /elsewhere"]))
        defer { server.stop() }
        let response = try await client.perform(HTTPRequest(url: server.url))
        #expect(response.status == 302)
        #expect(server.requests.count == 1)
    }

    @Test func doesNotDecompress() async throws {
        let server = try LoopbackServer(.answer(200, "not gzip", headers: ["Content-Encoding: gzip"]))
        defer { server.stop() }
        #expect(try await client.perform(HTTPRequest(url: server.url)).body == Array("not gzip".utf8))
    }

    @Test func sendsFormParts() async throws {
        let server = try LoopbackServer(.answer(200))
        defer { server.stop() }
        let parts = [
            FormPart(name: "chat_id", text: "42"),
            FormPart(name: "photo", fileName: "qr.png", contentType: "image/png", body: [0x89, 0x50, 0, 0xFF]),
        ]
        for _ in 0..<2 {
            let request = HTTPRequest(method: "POST", url: server.url, multipart: parts, connection: .fresh)
            #expect(try await client.perform(request).status == 200)
        }
        for request in server.requests {
            #expect(request.text.contains("Content-Type: multipart/form-data; boundary="))
            #expect(request.text.contains("name=\"chat_id\"\r\n\r\n42\r\n"))
            #expect(request.text.contains("name=\"photo\"; filename=\"qr.png\"\r\nContent-Type: image/png\r\n\r\n"))
            #expect(request.bytes.firstRange(of: [0x0D, 0x0A, 0x89, 0x50, 0, 0xFF, 0x0D, 0x0A]) != nil)
        }
    }

    @Test func speaksOverAUnixSocket() async throws {
        let path = "/tmp/relink-test-\(UInt64.random(in: 0...UInt64.max)).sock"
        let server = try LoopbackServer(unixPath: path) { _ in [.answer(200, "local")] }
        defer {
            server.stop()
            LoopbackServer.remove(path)
        }
        let request = HTTPRequest(url: "http://localhost/x", unixSocketPath: path)
        #expect(try await client.perform(request).body == Array("local".utf8))
        let missing = HTTPRequest(url: "http://localhost/x", unixSocketPath: path + ".missing")
        let error = await #expect(throws: TransferError.self) { try await client.perform(missing) }
        #expect(error?.stage == .connecting)
    }

    @Test func runsNoMoreAtOnceThanItHasSlots() async throws {
        let gate = LoopbackServer.Gate()
        let server = try LoopbackServer(.wait(gate), .answer(200))
        defer { server.stop() }
        let client = TransferClient(name: "test", maxConnections: 2, userAgent: "relink-test")
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<6 {
                group.addTask { try await client.perform(HTTPRequest(url: server.url)).status }
            }
            await server.waitForRequests(2)
            #expect(server.requests.count == 2)
            gate.open()
            for try await status in group { #expect(status == 200) }
        }
        #expect(server.connectionCount == 2)
    }
}
