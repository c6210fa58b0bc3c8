// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import JSONText
import RelinkModel
import RelinkTesting
import Testing

@testable import Gateways

/// Every recording of a real gateway: read as it is, then replayed to the adapter.
struct RecordingTests {
    /// A gateway's recordings and what they must be taken for.
    struct Gateway: Sendable, CustomTestStringConvertible {
        let kind: GatewayKind
        let folder: String
        let exchanges: [RecordedExchange]
        let pushes: [RecordedPush]
        var testDescription: String { folder }
    }

    static let wwebjs = Gateway(
        kind: .wwebjs, folder: "wwebjs-api", exchanges: RecordedExchange.wwebjs, pushes: RecordedPush.wwebjs)
    static let whatsappAPI = Gateway(
        kind: .whatsappAPI, folder: "whatsapp-api", exchanges: RecordedExchange.whatsappAPI,
        pushes: RecordedPush.whatsappAPI)
    static let reader = WebJSReader(words: OutsideWords(hiding: []))
    static let transfer = TransferClient(name: "recordings", maxConnections: 8, userAgent: "relink", guard: nil)

    @Test(arguments: [wwebjs, whatsappAPI])
    func theTablesCoverEveryFileOnce(gateway: Gateway) throws {
        let exchanges = gateway.exchanges.map(\.name)
        #expect(Set(exchanges) == (try Recording.names(gateway.folder, ending: ".response.http")))
        #expect(Set(exchanges) == (try Recording.names(gateway.folder, ending: ".request.http")))
        #expect(Set(exchanges).count == exchanges.count)
        #expect(Set(gateway.pushes.map(\.name)) == (try Recording.names(gateway.folder, ending: ".push.http")))
        let all = try Recording.names(gateway.folder, ending: "")
        #expect(all.count == 2 * exchanges.count + gateway.pushes.count + 1, "one more is the index")
        let index = try JSONText.parse(try Recording.index(gateway.folder))
        #expect(index.array?.compactMap { $0["name"]?.string }.sorted() == exchanges.sorted())
    }

    @Test(arguments: [wwebjs, whatsappAPI])
    func everyReplyIsReadAsTheTableSays(gateway: Gateway) throws {
        for exchange in gateway.exchanges {
            let message = try Recording.message(gateway.folder, "\(exchange.name).response.http")
            let reply = GatewayReply(status: message.status, body: message.body)
            let name = Comment(rawValue: exchange.name)
            switch exchange.meaning {
            case .ping(let answer): #expect(Self.reader.ping(reply) == answer, name)
            case .poll(let answer): #expect(Self.reader.status(reply) == answer, name)
            case .qr(let answer): #expect(Self.reader.qr(reply) == answer, name)
            case .start(let answer), .restart(let answer): #expect(Self.reader.start(reply) == answer, name)
            case .list(let answer): #expect(Self.reader.list(reply) == answer, name)
            case .pairing(let answer, let phone):
                #expect(Self.reader.pairing(reply, hiding: String(phone.dropFirst())) == answer, name)
            case .neverAsked: #expect(Self.isUnmapped(Self.reader.status(reply)), name)
            }
        }
    }

    @Test(arguments: RecordedExchange.wwebjs)
    func wwebjsGivesTheSameOverTheWire(exchange: RecordedExchange) async throws {
        try await replay(exchange, of: Self.wwebjs)
    }

    @Test(arguments: RecordedExchange.whatsappAPI)
    func whatsappAPIGivesTheSameOverTheWire(exchange: RecordedExchange) async throws {
        try await replay(exchange, of: Self.whatsappAPI)
    }

    @Test(arguments: [wwebjs, whatsappAPI])
    func everyPushIsTheHintThatTheTableSays(gateway: Gateway) throws {
        let adapter = try Self.adapter(gateway.kind, url: "http://127.0.0.1:1", keys: [])
        for push in gateway.pushes {
            let message = try Recording.message(gateway.folder, "\(push.name).push.http")
            #expect(adapter.hints(inPush: message.body) == [push.hint], Comment(rawValue: push.name))
        }
    }

    /// Lets the adapter ask, answers with the recorded bytes, and compares its question with the recorded one.
    private func replay(_ exchange: RecordedExchange, of gateway: Gateway) async throws {
        let question = try Recording.message(gateway.folder, "\(exchange.name).request.http")
        let answer = try Recording.message(gateway.folder, "\(exchange.name).response.http")
        let server = try LoopbackServer(.send(answer.bytes), .close)
        defer { server.stop() }
        let keys = question.headers["x-api-key"].map { [Secret($0)] } ?? []
        let adapter = try Self.adapter(gateway.kind, url: server.url + exchange.basePath, keys: keys)
        try await ask(adapter, exchange)
        guard case .neverAsked = exchange.meaning else {
            let request = try #require(server.requests.first)
            #expect(server.requests.count == 1)
            #expect(request.text.hasPrefix(question.startLine + "\r\n"))
            #expect(request.header("x-api-key") == question.headers["x-api-key"])
            #expect(request.body == question.body)
            #expect(request.header("content-type") == question.headers["content-type"])
            #expect(request.header("accept") == question.headers["accept"])
            #expect(request.header("if-none-match") == nil)
            return
        }
    }

    private func ask(_ adapter: any SessionGateway, _ exchange: RecordedExchange) async throws {
        switch exchange.meaning {
        case .ping(let answer): #expect(await adapter.ping() == answer)
        case .poll(let answer): #expect(await poll(exchange.session, at: adapter) == answer)
        case .qr(let answer): #expect(await adapter.qr(exchange.session) == answer)
        case .start(let answer): #expect(await adapter.start(exchange.session) == answer)
        case .restart(let answer): #expect(await adapter.restart(exchange.session) == answer)
        case .list(let answer): #expect(await adapter.list() == answer)
        case .pairing(let answer, let phone):
            #expect(await adapter.pairingCode(exchange.session, for: phone) == answer)
        case .neverAsked: #expect(Self.isUnmapped(try #require(await poll(exchange.session, at: adapter))))
        }
    }

    private func poll(_ session: String, at adapter: any SessionGateway) async -> PollAnswer? {
        await PollCollector().poll([session], at: adapter).first?.answer
    }

    private static func isUnmapped(_ answer: PollAnswer) -> Bool {
        if case .unmapped = answer { true } else { false }
    }

    private static func adapter(_ kind: GatewayKind, url: String, keys: [Secret]) throws -> any SessionGateway {
        let settings = GatewaySettings(id: "main", endpoint: try GatewayEndpoint(url: url), keys: keys)
        return Gateways.make(kind: kind, settings: settings, client: transfer)
    }
}
