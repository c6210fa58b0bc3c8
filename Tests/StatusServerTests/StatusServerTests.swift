// SPDX-License-Identifier: Apache-2.0

import Foundation
import RelinkModel
import StatusServer
import Testing

@Suite(.timeLimit(.minutes(1)))
struct StatusServerTests {
    private static func make(_ host: String, key: Secret?) throws -> StatusServer {
        try StatusServer(
            StatusServerSettings(
                listener: .tcp(host: host, port: 0), apiKey: key, compatibleGateway: "main", version: "1"),
            operating: ScriptedOperating()
        ) { noon }
    }

    @Test(arguments: ["0.0.0.0", "::", "192.0.2.1", "relink.example.com", "127.0.0.1.example.com"])
    func offLoopbackAKeyIsRequired(_ host: String) throws {
        for key in [nil, Secret("")] {
            let error = #expect(throws: StatusServerError.self) { try Self.make(host, key: key) }
            #expect(error?.description.contains("set server.api_key") == true)
        }
        #expect(throws: Never.self) { try Self.make(host, key: Secret("change-me")) }
    }

    @Test(arguments: ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
    func onLoopbackNoneIs(_ host: String) {
        #expect(throws: Never.self) { try Self.make(host, key: nil) }
    }

    @Test func theKeyIsNotInItsDescription() throws {
        #expect(!String(describing: StatusServerSettings.loopback(key: "change-me")).contains("change-me"))
    }

    @Test func aTakenPortIsAnError() async throws {
        try await withServer(.loopback(), ScriptedOperating()) { client in
            guard case .tcp(let port) = client.address else { return }
            var settings = StatusServerSettings.loopback()
            settings.listener = .tcp(host: "127.0.0.1", port: port)
            let second = try StatusServer(settings, operating: ScriptedOperating()) { noon }
            let error = await #expect(throws: StatusServerError.self) { try await second.run() }
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
