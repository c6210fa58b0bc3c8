// SPDX-License-Identifier: Apache-2.0

import Channels
import JSONText
import RelinkModel
import RelinkTesting
import Signing
import Testing

struct WebhookChannelTests {
    private let alert = SampleAlerts.alert(.sessionOpened, for: Recipient(channel: "n8n"))

    @Test func theBodyIsSignedAsSentAndTheHeadersTellTheAttempt() async throws {
        let server = try LoopbackServer(.answer(200))
        defer { server.stop() }
        let channel = try TestChannels.make(TestChannels.webhook(server.url))
        #expect(await TestChannels.send(alert, over: channel, attempt: 3).outcome == .delivered(ref: nil))
        let request = try #require(server.requests.first)
        let secret = try StandardWebhooks.Secret(parsing: TestChannels.signingSecret)
        let signature = try secret.sign(id: "k7m2p4-12-1:n8n", timestamp: alert.now.seconds, body: request.body)
        for line in [
            "POST /hook?key=averysecretquery HTTP/1.1", "Content-Type: application/json",
            "Authorization: \(TestChannels.headerKey)", "Idempotency-Key: k7m2p4-12-1:n8n", "X-Attempt: 3",
            "webhook-id: k7m2p4-12-1:n8n", "webhook-timestamp: \(alert.now.seconds)", "webhook-signature: \(signature)",
            "User-Agent: Relink/test",
        ] {
            #expect(request.text.contains("\(line)\r\n"), "\(line)")
        }
    }

    @Test func aSecondSecretAddsASecondSignature() async throws {
        let server = try LoopbackServer(.answer(200))
        defer { server.stop() }
        let second = "whsec_" + Base64.encode(Array(repeating: 7, count: 32))
        let setup = TestChannels.webhook(server.url, signing: [TestChannels.signingSecret, second])
        _ = await TestChannels.send(alert, over: try TestChannels.make(setup))
        let request = try #require(server.requests.first)
        let signature = try StandardWebhooks.Secret(parsing: second)
            .sign(id: "k7m2p4-12-1:n8n", timestamp: alert.now.seconds, body: request.body)
        #expect(request.text.contains(" \(signature)\r\n"))
    }

    @Test func withoutASecretNothingIsSigned() async throws {
        let server = try LoopbackServer(.answer(200))
        defer { server.stop() }
        _ = await TestChannels.send(alert, over: try TestChannels.make(TestChannels.webhook(server.url, signing: [])))
        #expect(server.requests.first?.text.contains("webhook-signature") == false)
        #expect(server.requests.first?.text.contains("webhook-id: ") == true)
    }

    @Test func eachAttemptShowsTheCodeOfThatMoment() async throws {
        let server = try LoopbackServer(.answer(200))
        defer { server.stop() }
        let source = ScriptedQR(SampleAlerts.liveQR)
        let channel = try TestChannels.make(TestChannels.webhook(server.url), liveQR: source)
        _ = await TestChannels.send(alert, over: channel)
        source.show(nil)
        _ = await TestChannels.send(alert, over: channel)
        let bodies = try server.requests.map { try JSONText.parse($0.body) }
        #expect(bodies.first?["qr"]?["payload"]?.string == SampleAlerts.liveQR?.payload.revealed)
        #expect(bodies.last?["qr"] == .null)
    }

    @Test func qrNoneShowsNoCode() async throws {
        let server = try LoopbackServer(.answer(200))
        defer { server.stop() }
        let channel = try TestChannels.make(TestChannels.webhook(server.url, qr: .none))
        _ = await TestChannels.send(alert, over: channel)
        let request = try #require(server.requests.first)
        #expect(try JSONText.parse(request.body)["qr"] == .null)
    }

    @Test func connectionsAreUsedAgain() async throws {
        let server = try LoopbackServer(.answer(200))
        defer { server.stop() }
        let channel = try TestChannels.make(TestChannels.webhook(server.url))
        for _ in 1...10 { _ = await TestChannels.send(alert, over: channel) }
        // An idle one is given up after 3 s, which a busy machine may take.
        #expect(server.connectionCount < 10)
    }

    @Test func theOperatorsOwnBodyIsSentWithItsType() async throws {
        let server = try LoopbackServer(.answer(204))
        defer { server.stop() }
        let own = WebhookTarget.BodyTemplate(
            file: "n8n.json.mustache", text: #"{"t":"{{title}}","code":"{{qr.payload}}","o":{{qr.object}}}"#)
        let setup = TestChannels.webhook(server.url, body: own, contentType: "application/vnd.own+json", method: "PUT")
        let channel = try TestChannels.make(setup)
        #expect(channel.prepare(alert, plain: false).fallbackReason == nil)
        _ = await TestChannels.send(alert, over: channel)
        let request = try #require(server.requests.first)
        let body = try JSONText.parse(request.body)
        #expect(request.text.hasPrefix("PUT ") && request.text.contains("Content-Type: application/vnd.own+json\r\n"))
        #expect(body["code"] == body["o"]?["payload"])
    }

    @Test(arguments: [
        (#"{"t":{{title}}}"#, "own.json.mustache:1:1: the JSON text has an unexpected character"),
        (#"{"t":"{{qr.object}}"}"#, "own.json.mustache:1:1: the JSON text has an unexpected character"),
        (#"{"t":"{{secret}}"}"#, "own.json.mustache:1:7: unknown name"),
    ])
    func mistakesInTheOperatorsBodyAreFoundAtOnce(text: String, problem: String) {
        let body = WebhookTarget.BodyTemplate(file: "own.json.mustache", text: text)
        let problems = Channels.problems(TestChannels.webhook("https://example.com", body: body))
        #expect(problems.first?.description.hasPrefix(problem) == true, "\(problems)")
    }

    @Test(arguments: ["own.mustache", "own.xml.mustache", "own.json"])
    func theFileNameMustSayWhatTheBodyIs(file: String) {
        let body = WebhookTarget.BodyTemplate(file: file, text: "{}")
        let problems = Channels.problems(TestChannels.webhook("https://example.com", body: body))
        #expect(problems.map(\.message).joined().hasPrefix("the name does not say what it writes"))
    }

    @Test func aTextThatOnlySomeAlertsBreakFallsBackAndSaysSo() throws {
        // The sample has this title; the alert has another, and so the key is there twice.
        let text = #"{"Shop Centro":1,"{{session.title}}":2}"#.replacing("Shop Centro\":1", with: "other\":1")
        let body = WebhookTarget.BodyTemplate(file: "own.json.mustache", text: text)
        let channel = try TestChannels.make(TestChannels.webhook("https://example.com", body: body))
        let other = Alert(
            delivery: alert.delivery, recipient: alert.recipient, event: alert.event, gateway: "main",
            gatewayKind: .wwebjs, session: SessionPlan(name: "shop-07", title: "other"), qr: nil, now: alert.now)
        let prepared = channel.prepare(other, plain: false)
        #expect(prepared.fallbackReason?.contains("same key twice") == true)
        #expect(prepared.request == channel.prepare(other, plain: true).request)
    }

    @Test func nothingCanBeChangedAfterwards() async throws {
        let channel = try TestChannels.make(TestChannels.webhook("https://example.com"))
        let report = await channel.update(RemoteReference(rawValue: "1"), alert: alert, at: alert.now)
        #expect(report.outcome == .reject(reason: "a webhook has no messages to change"))
    }
}
