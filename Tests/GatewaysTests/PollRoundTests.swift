// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import RelinkModel
import RelinkTesting
import Testing

@testable import Gateways

struct PollRoundTests {
    private static let words = GatewayWords(message: "refused")

    @Test func deliversTheOthersWhileARefusedSessionGoesRound() async throws {
        let gate = LoopbackServer.Gate()
        let server = try LoopbackServer { request in
            guard request.path == "/b" else { return [.answer(200)] }
            return request.header("x-api-key") == "new" ? [.answer(403)] : [.wait(gate), .answer(200)]
        }
        defer { server.stop() }
        let transfer = TransferClient(name: "round", maxConnections: 4, userAgent: "relink", guard: nil)
        let keys = KeyRing(keys: [Secret("new"), Secret("old")], header: "x-api-key", common: [])
        let (deliveries, continuation) = AsyncStream.makeStream(of: [PolledSession].self)
        let round = PollRound(
            base: server.url + "/", limits: TransferLimits(), keys: keys, transfer: transfer,
            interpret: { $0.status == 403 ? .unauthorized(Self.words) : .observed(.connected, Self.words) },
            deliver: { continuation.yield($0) })
        round.ask(["a", "b"])
        var iterator = deliveries.makeAsyncIterator()
        #expect(await iterator.next()?.map(\.session) == ["a"])
        gate.open()
        let last = await iterator.next()
        #expect(last?.map(\.session) == ["b"])
        #expect(last?.map(\.answer) == [.observed(.connected, Self.words)])
        #expect(keys.first == 1, "the key that was taken last")
    }

    @Test func deliversEverySessionWhenTheClientIsShutDown() async throws {
        let transfer = TransferClient(name: "round", maxConnections: 4, userAgent: "relink", guard: nil)
        transfer.shutdown()
        let (deliveries, continuation) = AsyncStream.makeStream(of: [PolledSession].self)
        let round = PollRound(
            base: "http://127.0.0.1:1/", limits: TransferLimits(),
            keys: KeyRing(keys: [], header: "x-api-key", common: []), transfer: transfer,
            interpret: { _ in .timedOut }, deliver: { continuation.yield($0) })
        round.ask(["a", "b"])
        var iterator = deliveries.makeAsyncIterator()
        let polled = await iterator.next()
        #expect(polled?.map(\.session) == ["a", "b"])
        #expect(
            polled?.allSatisfy { $0.answer == .unreachable(.network, words: "the HTTP client is shut down") } == true)
    }
}
