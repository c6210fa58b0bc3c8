// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import RelinkModel
import RelinkTesting
import Testing

@testable import Gateways

/// The conformance suite, run for every kind.
struct GatewayConformanceTests {
    @Test(arguments: GatewayKind.allCases, GatewayConformance.allCases)
    func everyGatewayPasses(kind: GatewayKind, check: GatewayConformance) async throws {
        try await check.check(Self.subject(kind))
    }

    private static func subject(_ kind: GatewayKind) -> GatewaySubject {
        switch kind {
        case .wwebjs, .whatsappAPI: webJS(kind)
        }
    }

    private static func webJS(_ kind: GatewayKind) -> GatewaySubject {
        GatewaySubject(
            make: { url, keys, limit in
                let settings = GatewaySettings(
                    id: "main", endpoint: try GatewayEndpoint(url: url), keys: keys.map(Secret.init), statusLimit: limit
                )
                let client = TransferClient(name: "conformance", maxConnections: 32, userAgent: "relink", guard: nil)
                return Gateways.make(kind: kind, settings: settings, client: client)
            },
            keyHeader: "x-api-key",
            pong: GatewaySubject.Reply(200, #"{"success":true,"message":"pong"}"#),
            statusPath: "/session/status/",
            connected: GatewaySubject.Reply(
                200, #"{"success":true,"state":"CONNECTED","message":"session_connected"}"#),
            failedBecause: { GatewaySubject.Reply(200, #"{"success":false,"state":null,"message":"\#($0)"}"#) },
            linked: {
                GatewaySubject.Reply(
                    200, #"{"success":true,"sessionInfo":{"wid":{"server":"c.us","user":"\#($0)"}}}"#)
            },
            refusal: { GatewaySubject.Reply(403, #"{"success":false,"error":"Invalid API key (\#($0))"}"#) })
    }
}
