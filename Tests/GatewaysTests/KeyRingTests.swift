// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import RelinkModel
import Testing

@testable import Gateways

struct KeyRingTests {
    private static let common = [HTTPHeader("Accept", "application/json")]

    @Test func goesRoundAndRemembersWhatWasTaken() {
        let ring = KeyRing(keys: [Secret("new"), Secret("old")], header: "x-api-key", common: Self.common)
        #expect(ring.count == 2)
        #expect(ring.first == 0)
        #expect(ring.next(after: 0) == 1)
        #expect(ring.next(after: 1) == 0)
        #expect(ring.headers(at: 1) == Self.common + [HTTPHeader("x-api-key", "old")])
        ring.accept(1)
        #expect(ring.first == 1)
    }

    @Test func sendsNoHeaderWithoutAKey() {
        let ring = KeyRing(keys: [], header: "x-api-key", common: Self.common)
        #expect(ring.count == 1)
        #expect(ring.headers(at: ring.first) == Self.common)
        #expect(ring.next(after: 0) == 0)
    }

    @Test func settingsDropEmptyKeys() throws {
        let endpoint = try GatewayEndpoint(url: "http://127.0.0.1:3000")
        let settings = GatewaySettings(id: "main", endpoint: endpoint, keys: [Secret(""), Secret("old"), Secret("")])
        #expect(settings.keys == [Secret("old")])
    }

    @Test func aDumpShowsNoKey() {
        var shown = ""
        dump(KeyRing(keys: [Secret("change-me")], header: "x-api-key", common: []), to: &shown)
        #expect(!shown.contains("change-me"))
    }
}
