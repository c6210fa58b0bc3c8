// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Testing

@testable import Gateways

struct WebJSReaderProbeTests {
    private static let reader = WebJSReader(words: OutsideWords(hiding: []))
    private static let info = #"{"success":true,"sessionInfo":{"wid":{"server":"c.us","user":"12025550143"}}}"#

    @Test(arguments: [
        (200, #"{"success":true,"result":true}"#, ProbeAnswer.alive),
        (200, #"{"success":true,"result":false}"#, .alive),
        (
            500, #"{"success":false,"error":"Evaluation failed: 12025550143"}"#,
            .silent(words: "Evaluation failed: …0143")
        ),
        (404, #"{"success":false,"error":"session_not_connected"}"#, .unknown(words: "session_not_connected")),
        (
            403, #"{"success":false,"error":"Invalid API key"}"#,
            .unknown(words: "The gateway refused the API key: check api_key.")
        ),
    ]) func onlyTheGatewaysOwnWordCounts(status: Int, body: String, answer: ProbeAnswer) {
        let reply = GatewayReply(status: status, body: Array(body.utf8))
        #expect(Self.reader.probe(reply, hiding: "12025550143") == answer)
    }

    @Test(arguments: [
        (200, #"{"success":true,"result":"yes"}"#), (502, "<html>"), (200, ""), (500, "[]"),
        (404, "<pre>Cannot POST /client/isRegisteredUser/a</pre>"),
    ]) func whatAProxySaysIsNotKnown(status: Int, body: String) {
        let answer = Self.reader.probe(GatewayReply(status: status, body: Array(body.utf8)), hiding: "12025550143")
        #expect(!answer.tells)
    }

    @Test func itAsksAboutItsOwnNumberAndWaitsForWhatsApp() async throws {
        let server = try LoopbackServer { request in
            request.text.hasPrefix("GET")
                ? [.answer(200, Self.info)] : [.answer(200, #"{"success":true,"result":true}"#)]
        }
        defer { server.stop() }
        #expect(await (try Self.gateway(server.url)).probe("a") == .alive)
        let question = try #require(server.requests.last)
        #expect(question.text.hasPrefix("POST /client/isRegisteredUser/a "))
        #expect(String(decoding: question.body, as: UTF8.self) == #"{"number":"12025550143"}"#)
    }

    @Test func aSessionWithoutANumberIsNotAsked() async throws {
        let server = try LoopbackServer(.answer(200, #"{"success":true}"#))
        defer { server.stop() }
        #expect(await !(try Self.gateway(server.url)).probe("a").tells)
        #expect(server.requests.count == 1)
    }

    @Test func onlyAnAnswerThatIsMissingTellsOfIt() async throws {
        let gate = LoopbackServer.Gate()
        let server = try LoopbackServer { request in
            request.text.hasPrefix("GET") ? [.answer(200, Self.info)] : [.wait(gate), .close]
        }
        defer {
            gate.open()
            server.stop()
        }
        #expect(await (try Self.gateway(server.url)).probe("a") == .silent(words: "no answer within 1 s"))
        let gone = try Self.gateway("http://127.0.0.1:1")
        #expect(await !gone.probe("a").tells)
    }

    private static func gateway(_ url: String) throws -> any SessionGateway {
        let settings = GatewaySettings(
            id: "main", endpoint: try GatewayEndpoint(url: url), keys: [], probeLimit: .seconds(1))
        return Gateways.make(kind: .whatsappAPI, settings: settings, client: RecordingTests.transfer)
    }
}

extension ProbeAnswer {
    /// Whether it says anything of the session.
    fileprivate var tells: Bool { if case .unknown = self { false } else { true } }
}
