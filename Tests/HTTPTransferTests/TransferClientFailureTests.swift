// SPDX-License-Identifier: Apache-2.0

import RelinkTesting
import Testing

@testable import HTTPTransfer

struct TransferClientFailureTests {
    private let client = TransferClient(name: "test", maxConnections: 8, userAgent: "relink-test")

    /// What a server does, and the error it must amount to.
    struct Failure: Sendable, CustomTestStringConvertible {
        let name: String
        var scheme = "http"
        var greeting: [LoopbackServer.Step] = []
        var steps: [LoopbackServer.Step] = []
        var body: [UInt8]?
        let stage: TransferStage
        let isSent: Bool
        let words: String

        var testDescription: String { name }
    }

    /// Never opened: what waits for it is cut off by the limit or by the end of the test.
    private static let never = LoopbackServer.Gate()

    private static let failures: [Failure] = [
        Failure(
            name: "closed before the request", greeting: [.close], stage: .waiting, isSent: true,
            words: "the connection"),
        Failure(
            name: "closed after the request", steps: [.close], stage: .waiting, isSent: true,
            words: "the connection was closed without an answer"),
        Failure(name: "reset after the request", steps: [.reset], stage: .waiting, isSent: true, words: "broke"),
        Failure(
            name: "silence after the request", steps: [.wait(never)], stage: .waiting, isSent: true,
            words: "no answer within 0.3 s"),
        Failure(
            name: "interim answer, then silence", steps: [.send("HTTP/1.1 100 Continue\r\n\r\n"), .wait(never)],
            stage: .waiting, isSent: true, words: "no answer within 0.3 s"),
        Failure(
            name: "headers that stall", steps: [.send("HTTP/1.1 200 OK\r\nX-A: 1\r\n"), .wait(never)],
            stage: .receiving, isSent: true, words: "the answer did not end within 0.3 s"),
        Failure(
            name: "headers that end early", steps: [.send("HTTP/1.1 200 OK\r\nX-A: 1\r\nX-B"), .close],
            stage: .receiving, isSent: true, words: "the answer was cut"),
        Failure(
            name: "a status line alone", steps: [.send("HTTP/1.1 200 OK\r\n"), .close], stage: .receiving,
            isSent: true, words: "the answer was cut"),
        Failure(
            name: "interim answer, then the end", steps: [.send("HTTP/1.1 100 Continue\r\n\r\n"), .close],
            stage: .waiting, isSent: true, words: "the connection was closed without an answer"),
        Failure(
            name: "headers without end",
            steps: [.send("HTTP/1.1 200 OK\r\n"), .repeatForever(Array("X-A: 1\r\n".utf8))],
            stage: .receiving, isSent: true, words: "more than 4096 bytes"),
        Failure(
            name: "interim answers without end", steps: [.repeatForever(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))],
            stage: .receiving, isSent: true, words: "more than 4096 bytes"),
        Failure(
            name: "HTTP/0.9", steps: [.send("hello"), .close], stage: .waiting, isSent: true,
            words: "the answer is not HTTP"),
        Failure(
            name: "status line without a number", steps: [.send("HTTP/1.1 abc\r\n\r\n"), .close], stage: .waiting,
            isSent: true, words: "the answer is not HTTP"),
        Failure(
            name: "body that is not read", steps: [], body: [UInt8](repeating: 0x61, count: 32 << 20), stage: .sending,
            isSent: true, words: "could not be sent within 0.3 s"),
        Failure(
            name: "plain HTTP on a TLS port", scheme: "https", greeting: [.readAny, .answer(400)],
            stage: .tlsHandshake, isSent: false, words: "TLS handshake failed"),
        Failure(
            name: "silent TLS handshake", scheme: "https", greeting: [.wait(never)], stage: .tlsHandshake,
            isSent: false, words: "no TLS handshake within 0.3 s"),
        Failure(
            name: "TLS handshake cut", scheme: "https", greeting: [.readAny, .close], stage: .tlsHandshake,
            isSent: false, words: "TLS handshake failed"),
    ]

    @Test(arguments: failures)
    func tellsFailuresApart(_ failure: Failure) async throws {
        let isReading = failure.body == nil
        let server = try LoopbackServer(greeting: isReading ? failure.greeting : [.wait(Self.never)]) { _ in
            failure.steps
        }
        defer { server.stop() }
        // Short only where running out of time is the point.
        let time: Duration = failure.words.contains("0.3 s") ? .milliseconds(300) : .seconds(30)
        let limits = TransferLimits(connect: time, total: time, headerBytes: 4096)
        let request = HTTPRequest(
            method: isReading ? "GET" : "POST", url: "\(failure.scheme)://127.0.0.1:\(server.port)/",
            body: failure.body, limits: limits)
        let error = await #expect(throws: TransferError.self) { try await client.perform(request) }
        #expect(error?.stage == failure.stage)
        #expect(error?.requestSent == failure.isSent)
        #expect(error?.words.contains(failure.words) == true, "\(error?.words ?? "")")
    }

    @Test func tellsARefusedConnection() async throws {
        let server = try LoopbackServer(.answer(200))
        _ = try await client.perform(HTTPRequest(url: server.url, connection: .fresh))
        server.stop()
        let error = await #expect(throws: TransferError.self) { try await client.perform(HTTPRequest(url: server.url)) }
        #expect(error == TransferError(stage: .connecting, curlCode: 7, words: "connection refused"))
    }

    // ".invalid" never exists (RFC 6761 §6.4), and libcurl answers names ending in ".onion" itself.
    @Test func tellsANameThatDoesNotExist() async throws {
        let request = HTTPRequest(url: "http://relink.onion/")
        let error = await #expect(throws: TransferError.self) { try await client.perform(request) }
        #expect(error?.requestSent == false)
    }

    /// libcurl refuses another buffer size to a handle that found no name (7.88.1).
    @Test func whoeverFoundNoNameHoldsNobodyUp() async throws {
        let client = TransferClient(name: "test", maxConnections: 1, userAgent: "relink-test")
        let server = try LoopbackServer(.answer(200))
        defer { server.stop() }
        for _ in 0..<3 {
            let nowhere = HTTPRequest(method: "POST", url: "http://relink.onion/", body: [0x61])
            let error = await #expect(throws: TransferError.self) { try await client.perform(nowhere) }
            #expect(error?.stage == .resolving)
            let response = try await client.perform(HTTPRequest(method: "POST", url: server.url, body: [0x61]))
            #expect(response.status == 200)
        }
    }

    /// An answer whose body does not arrive whole.
    struct Cut: Sendable, CustomTestStringConvertible {
        let name: String
        let steps: [LoopbackServer.Step]
        let body: String
        var testDescription: String { name }
    }

    private static let cuts: [Cut] = [
        Cut(
            name: "stalls", steps: [.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"), .wait(never)],
            body: "abc"),
        Cut(
            name: "ends early", steps: [.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"), .close], body: "abc"),
        Cut(
            name: "has no end", steps: [.send("HTTP/1.1 200 OK\r\n\r\n"), .repeatForever([0x61])],
            body: "aaaaaaaaaaaaaaaa"),
        Cut(
            name: "announces more than is kept",
            steps: [.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"), .repeatForever([0x61])],
            body: "aaaaaaaaaaaaaaaa"),
        Cut(
            name: "has a malformed chunk",
            steps: [.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nxyz\r\n"), .close],
            body: "abc"),
    ]

    @Test(arguments: cuts)
    func countsAnAnswerWhoseBodyIsCut(_ cut: Cut) async throws {
        let server = try LoopbackServer { _ in cut.steps }
        defer { server.stop() }
        let limits = TransferLimits(total: .milliseconds(300), responseBytes: 16)
        let response = try await client.perform(HTTPRequest(url: server.url, limits: limits))
        #expect(response.status == 200)
        #expect(!response.bodyComplete)
        #expect(response.body == Array(cut.body.utf8))
    }

    @Test func endsASlowBodyByItsOwnLimit() async throws {
        let server = try LoopbackServer(
            .send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"), .wait(LoopbackServer.Gate()))
        defer { server.stop() }
        let limits = TransferLimits(total: .seconds(60), body: .milliseconds(50))
        let response = try await client.perform(HTTPRequest(url: server.url, limits: limits))
        #expect(response.status == 200)
        #expect(!response.bodyComplete)
        #expect(response.elapsed < .seconds(30))
    }

    @Test func takesABodyOfExactlyTheLimit() async throws {
        let server = try LoopbackServer(.answer(200, "0123456789abcdef"))
        defer { server.stop() }
        let limits = TransferLimits(responseBytes: 16)
        #expect(try await client.perform(HTTPRequest(url: server.url, limits: limits)).bodyComplete)
    }

    @Test func takesADrippedAnswer() async throws {
        let answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-Trailer: 1\r\n\r\n"
        let server = try LoopbackServer(.drip(Array(answer.utf8)))
        defer { server.stop() }
        let response = try await client.perform(HTTPRequest(url: server.url))
        #expect(response.body == Array("abc".utf8))
        #expect(response.bodyComplete)
        #expect(response.headers["X-Trailer"] == nil)
    }

    @Test(arguments: [
        "http://169.254.169.254/latest", "http://[::ffff:169.254.169.254]/", "http://0/", "http://0.0.0.0/",
        "http://2852039166/", "http://0xa9fea9fe/", "http://[fe80::1]/", "http://[fd00:ec2::254]/", "http://224.0.0.1/",
        "http://255.255.255.255/", "http://[64:ff9b::a9fe:a9fe]/", "http://[::]/",
    ])
    func refusesForbiddenAddresses(_ url: String) async {
        let error = await #expect(throws: TransferError.self) {
            try await client.perform(HTTPRequest(url: url, limits: TransferLimits(connect: .seconds(1))))
        }
        #expect(error?.stage == .blocked)
        #expect(error?.requestSent == false)
        #expect(error?.words.contains("is not allowed") == true)
    }

    @Test func failsWhenTheCAFileCannotBeRead() async throws {
        let server = try LoopbackServer(greeting: [.readAny]) { _ in [] }
        defer { server.stop() }
        let request = HTTPRequest(url: "https://127.0.0.1:\(server.port)/", caFile: "/nonexistent/ca.pem")
        let error = await #expect(throws: TransferError.self) { try await client.perform(request) }
        #expect(error?.stage == .notStarted)
        #expect(error?.words == "the CA file cannot be read")
    }
}
