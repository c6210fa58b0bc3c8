// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Testing

@testable import Gateways

struct WebJSReaderPairingTests {
    private static let reader = WebJSReader(words: OutsideWords(hiding: []))

    private func read(_ status: Int, _ body: String) -> PairingAnswer {
        Self.reader.pairing(GatewayReply(status: status, body: Array(body.utf8)), hiding: "12025550143")
    }

    @Test(arguments: [
        (200, #"{"success":false,"message":"session_not_found"}"#, PairingAnswer.unknownSession),
        (404, "<pre>Cannot POST /session/requestPairingCode/a</pre>", .unsupported),
        (
            500, #"{"success":false,"error":"rate-overlimit for 12025550143"}"#,
            .failed(words: "rate-overlimit for …0143")
        ),
        (
            403, #"{"success":false,"error":"Invalid API key"}"#,
            .failed(words: "The gateway refused the API key: check api_key.")
        ),
    ]) func whatIsNoCodeIsSaid(status: Int, body: String, answer: PairingAnswer) {
        #expect(read(status, body) == answer)
    }

    @Test(arguments: [
        #"{"success":true}"#, #"{"success":true,"result":"2@abcdef"}"#, #"{"success":true,"result":["ABCDEFGH"]}"#,
        #"{"success":true,"result":"<b>BCDEF"}"#, #"{"success":true,"result":"abcdefgh"}"#,
    ]) func whatIsNotOneOfWhatsAppsIsNotShown(body: String) {
        guard case .failed(let words) = read(200, body) else { return #expect(Bool(false), "a code was made of it") }
        #expect(!words.contains("2@") && !words.contains("<b>"))
    }

    @Test func theAncestorIsNotEvenAsked() async throws {
        let server = try LoopbackServer(.answer(200))
        defer { server.stop() }
        let settings = GatewaySettings(id: "main", endpoint: try GatewayEndpoint(url: server.url), keys: [])
        let gateway = Gateways.make(kind: .whatsappAPI, settings: settings, client: RecordingTests.transfer)
        #expect(await gateway.pairingCode("a", for: "+12025550143") == .unsupported)
        #expect(server.requests.isEmpty)
    }

    @Test func aRequestLeavesOnceAndOnAConnectionOfItsOwn() async throws {
        let server = try LoopbackServer { $0.text.hasPrefix("GET") ? [.answer(200)] : [.close] }
        defer { server.stop() }
        let settings = GatewaySettings(id: "main", endpoint: try GatewayEndpoint(url: server.url), keys: [Secret("k")])
        let gateway = Gateways.make(kind: .wwebjs, settings: settings, client: RecordingTests.transfer)
        _ = await gateway.ping()
        guard case .failed = await gateway.pairingCode("a", for: "+12025550143") else {
            return #expect(Bool(false), "a closed connection was an answer")
        }
        #expect(server.requests.count(where: { $0.text.hasPrefix("POST") }) == 1)
    }
}
