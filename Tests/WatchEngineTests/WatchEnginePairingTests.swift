// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Testing

@testable import WatchEngine

/// Codes to type into the phone, from the wish to the gateway.
@Suite(.timeLimit(.minutes(1)))
struct WatchEnginePairingTests {
    private let shop = SessionKey(gateway: "main", name: "shop")

    private func waiting(_ bench: Bench) async {
        bench.gateway.show(SessionCondition(.scanQR, .qr), of: "shop")
        #expect(await bench.pass { await bench.engine.session(shop)?.confirmed?.state == .scanQR })
    }

    private func words(_ wish: () async throws -> Void) async -> String {
        do {
            try await wish()
            return ""
        } catch {
            return "\(error)"
        }
    }

    @Test func whoAskedIsOnRecordAndTheCodeIsNowhere() async throws {
        let bench = Bench(phone: "+12025550143")
        let code = try #require(PairingCode("ABCD1234"))
        bench.gateway.answerPairing(.code(code))
        try await bench.running {
            await waiting(bench)
            let live = try await bench.engine.pairingCode(of: shop, by: "Ana\u{1B}[31m")
            #expect(live.code == code && live.last4 == "0143")
            #expect(live.expiresAt == bench.clock.now.wall + PairingCode.life)
            #expect(bench.gateway.requests.elements.contains(.pairingCode("shop", phone: "+12025550143")))
            let history = try await bench.store.history(HistoryQuery(gateway: "main", limit: 100))
            #expect(history.contains { $0.what == "pairing_code_requested" && $0.words == "requested by Ana [31m" })
            #expect(await bench.pass { await bench.engine.session(shop)?.confirmed?.detail == .pairingCode })
            let told = "\(history)\(bench.log.entries)\(try await bench.store.load("main"))"
            #expect(!told.contains("ABCD"))
            let again = await words { _ = try await bench.engine.pairingCode(of: shop, by: "") }
            #expect(again.contains("within the last minute"))
        }
    }

    @Test func whatTheGatewayRefusesIsSaidAndCountsAsAsked() async throws {
        let bench = Bench(phone: "+12025550143")
        bench.gateway.answerPairing(.failed(words: "rate-overlimit"))
        try await bench.running {
            await waiting(bench)
            let refused = await words { _ = try await bench.engine.pairingCode(of: shop, by: "") }
            #expect(refused == "no pairing code for main/shop: rate-overlimit")
            let again = await words { _ = try await bench.engine.pairingCode(of: shop, by: "") }
            #expect(again.contains("within the last minute"))
            #expect(await bench.engine.session(shop)?.confirmed?.detail != .pairingCode)
            let unknown = SessionKey(gateway: "main", name: "nobody")
            #expect(await words { _ = try await bench.engine.pairingCode(of: unknown, by: "") }.contains("no session"))
        }
    }

    @Test func theGatewayIsNotAskedWhereNoPhoneIsWaitedFor() async throws {
        let bench = Bench(phone: "+12025550143")
        try await bench.running {
            #expect(await bench.pass { await bench.state(of: "shop") == .connected })
            let refused = await words { _ = try await bench.engine.pairingCode(of: shop, by: "") }
            #expect(refused.contains("it waits for no phone"))
            let asked = bench.gateway.requests.elements.contains { if case .pairingCode = $0 { true } else { false } }
            #expect(!asked)
        }
    }
}
