// SPDX-License-Identifier: Apache-2.0

import Channels
import JSONText
import RelinkModel
import RelinkTesting
import Testing

/// What a contact gets: at its own address, and only what it may see.
struct ContactTests {
    private static let contacts = [
        ChannelContact(id: "shop", to: Secret("111"), audience: .holder),
        ChannelContact(id: "boss", to: Secret("222")),
        ChannelContact(id: "quoted", to: Secret(#"a"b\c"#)),
    ]
    private static let payload = SampleAlerts.liveQR?.payload.revealed ?? "no payload"

    private func alert(for contact: ContactID?, kind: EventKind = .sessionOpened) -> Alert {
        SampleAlerts.alert(kind, for: Recipient(channel: "sample", contact: contact))
    }

    private func with(_ setup: ChannelSetup, _ contacts: [ChannelContact] = contacts) -> ChannelSetup {
        ChannelSetup(
            id: setup.id, subscriptions: setup.subscriptions, qr: setup.qr, contacts: contacts, target: setup.target)
    }

    // MARK: - Telegram

    /// A Bot API that takes everything, in whatever chat.
    private static func bot(_ request: LoopbackServer.Request) -> [LoopbackServer.Step] {
        let chat = MultipartForm(request)?["chat_id"] ?? ""
        guard chat != "111" else {
            return StrictTelegram.refuse(400, "Bad Request: upgraded", parameters: #"{"migrate_to_chat_id":-999}"#)
        }
        return [.answer(200, #"{"ok":true,"result":{"message_id":42,"chat":{"id":1},"date":1}}"#)]
    }

    @Test func eachContactHasAChatOfItsOwnWhereverOthersMoved() async throws {
        let server = try LoopbackServer { Self.bot($0) }
        defer { server.stop() }
        let channel = try TestChannels.make(with(TestChannels.telegram(server.url)))
        for contact: ContactID? in ["shop", nil, "boss", "shop"] {
            _ = await TestChannels.send(alert(for: contact), over: channel)
        }
        #expect(
            server.requests.map { MultipartForm($0)?["chat_id"] }
                == ["111", "-999", StrictTelegram.chat, "222", "-999"])
    }

    @Test func aContactWhoIsGoneLeadsToNobodyElse() async throws {
        let server = try LoopbackServer { Self.bot($0) }
        defer { server.stop() }
        let channel = try TestChannels.make(with(TestChannels.telegram(server.url), []))
        _ = await TestChannels.send(alert(for: "boss"), over: channel)
        #expect(server.requests.map { MultipartForm($0)?["chat_id"] } == [""])
    }

    @Test func aHolderIsToldInTheirLanguage() async throws {
        let server = try LoopbackServer { Self.bot($0) }
        defer { server.stop() }
        let contacts = [ChannelContact(id: "shop", to: Secret("333"), audience: .holder, locale: "pt")]
        let channel = try TestChannels.make(with(TestChannels.telegram(server.url), contacts))
        for contact: ContactID? in ["shop", nil] { _ = await TestChannels.send(alert(for: contact), over: channel) }
        let texts = server.requests.compactMap { MultipartForm($0).flatMap { $0["text"] ?? $0["caption"] } }
        #expect(texts.count == 2)
        #expect(texts.first?.contains("o WhatsApp está desligado") == true)
        #expect(texts.last?.contains("WhatsApp is disconnected") == true)
    }

    @Test func aLanguageThatNobodyWroteIsRefusedWithTheOnesThereAre() {
        let contacts = [ChannelContact(id: "shop", audience: .holder, locale: "xx")]
        let problems = Channels.problems(with(TestChannels.slack("https://example.com"), contacts))
        #expect(problems.map(\.file) == ["words/xx.txt.mustache"])
        #expect(problems.first?.message.contains("take one of de, es, fr, pt") == true)
    }

    @Test func noAddressIsStored() throws {
        for setup in [TestChannels.telegram("http://127.0.0.1:1"), TestChannels.webhook("http://127.0.0.1:1")] {
            let request = try TestChannels.make(with(setup)).prepare(alert(for: "boss"), plain: false).request
            #expect(!"\(request)".contains("222"))
            #expect("\(request)".contains("contact.to.boss"))
        }
    }

    @Test(arguments: [QRForm.auto, .image, .text], [false, true])
    func aHolderIsToldInWordsAlone(form: QRForm, plain: Bool) async throws {
        let server = try LoopbackServer { _ in [.answer(200, #"{"ok":true,"result":{"message_id":1,"chat":{"id":1}}}"#)]
        }
        defer { server.stop() }
        let channel = try TestChannels.make(with(TestChannels.telegram(server.url, qr: form)))
        _ = await TestChannels.send(alert(for: "shop"), over: channel, plain: plain)
        let request = try #require(server.requests.first)
        let sent = try #require(MultipartForm(request))
        #expect(request.path.hasSuffix("/sendMessage"))
        #expect(sent["text"]?.contains("shows you the code") == true)
        #expect(!request.text.contains(Self.payload))
        #expect(!request.text.contains("relink qr"))
    }

    @Test func aPictureThatAHolderHasFromEarlierIsTakenAway() async throws {
        let server = try LoopbackServer { _ in
            [.answer(200, #"{"ok":true,"result":{"message_id":42,"chat":{"id":1}}}"#)]
        }
        defer { server.stop() }
        let channel = try TestChannels.make(with(TestChannels.telegram(server.url)))
        let alert = alert(for: "shop")
        let report = await channel.update(RemoteReference(rawValue: "photo/111/42"), alert: alert, at: alert.now)
        #expect(report.outcome == .delivered(ref: RemoteReference(rawValue: "photo/111/42")))
        let first = try #require(server.requests.first)
        let shown = try #require(MultipartForm(first)?.parts["qr"]?.bytes)
        let withCode = try TestChannels.make(TestChannels.telegram(server.url))
        _ = await withCode.update(RemoteReference(rawValue: "photo/1/42"), alert: self.alert(for: nil), at: alert.now)
        let last = try #require(server.requests.last)
        let code = try #require(MultipartForm(last)?.parts["qr"]?.bytes)
        #expect(shown != code)
    }

    // MARK: - Webhooks and Slack

    private func body(_ alert: Alert, plain: Bool = false, template: String? = nil) async throws -> String {
        let server = try LoopbackServer(.answer(200))
        defer { server.stop() }
        let own = template.map { WebhookTarget.BodyTemplate(file: "own.json.mustache", text: $0) }
        let channel = try TestChannels.make(with(TestChannels.webhook(server.url, body: own)))
        _ = await TestChannels.send(alert, over: channel, plain: plain)
        return String(decoding: try #require(server.requests.first).body, as: UTF8.self)
    }

    @Test func aWebhookNamesTheContactAndItsAddress() async throws {
        let boss = try JSONText.parse(try await body(alert(for: "boss")))
        #expect(boss["contact"]?["id"]?.string == "boss")
        #expect(boss["contact"]?["to"]?.string == "222")
        #expect(boss["qr"]?["payload"]?.string == Self.payload)
        let quoted = try JSONText.parse(try await body(alert(for: "quoted")))
        #expect(quoted["contact"]?["to"]?.string == #"a"b\c"#)
        let nobody = try JSONText.parse(try await body(alert(for: nil)))
        #expect(nobody["contact"] == .null)
        let plain = try JSONText.parse(try await body(alert(for: "boss"), plain: true))
        #expect(plain["contact"]?["id"]?.string == "boss")
    }

    @Test(arguments: [false, true])
    func aHoldersWebhookHasNoCode(plain: Bool) async throws {
        let text = try await body(alert(for: "shop"), plain: plain)
        #expect(try JSONText.parse(text)["qr"] == .null)
        #expect(!text.contains(Self.payload))
        #expect(text.contains("shows you the code"))
    }

    @Test func noTemplateShowsAHolderTheCode() async throws {
        let template =
            #"{"a":"{{qr.payload}}","b":"{{qr.png_base64}}","c":"{{qr.half_blocks}}","d":{{qr.object}},"to":"{{contact.to}}"}"#
        #expect(
            try await body(alert(for: "shop"), template: template) == #"{"a":"","b":"","c":"","d":null,"to":"111"}"#)
        #expect(try await body(alert(for: nil), template: template).contains(Self.payload))
        #expect(try await body(alert(for: nil), template: template).hasSuffix(#""to":""}"#))
    }

    @Test func slackShowsAHolderNoCode() async throws {
        let server = try LoopbackServer { StrictSlack.answer($0) }
        defer { server.stop() }
        let channel = try TestChannels.make(with(TestChannels.slack(server.url)))
        #expect(await TestChannels.send(alert(for: "shop"), over: channel).outcome == .delivered(ref: nil))
        #expect(await TestChannels.send(alert(for: "boss"), over: channel).outcome == .delivered(ref: nil))
        let texts = server.requests.map(\.text)
        #expect(texts.map { $0.contains(Self.payload) } == [false, true])
        #expect(texts.first?.contains("shows you the code") == true)
    }
}
