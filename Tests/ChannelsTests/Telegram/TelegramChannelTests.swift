// SPDX-License-Identifier: Apache-2.0

import Channels
import Foundation
import RelinkModel
import RelinkTesting
import Testing

struct TelegramChannelTests {
    private let alert = SampleAlerts.alert(.sessionOpened)
    private let photo = RemoteReference(rawValue: "photo/\(StrictTelegram.chat)/42")

    @Test func thePictureThatIsSentIsTheCode() async throws {
        let server = try LoopbackServer(answer: StrictTelegram.answer)
        defer { server.stop() }
        let channel = try TestChannels.make(TestChannels.telegram(server.url))
        #expect(await TestChannels.send(alert, over: channel).outcome == .delivered(ref: photo))
        let form = try #require(server.requests.first.flatMap(MultipartForm.init))
        let picture = try #require(form.parts["photo"])
        #expect(picture.contentType == "image/png")
        #expect(try Self.scan(picture.bytes) == SampleAlerts.liveQR?.payload.revealed)
    }

    @Test func aPictureWhoseCodeIsGoneIsATile() async throws {
        let server = try LoopbackServer(answer: StrictTelegram.answer)
        defer { server.stop() }
        let channel = try TestChannels.make(TestChannels.telegram(server.url), liveQR: ScriptedQR())
        #expect(await TestChannels.send(alert, over: channel).outcome == .delivered(ref: photo))
        let form = try #require(server.requests.first.flatMap(MultipartForm.init))
        let picture = try #require(form.parts["photo"])
        #expect(try Self.scan(picture.bytes) == nil)
    }

    @Test func withoutACodeItIsAMessageOfText() async throws {
        let server = try LoopbackServer(answer: StrictTelegram.answer)
        defer { server.stop() }
        let channel = try TestChannels.make(TestChannels.telegram(server.url))
        let report = await TestChannels.send(SampleAlerts.alert(.serverOpened), over: channel)
        #expect(report.outcome == .delivered(ref: RemoteReference(rawValue: "text/\(StrictTelegram.chat)/42")))
    }

    @Test func aGroupThatMovedIsFollowedAtOnceAndRemembered() async throws {
        let server = try LoopbackServer { request in
            MultipartForm(request)?["chat_id"] == "-55"
                ? StrictTelegram.refuse(
                    400, "Bad Request: group chat was upgraded to a supergroup chat",
                    parameters: #"{"migrate_to_chat_id":\#(StrictTelegram.chat)}"#)
                : StrictTelegram.answer(request)
        }
        defer { server.stop() }
        let channel = try TestChannels.make(TestChannels.telegram(server.url, chat: "-55"))
        for _ in 1...2 { #expect(await TestChannels.send(alert, over: channel).outcome == .delivered(ref: photo)) }
        #expect(
            server.requests.map { MultipartForm($0)?["chat_id"] } == ["-55", StrictTelegram.chat, StrictTelegram.chat])
    }

    @Test func aGroupThatKeepsMovingIsTriedTwiceOnly() async throws {
        let server = try LoopbackServer { request in
            let chat = MultipartForm(request)?["chat_id"].flatMap { Int64($0) } ?? 0
            return StrictTelegram.refuse(
                400, "Bad Request: upgraded", parameters: #"{"migrate_to_chat_id":\#(chat - 1)}"#)
        }
        defer { server.stop() }
        let channel = try TestChannels.make(TestChannels.telegram(server.url))
        #expect(
            await TestChannels.send(alert, over: channel).outcome == .reject(reason: "HTTP 400 Bad Request: upgraded"))
        #expect(server.requests.count == 2)
    }

    // MARK: - Following the code

    @Test func anUpdateShowsTheNextCode() async throws {
        let form = try await update(alert)
        let picture = try #require(form.parts["qr"])
        #expect(try Self.scan(picture.bytes) == SampleAlerts.liveQR?.payload.revealed)
        #expect(form["media"]?.contains("When it has expired") == true)
    }

    @Test func anUpdateWithoutACodeSaysThatItHasExpired() async throws {
        let form = try await update(alert.without(.code))
        let picture = try #require(form.parts["qr"])
        #expect(try Self.scan(picture.bytes) == nil)
        #expect(form["media"]?.contains("The code has expired.") == true)
    }

    @Test func anUpdateAfterTheRecoverySaysThatItIsConnected() async throws {
        let expired = try await update(alert.without(.code))
        let form = try await update(SampleAlerts.alert(.sessionRecovered))
        #expect(form.parts["qr"]?.bytes != expired.parts["qr"]?.bytes)
        #expect(form["media"]?.contains("is connected again.") == true)
    }

    @Test func aTextIsChangedAsText() async throws {
        let server = try LoopbackServer(answer: StrictTelegram.answer)
        defer { server.stop() }
        let channel = try TestChannels.make(TestChannels.telegram(server.url))
        let text = RemoteReference(rawValue: "text/\(StrictTelegram.chat)/42")
        #expect(await channel.update(text, alert: alert, at: alert.now).outcome == .delivered(ref: text))
        #expect(server.requests.first?.path.hasSuffix("/editMessageText") == true)
    }

    @Test func aMessageThatIsGoneIsForgotten() async throws {
        let server = try LoopbackServer(answer: StrictTelegram.answer)
        defer { server.stop() }
        let channel = try TestChannels.make(TestChannels.telegram(server.url))
        for reference in ["photo/\(StrictTelegram.chat)/7", "nonsense", "photo/x/1", "photo/1/2/3"] {
            let report = await channel.update(RemoteReference(rawValue: reference), alert: alert, at: alert.now)
            guard case .reject = report.outcome else {
                Issue.record("\(reference) gave \(report.outcome)")
                continue
            }
        }
        #expect(server.requests.count == 1)
    }

    // MARK: - Pieces

    private func update(_ alert: Alert) async throws -> MultipartForm {
        let server = try LoopbackServer(answer: StrictTelegram.answer)
        defer { server.stop() }
        let channel = try TestChannels.make(TestChannels.telegram(server.url))
        #expect(await channel.update(photo, alert: alert, at: alert.now).outcome == .delivered(ref: photo))
        return try #require(server.requests.first.flatMap(MultipartForm.init))
    }

    /// What a camera reads in a picture; nil where it finds no code.
    private static func scan(_ png: [UInt8]) throws -> String? {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).png")
        try Data(png).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/zbarimg")
        process.arguments = ["-q", "--raw", "-Sdisable", "-Sqrcode.enable", file.path]
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text.isEmpty ? nil : text.trimmingCharacters(in: .newlines)
    }
}

extension Alert {
    fileprivate enum Part { case code }

    /// The same alert at a moment without a code.
    fileprivate func without(_ part: Part) -> Alert {
        Alert(
            delivery: delivery, recipient: recipient, event: event, gateway: gateway, gatewayKind: gatewayKind,
            session: session, qr: nil, now: now)
    }
}
