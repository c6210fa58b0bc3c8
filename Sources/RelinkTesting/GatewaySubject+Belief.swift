// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

/// The cases about what may be believed.
extension GatewaySubject {
    func checkPing() async throws {
        #expect(try await ping(.answer(pong)) == .alive(startedAt: nil))
        for reply in foreign + [Reply(500, pong.body), Reply(200, connected.body), Reply(200, "pong")] {
            guard case .unreachable(let detail, let words) = try await ping(.answer(reply)) else {
                fail("a ping was believed: \(reply)")
                continue
            }
            #expect(detail == .proxyAnswer || detail == .http5xx)
            #expect(!words.isEmpty && !words.contains("proxy page"))
        }
        #expect(try await ping(.close) != .alive(startedAt: nil))
    }

    func checkRefusal() async throws {
        try await serve(.answer(refusal("no"))) { gateway, server in
            let polled = await PollCollector().poll(["a", "b"], at: gateway)
            for session in polled {
                guard case .unauthorized = session.answer else {
                    fail("a refused key was taken for \(session.answer)")
                    continue
                }
            }
            #expect(polled.count == 2)
            guard case .failed = await gateway.qr("a") else { return fail("a refused QR request was no failure") }
            guard case .refused = await gateway.start("a") else { return fail("a refused start was something else") }
            #expect(server.requests.allSatisfy { $0.header(keyHeader)?.contains("change-me") == true })
        }
    }

    func checkProxyAnswers() async throws {
        for reply in foreign {
            try await serve(.answer(reply)) { gateway, _ in
                let answer = await PollCollector().poll(["a"], at: gateway).first?.answer
                guard case .unreachable(let detail, let words) = answer else {
                    return fail("\(reply) was taken for \(String(describing: answer))")
                }
                #expect(detail == ((500...599).contains(reply.status) ? .http5xx : .proxyAnswer))
                #expect(!words.isEmpty && !words.contains("proxy page"))
                guard case .failed = await gateway.qr("a") else { return fail("\(reply) was taken for a QR answer") }
                guard case .noAnswer = await gateway.start("a") else {
                    return fail("\(reply) was taken for an answer to a start")
                }
            }
        }
    }

    func checkHostileBodies() async throws {
        for body in hostileBodies {
            let bytes = Array("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body
            try await serve(.send(bytes)) { gateway, _ in
                let answer = await PollCollector().poll(["a"], at: gateway).first?.answer
                if case .observed(let condition, _) = answer { fail("a hostile body was read as \(condition)") }
                guard case .failed = await gateway.qr("a") else { return fail("a hostile body gave a QR code") }
            }
        }
    }

    func checkEndlessBody() async throws {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
        let filler = [UInt8](repeating: UInt8(ascii: "["), count: 16 << 10)
        try await serve(.send(head), .repeatForever(filler)) { gateway, _ in
            let answer = await PollCollector().poll(["a"], at: gateway).first?.answer
            guard case .unreachable(.proxyAnswer, _) = answer else {
                return fail("an endless body was taken for \(String(describing: answer))")
            }
        }
    }

    func checkCutBody() async throws {
        let half = String(connected.body.prefix(connected.body.count / 2))
        let promise = "HTTP/1.1 200 OK\r\nContent-Length: \(connected.body.utf8.count)\r\n\r\n\(half)"
        for steps in [[LoopbackServer.Step.send(promise), .close], [.answer(200, half)]] {
            let server = try LoopbackServer { _ in steps }
            defer { server.stop() }
            let gateway = try make(server.url, ["change-me"], .seconds(15))
            let answer = await PollCollector().poll(["a"], at: gateway).first?.answer
            guard case .unreachable = answer else {
                return fail("half an answer was taken for \(String(describing: answer))")
            }
        }
    }

    func checkAccount() async throws {
        let number = AccountNumber("12025550143")
        try await serve(.answer(linked("12025550143"))) { gateway, server in
            #expect(await gateway.account("a") == number.map { .number($0) })
            #expect(server.requests.first?.header(keyHeader)?.contains("change-me") == true)
        }
        for reply in foreign + ["", "x", "5550143", "🟢"].map(linked) + [connected, pong] {
            try await serve(.answer(reply)) { gateway, _ in
                if case .number(let number) = await gateway.account("a") { fail("\(reply) was taken for \(number)") }
            }
        }
        try await serve(.answer(refusal("bad key change-me"))) { gateway, _ in
            guard case .failed(let words) = await gateway.account("a") else {
                return fail("a refused key was no failure")
            }
            #expect(!words.contains("change-me"))
        }
        for body in hostileBodies {
            let bytes = Array("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body
            try await serve(.send(bytes)) { gateway, _ in
                if case .number = await gateway.account("a") { fail("a hostile body gave an account") }
            }
        }
    }

    /// Replies of whatever stands between us and a gateway.
    private var foreign: [Reply] {
        let page = "<html><body>proxy page</body></html>"
        return [
            Reply(200, ""), Reply(200, page), Reply(200, "ok"), Reply(200, #"{"status":"proxy page"}"#), Reply(204, ""),
            Reply(302, page), Reply(401, ""), Reply(401, page), Reply(403, page), Reply(404, ""), Reply(404, page),
            Reply(407, page), Reply(429, page), Reply(500, page), Reply(502, page), Reply(503, ""), Reply(504, page),
        ]
    }

    private var hostileBodies: [[UInt8]] {
        let deep = String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000)
        let texts = [
            deep, #"{"a":"# + deep + "}", "null", "[]", "{}", "\u{FEFF}" + connected.body,
            connected.body + connected.body,
            connected.body + "\u{0}", connected.body.replacing("\"", with: "'"), #"{"success":"true"}"#,
            #"{"success":1,"state":1,"message":1}"#, #"{"success":true,"state":{},"message":[]}"#,
            #"{"success":true,"qr":"javascript:alert(1)//<b>"}"#, #"{"success":true,"qr":""}"#,
            #"{"success":true,"qr":"\#(String(repeating: "a", count: 5000))"}"#, #"{"success":true,"qr":7}"#,
        ]
        return texts.map { Array($0.utf8) } + [Array(connected.body.utf8.dropLast()) + [0xFF], [0, 0, 0]]
    }

    private func ping(_ step: LoopbackServer.Step) async throws -> PingAnswer {
        let server = try LoopbackServer(step)
        defer { server.stop() }
        return await (try make(server.url, ["change-me"], .seconds(15))).ping()
    }

    /// Runs a check against a gateway that does the same on every request.
    func serve(
        _ steps: LoopbackServer.Step...,
        check: (_ gateway: any SessionGateway, _ server: LoopbackServer) async throws -> Void
    ) async throws {
        let server = try LoopbackServer { _ in steps }
        defer { server.stop() }
        try await check(make(server.url, ["change-me"], .seconds(15)), server)
    }
}
