// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import StatusServer
import Testing

@Suite(.timeLimit(.minutes(1)))
struct PushReceiverTests {
    private static let secret = "change-me-change-me"
    private static var settings: StatusServerSettings {
        var settings = StatusServerSettings.loopback(key: "another-key")
        settings.pushSecrets = ["main": Secret(secret)]
        return settings
    }

    @Test func aPushWithTheSecretIsTakenWithoutTheAPIKey() async throws {
        let operating = ScriptedOperating()
        try await withServer(Self.settings, operating) { client in
            let answer = await client.send("POST", "/hooks/main/\(Self.secret)", body: #"{"sessionId":"shop"}"#)
            #expect(answer?.status == 204)
        }
        #expect(operating.asked == [#"push main {"sessionId":"shop"}"#])
    }

    @Test(arguments: ["/hooks/main/wrong", "/hooks/other/\(secret)", "/hooks/main", "/hooks/main/\(secret)/more"])
    func anyOtherPathIsNotThere(_ path: String) async throws {
        let operating = ScriptedOperating()
        try await withServer(Self.settings, operating) { client in
            let status = await client.send("POST", path, body: "{}")?.status
            #expect(status == 404 || status == 403)
        }
        #expect(operating.asked.isEmpty)
    }

    @Test func aGatewayWithoutASecretTakesNoPush() async throws {
        let operating = ScriptedOperating()
        try await withServer(.loopback(), operating) { client in
            #expect(await client.send("POST", "/hooks/main/x", body: "{}")?.status == 404)
        }
        #expect(operating.asked.isEmpty)
    }

    @Test func aPushThatIsTooLongIsRefused() async throws {
        let operating = ScriptedOperating()
        try await withServer(Self.settings, operating, limits: ServerLimits(bodyBytes: 100)) { client in
            let body = String(repeating: "x", count: 1000)
            let status = await client.send("POST", "/hooks/main/\(Self.secret)", body: body)?.status
            // What was sent beyond the limit may cut the connection before the refusal is read.
            #expect(status == nil || status == 413)
        }
        #expect(operating.asked.isEmpty)
    }
}
