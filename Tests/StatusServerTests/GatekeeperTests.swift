// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import StatusServer
import Testing

@Suite(.timeLimit(.minutes(1)))
struct GatekeeperTests {
    private static let target = "/api/v1/sessions"

    private static func settings(hosts: [String] = [], key: String? = nil) -> StatusServerSettings {
        var settings = StatusServerSettings.loopback(key: key)
        settings.allowedHosts = hosts
        return settings
    }

    @Test(arguments: [
        ["x-api-key": "change-me"], ["X-API-Key": "change-me"], ["Authorization": "Bearer change-me"],
    ])
    func theKeyOpens(_ fields: [String: String]) async throws {
        try await withServer(.loopback(key: "change-me"), ScriptedOperating()) { client in
            #expect(await client.send("GET", Self.target, fields: fields)?.status == 200)
        }
    }

    @Test(arguments: [
        [:], ["x-api-key": ""], ["x-api-key": "change-m"], ["x-api-key": "change-mee"], ["x-api-key": "Change-me"],
        ["Authorization": "change-me"], ["Authorization": "Basic change-me"],
    ])
    func anythingElseDoesNot(_ fields: [String: String]) async throws {
        try await withServer(.loopback(key: "change-me"), ScriptedOperating()) { client in
            let own = await client.send("GET", Self.target, fields: fields)
            #expect(own?.status == 403)
            #expect(
                own?.body
                    == #"{"error":"Invalid API key","details":"Send the value of server.api_key as the header x-api-key."}"#
            )
            let compatible = await client.send("GET", "/api/whatsapp/ping", fields: fields)
            #expect(compatible?.status == 403)
            #expect(
                compatible?.body
                    == #"{"success":false,"error":"Invalid API key","details":"Send the value of server.api_key as the header x-api-key.","code":403}"#
            )
            for path in ["/metrics", "/readyz", "/nowhere"] {
                #expect(await client.send("GET", path, fields: fields)?.status == 403)
            }
        }
    }

    @Test func healthIsOpen() async throws {
        try await withServer(.loopback(key: "change-me"), ScriptedOperating()) { client in
            #expect(await client.send("GET", "/healthz", host: "elsewhere.example.com")?.status == 200)
        }
    }

    @Test(arguments: [
        ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"], ["Origin": "https://evil.example.com"],
        ["Origin": "null"], ["Origin": "http://127.0.0.1:1"],
        ["Sec-Fetch-Site": "none", "Origin": "https://evil.example.com"],
    ])
    func withoutAKeyOtherSitesAreRefused(_ fields: [String: String]) async throws {
        try await withServer(.loopback(), ScriptedOperating()) { client in
            let answer = await client.send("GET", Self.target, fields: fields)
            #expect(answer?.status == 403)
            #expect(answer?.body.contains("Cross-site request") == true)
        }
    }

    @Test(arguments: [
        [:], ["Sec-Fetch-Site": "same-origin"], ["Sec-Fetch-Site": "none"], ["Origin": "http://127.0.0.1:8480"],
        ["Origin": "https://127.0.0.1:8480"],
    ])
    func ourOwnPagesAndProgramsAreNot(_ fields: [String: String]) async throws {
        try await withServer(.loopback(), ScriptedOperating()) { client in
            #expect(await client.send("GET", Self.target, host: "127.0.0.1:8480", fields: fields)?.status == 200)
        }
    }

    @Test(arguments: [
        ("127.0.0.1:8480", 200), ("localhost", 200), ("LocalHost.:8480", 200), ("[::1]:8480", 200),
        ("127.9.9.9", 200), ("relink.example.com:443", 200), ("evil.example.com", 421),
        ("127.0.0.1.evil.example.com", 421), ("localhost.evil.example.com", 421), ("127.1", 421), ("", 421),
        ("0.0.0.0", 421),
    ])
    func onlyKnownHostsAreServed(_ host: String, _ code: Int) async throws {
        try await withServer(Self.settings(hosts: ["Relink.example.com"]), ScriptedOperating()) { client in
            let status = await client.send("GET", Self.target, host: host)?.status
            #expect(status == code)
        }
    }

    @Test func aKeyMakesTheHostMatterOnlyWhereHostsAreListed() async throws {
        let fields = ["x-api-key": "change-me"]
        try await withServer(Self.settings(key: "change-me"), ScriptedOperating()) { client in
            #expect(await client.send("GET", Self.target, host: "any.example.com", fields: fields)?.status == 200)
        }
        try await withServer(Self.settings(hosts: ["a.example.com"], key: "change-me"), ScriptedOperating()) { client in
            #expect(await client.send("GET", Self.target, host: "any.example.com", fields: fields)?.status == 421)
            #expect(await client.send("GET", Self.target, host: "a.example.com", fields: fields)?.status == 200)
        }
    }
}
