// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import RelinkModel
import RelinkTesting
import Testing

@testable import Gateways

struct GatewayClientTests {
    /// A client whose gateway refuses with 403. Its connections are its own, so that tests can count them.
    private static func client(_ url: String, keys: [String]) throws -> GatewayClient {
        let settings = GatewaySettings(id: "main", endpoint: try GatewayEndpoint(url: url), keys: keys.map(Secret.init))
        let transfer = TransferClient(name: "client", maxConnections: 4, userAgent: "relink", guard: nil)
        return GatewayClient(settings: settings, keyHeader: "x-api-key", transfer: transfer) { $0.status == 403 }
    }

    @Test func triesEachKeyOnceAndGoesOnWithTheOneThatWasTaken() async throws {
        let server = try LoopbackServer { [.answer($0.header("x-api-key") == "third" ? 200 : 403)] }
        defer { server.stop() }
        let client = try Self.client(server.url, keys: ["first", "second", "third"])
        for _ in 1...2 {
            #expect(await client.get("/a", limits: TransferLimits()) == .success(GatewayReply(status: 200, body: [])))
        }
        let keys = server.requests.map { $0.header("x-api-key") }
        #expect(keys == ["first", "second", "third", "third"])
    }

    @Test func givesTheRefusalWhenNoKeyIsTaken() async throws {
        let server = try LoopbackServer(.answer(403, "no"))
        defer { server.stop() }
        let client = try Self.client(server.url, keys: ["first", "second"])
        let refusal = GatewayReply(status: 403, body: Array("no".utf8))
        #expect(await client.get("/a", limits: TransferLimits()) == .success(refusal))
        #expect(server.requests.count == 2)
    }

    @Test func showsNoKeyWhereNoneIsNeeded() async throws {
        let server = try LoopbackServer(.answer(200))
        defer { server.stop() }
        let client = try Self.client(server.url, keys: ["first"])
        _ = await client.getOpenly("/ping", limits: TransferLimits())
        #expect(server.requests.map { $0.header("x-api-key") } == [nil])
        #expect(server.requests.map(\.path) == ["/ping"])
    }

    @Test func givesAFreshRequestAConnectionOfItsOwn() async throws {
        let server = try LoopbackServer(.answer(200))
        defer { server.stop() }
        let client = try Self.client(server.url, keys: ["first"])
        for connection in [ConnectionUse.reuse, .fresh, .fresh, .reuse] {
            _ = await client.get("/a", limits: TransferLimits(), connection: connection)
        }
        #expect(server.requests.map(\.connection) == [0, 1, 2, 0])
    }
}
