// SPDX-License-Identifier: Apache-2.0

import Channels
import RelinkModel
import RelinkTesting
import Testing

struct ChannelsTests {
    @Test(arguments: [
        TestChannels.webhook("https://example.com"), TestChannels.slack("https://example.com"),
        TestChannels.telegram("https://example.com"),
    ])
    func bundledTemplatesHaveNoMistakes(setup: ChannelSetup) {
        #expect(Channels.problems(setup) == [])
    }

    @Test(arguments: [
        ("{{titl}}", "slack/body.slack.json.mustache:1:1: unknown name \"titl\" (did you mean \"title\"?)"),
        ("{\"text\": {{title}}}", "slack/body.slack.json.mustache:1:1: "),
        ("{\"text\": \"\"}", "it has no text"),
        ("{\"text\": \"{{#title}}\"}", "is not closed"),
    ])
    func mistakesInTemplatesHaveAPlace(text: String, expected: String) {
        let problems = Channels.problems(
            TestChannels.slack("https://example.com"), templates: ["slack/body.slack.json.mustache": text])
        #expect(problems.contains { $0.description.contains(expected) }, "\(problems)")
    }

    @Test func aTemplateTakesThePlaceOfTheBundledOne() throws {
        let channel = try TestChannels.make(
            TestChannels.telegram("https://example.com"),
            templates: [
                "telegram/message.telegram.html.mustache": "<i>{{type}} {{session.name}}</i>", "slack/other.txt": "{{",
            ])
        let request = channel.prepare(SampleAlerts.alert(.sessionRecovered), plain: false).request
        #expect("\(request.body)".contains("<i>session.recovered shop-07</i>"))
    }

    @Test func brokenSetupsAreRefusedWithoutTheirSecrets() {
        let broken = [
            TestChannels.slack("ftp://example.com"), TestChannels.telegram("https://exa mple.com"),
            TestChannels.webhook("https://example.com", signing: ["whsec_short"]),
            TestChannels.webhook("https://example.com", body: .init(file: "own.json.mustache", text: "{{{text}}}")),
        ]
        for setup in broken {
            let error = #expect(throws: ChannelSetupError.self) { try TestChannels.make(setup) }
            #expect(error.map { "\($0)".contains("secret") && "\($0)".contains("very") } == false)
        }
    }

    @Test func plansSayWhatTheEngineMustKnow() throws {
        let webhook = try TestChannels.make(TestChannels.webhook("https://example.com")).plan
        #expect(webhook.isMachine && webhook.showsQR && !webhook.canEdit && webhook.subscriptions == [.incidents, .qr])
        let slack = try TestChannels.make(TestChannels.slack("https://example.com")).plan
        #expect(!slack.isMachine && slack.showsQR && !slack.canEdit)
        let telegram = try TestChannels.make(TestChannels.telegram("https://example.com", qr: .none)).plan
        #expect(!telegram.isMachine && !telegram.showsQR && !telegram.canEdit)
    }

    @Test(arguments: EventKind.allCases)
    func everyKindHasASample(kind: EventKind) {
        let alert = SampleAlerts.alert(kind, for: Recipient(channel: "ops"))
        #expect(alert.event.kind == kind)
        #expect(alert.recipient.channel == "ops" && alert.delivery.rawValue.hasSuffix(":ops"))
    }
}
