// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import StatusServer
import Testing

struct OperatorResponderTests {
    private static func make(_ host: String, key: Secret?) throws -> OperatorResponder {
        try OperatorResponder(
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
}
