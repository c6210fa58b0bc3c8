// SPDX-License-Identifier: Apache-2.0

import Channels
import RelinkModel
import RelinkTesting
import Testing

struct SlackChannelTests {
    private let alert = SampleAlerts.alert(.sessionOpened)

    @Test func theCodeStandsInABlockOfItsOwn() async throws {
        let server = try LoopbackServer(answer: StrictSlack.answer)
        defer { server.stop() }
        let channel = try TestChannels.make(TestChannels.slack(server.url))
        #expect(await TestChannels.send(alert, over: channel).outcome == .delivered(ref: nil))
        let payload = try #require(SampleAlerts.liveQR?.payload.revealed)
        #expect(server.requests.first?.text.contains("```\(payload)```") == true)
    }

    @Test func aCodeThatIsGoneLeavesAMessageThatSaysSo() async throws {
        let server = try LoopbackServer(answer: StrictSlack.answer)
        defer { server.stop() }
        let channel = try TestChannels.make(TestChannels.slack(server.url), liveQR: ScriptedQR())
        #expect(await TestChannels.send(alert, over: channel).outcome == .delivered(ref: nil))
        #expect(server.requests.first?.text.contains("```no code at this moment```") == true)
    }

    @Test(arguments: [QRForm.none, .link, .image, .pairingCode])
    func otherFormsNameTheCommandInstead(form: QRForm) throws {
        let channel = try TestChannels.make(TestChannels.slack("https://example.com", qr: form))
        let body = "\(channel.prepare(alert, plain: false).request.body)"
        #expect(!body.contains("qr.payload") && body.contains("relink qr main/shop-07") && !channel.plan.showsQR)
    }

    @Test func everyAttemptHasAConnectionOfItsOwn() async throws {
        let server = try LoopbackServer(answer: StrictSlack.answer)
        defer { server.stop() }
        let channel = try TestChannels.make(TestChannels.slack(server.url))
        for _ in 1...2 { _ = await TestChannels.send(alert, over: channel) }
        #expect(server.connectionCount == 2)
    }
}
