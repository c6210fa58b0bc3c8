// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Synchronization
import Testing

/// The cases about how the adapter asks, and what it lets out.
extension GatewaySubject {
    func checkHang() async throws {
        let gate = LoopbackServer.Gate()
        let server = try LoopbackServer(.wait(gate), .close)
        defer {
            gate.open()
            server.stop()
        }
        let gateway = try make(server.url, [], .seconds(1))
        #expect(await PollCollector().poll(["a"], at: gateway).map(\.answer) == [.timedOut])
    }

    func checkRefusedConnection() async throws {
        let server = try LoopbackServer(.close)
        let gateway = try make("http://127.0.0.1:1", ["change-me"], .seconds(15))
        server.stop()
        guard case .unreachable(.refused, let words) = await PollCollector().poll(["a"], at: gateway).first?.answer,
            case .unreachable(.refused, words) = await gateway.ping()
        else { return fail("a refused connection is not named as one") }
        guard case .noAnswer(words) = await gateway.start("a") else { return fail("a start told otherwise") }
    }

    func checkKeyRotation() async throws {
        let taken = Mutex("old-key")
        let server = try LoopbackServer { [self] request in
            let isTaken = request.header(keyHeader)?.contains(taken.withLock { $0 }) == true
            return [.answer(isTaken ? connected : refusal("no"))]
        }
        defer { server.stop() }
        let gateway = try make(server.url, ["new-key", "old-key"], .seconds(15))
        let collector = PollCollector()
        func observe() async -> (isConnected: Bool, requests: Int) {
            let before = server.requests.count
            let answer = await collector.poll(["a"], at: gateway).first?.answer
            let isConnected = if case .observed(.connected, _) = answer { true } else { false }
            return (isConnected, server.requests.count - before)
        }
        #expect(await observe() == (true, 2), "the new key is refused, the old one taken")
        #expect(await observe() == (true, 1), "the old one is remembered")
        taken.withLock { $0 = "new-key" }
        #expect(await observe() == (true, 2), "the gateway came back with the new key")
        #expect(await observe() == (true, 1))
        taken.withLock { $0 = "another" }
        #expect(await observe() == (false, 2), "each key is tried once")
        #expect(await collector.poll(["a"], at: gateway).allSatisfy(\.isUnauthorized))
    }

    func checkBatch() async throws {
        let server = try LoopbackServer { [self] request in
            switch request.path.utf8.last {
            case UInt8(ascii: "0"): [.close]
            case UInt8(ascii: "1"): [.answer(502, "")]
            case UInt8(ascii: "2") where request.header(keyHeader)?.contains("new-key") == true:
                [.answer(refusal("no"))]
            default: [.answer(connected)]
            }
        }
        defer { server.stop() }
        let gateway = try make(server.url, ["new-key", "old-key"], .seconds(15))
        let names = (0..<200).map { "session-\($0)" }
        let collector = PollCollector()
        for round in 1...2 {
            let polled = await collector.poll(names, at: gateway)
            #expect(polled.map(\.session).sorted() == names.sorted())
            #expect(collector.polled.count == round * names.count)
            for session in polled {
                let isConnected = if case .observed(.connected, _) = session.answer { true } else { false }
                let last = session.session.utf8.last
                #expect(isConnected == (last != UInt8(ascii: "0") && last != UInt8(ascii: "1")))
                #expect(session.took > .zero)
            }
        }
        gateway.poll([]) { _ in fail("nothing was asked, something was delivered") }
    }

    func checkWords() async throws {
        let long = String(repeating: "é", count: 4000)
        let hostile = #"a\u0000b\u001b[31mc\u202ed\u2066e\u200bf\ue000g\nh\u2028i"#
        for (text, expected) in [
            (hostile, "ab[31mcdefg h i"), (long, String(repeating: "é", count: GatewayWords.limit / 2)),
            ("<b>&", "<b>&"),
        ] {
            try await serve(.answer(failedBecause(text))) { gateway, _ in
                guard case .observed(_, let words) = await PollCollector().poll(["a"], at: gateway).first?.answer else {
                    return fail("the gateway's own reason was not observed")
                }
                #expect(words.message == expected)
            }
        }
    }

    func checkSecrets() async throws {
        for reply in [failedBecause("key change-me refused"), refusal("bad key change-me"), Reply(200, "change-me")] {
            try await serve(.answer(reply)) { gateway, _ in
                let answer = await PollCollector().poll(["a"], at: gateway).first?.answer
                #expect(!"\(String(describing: answer))".contains("change-me"))
                #expect(!"\(await gateway.qr("a"))\(await gateway.list())\(await gateway.ping())".contains("change-me"))
                #expect(!"\(await gateway.start("a"))\(await gateway.restart("a"))".contains("change-me"))
            }
        }
        try await serve(.answer(pong)) { gateway, _ in
            var shown = ""
            dump(gateway, to: &shown)
            #expect(!shown.contains("change-me"), "a dump of the adapter shows its key")
        }
    }

    func checkNames() async throws {
        try await serve(.answer(connected)) { gateway, server in
            let names = ["..", "../../session/terminateAll", "a b", "a?b#c", "ä\r\nx: y", "\u{0}"]
            _ = await PollCollector().poll(names, at: gateway)
            #expect(server.requests.count == names.count)
            for request in server.requests {
                let name = request.path.dropFirst(statusPath.count)
                #expect(request.path.hasPrefix(statusPath))
                #expect(!name.isEmpty && !name.contains { "/?# .".contains($0) })
            }
            #expect(names.allSatisfy { !gateway.accepts(sessionName: $0) })
            #expect(!gateway.accepts(sessionName: ""))
            #expect(gateway.accepts(sessionName: "shop-07"))
        }
    }

    func checkStart() async throws {
        let server = try LoopbackServer { [self] request in
            request.path.hasPrefix(statusPath) ? [.answer(connected)] : [.close]
        }
        defer { server.stop() }
        let gateway = try make(server.url, ["change-me"], .seconds(15))
        for begin in [gateway.start, gateway.restart] {
            _ = await PollCollector().poll(["a"], at: gateway)
            let before = server.requests.count
            guard case .noAnswer = await begin("a") else { return fail("a closed connection was an answer") }
            #expect(server.requests.count == before + 1, "the request left more than once")
        }
    }

    func checkRedirect() async throws {
        let elsewhere = try LoopbackServer(.answer(connected))
        defer { elsewhere.stop() }
        let location = "Location: \(elsewhere.url)/"
        try await serve(.answer(302, "", headers: [location])) { gateway, _ in
            guard case .unreachable = await PollCollector().poll(["a"], at: gateway).first?.answer else {
                return fail("a redirect was believed")
            }
            #expect(elsewhere.requests.isEmpty)
        }
    }

    func checkPushes() async throws {
        let gateway = try make("http://127.0.0.1:1", ["change-me"], .seconds(15))
        let bodies = [
            "", "{}", "[]", "null", "{", #"{"sessionId":7}"#,
            #"{"sessionId":"../x","dataType":"ready","event":"ready"}"#,
            #"{"sessionId":"a\u0000","dataType":"ready"}"#, #"{"sessionId":"a","dataType":"message"}"#,
            String(repeating: "[", count: 1 << 20),
        ]
        for body in bodies { #expect(gateway.hints(inPush: Array(body.utf8)).isEmpty) }
    }
}

extension PolledSession {
    fileprivate var isUnauthorized: Bool {
        if case .unauthorized = answer { true } else { false }
    }
}
