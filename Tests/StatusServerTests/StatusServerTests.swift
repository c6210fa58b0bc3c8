// SPDX-License-Identifier: Apache-2.0

import Foundation
import RelinkModel
import StatusServer
import Testing

@Suite(.timeLimit(.minutes(1)))
struct StatusServerTests {
    @Test func aTakenPortIsAnError() async throws {
        try await withServer(.loopback(), ScriptedOperating()) { client in
            guard case .tcp(let port) = client.address else { return }
            let second = StatusServer(.tcp(host: "127.0.0.1", port: port), reception: Reception())
            let error = await #expect(throws: StatusServerError.self) { try await second.run {} }
            #expect(error?.description.hasPrefix("cannot listen on 127.0.0.1:\(port)") == true)
        }
    }

    @Test func aCancelledServerIsGone() async throws {
        var address: SocketClient.Address?
        try await withServer(.loopback(), ScriptedOperating()) { client in
            address = client.address
            #expect(await client.send("GET", "/healthz")?.status == 200)
        }
        let client = SocketClient(address: try #require(address))
        #expect(await client.send("GET", "/healthz") == nil)
    }

    @Test func severalRequestsTravelOverOneConnection() async throws {
        try await withServer(.loopback(), ScriptedOperating()) { client in
            let request = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
            let text = await client.exchange([request + "\r\n", request + "Connection: close\r\n\r\n"])
            #expect(text.components(separatedBy: "HTTP/1.1 200 OK").count == 3)
        }
    }
}
