// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import RelinkModel
import Testing

@testable import Gateways

struct GatewaysTests {
    @Test(arguments: GatewayKind.allCases)
    func makesTheAdapterOfTheKind(kind: GatewayKind) throws {
        let endpoint = try GatewayEndpoint(url: "http://127.0.0.1:1")
        let client = TransferClient(name: "gateways", maxConnections: 1, userAgent: "relink")
        let gateway = Gateways.make(
            kind: kind, settings: GatewaySettings(id: "main", endpoint: endpoint, keys: []), client: client)
        #expect(gateway.kind == kind)
        #expect(gateway.id == "main")
    }
}
