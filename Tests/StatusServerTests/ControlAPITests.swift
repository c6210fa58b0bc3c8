// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSONText
import RelinkModel
import RelinkTesting
import StatusServer
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ControlAPITests {
    /// Runs a server on a socket file.
    private func withSocket(
        _ operating: ScriptedOperating, reloading: (any Reloading)? = nil,
        _ body: (SocketClient) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        var settings = StatusServerSettings.loopback(key: "change-me")
        settings.reloading = reloading
        try await withServer(settings, operating, on: .unix(path: folder.path + "/control"), body)
    }

    @Test func theSocketNeedsNoKeyAndNoHost() async throws {
        try await withSocket(ScriptedOperating { $0.sessions = [.sample()] }) { client in
            #expect(await client.send("GET", "/api/v1/sessions", host: "relink")?.status == 200)
            #expect(await client.send("GET", "/api/whatsapp/session/status/shop-07", host: "")?.status == 200)
        }
    }

    @Test func statusTellsWhoAnswersAndHowItIs() async throws {
        let operating = ScriptedOperating {
            $0.gateways = [.main(), .main()]
            $0.health = WatcherHealth(isAlive: true, isReady: false, problems: ["the disk is full"])
            $0.sessions = [
                .sample(), .sample("b", account: AccountStatus(.wrong, last4: "0199", expectedLast4: "0143")),
                .sample("c", isFrozen: true, account: AccountStatus(.wrong)),
            ]
        }
        try await withSocket(operating) { client in
            let body = try JSONText.parse(await client.send("GET", "/control/status")?.body ?? "")
            #expect(body["version"]?.string == "1.2.3")
            #expect(body["pid"]?.integer == Int64(getpid()))
            #expect(body["uptime_seconds"]?.integer.map { (0..<60).contains($0) } == true)
            #expect(body["alive"] == true)
            #expect(body["ready"] == false)
            #expect(body["problems"] == ["the disk is full"])
            #expect(body["sessions_total"] == 6)
            #expect(body["sessions_connected"] == 4)
            #expect(body["wrong_accounts"]?.array?.map { $0["session"]?.string } == ["main/b"])
            #expect(body["gateways"]?.array?.count == 2)
        }
    }

    @Test func aCodeComesWithItsPayload() async throws {
        let code = try LiveQR.sample()
        let operating = ScriptedOperating {
            $0.sessions = [.sample(), .sample("b")]
            $0.codes = [SessionKey(gateway: "main", name: "shop-07"): code]
        }
        try await withSocket(operating) { client in
            #expect(
                await client.send("GET", "/control/qr/main/shop-07")?.body
                    == #"{"gateway":"main","session":"shop-07","payload":"2@abc,def=,1","id":"0123456789abcdef","#
                    + #""round":1,"sequence":2,"first_seen":"2026-01-01T12:00:00Z","#
                    + #""expires_at":"2026-01-01T12:00:20Z"}"#)
            let none = await client.send("GET", "/control/qr/main/b")
            #expect(none?.status == 404)
            #expect(none?.body == #"{"error":"No code","details":"The session main/b shows no QR code now."}"#)
            #expect(await client.send("GET", "/control/qr/main/nobody")?.body.contains("Unknown session") == true)
        }
    }

    @Test(arguments: [
        (StartAnswer.accepted, #"{"answer":"accepted","words":""}"#),
        (.alreadyRunning, #"{"answer":"already_running","words":""}"#),
        (.unknownSession, #"{"answer":"unknown_session","words":""}"#),
        (.refused(words: "no browser"), #"{"answer":"refused","words":"no browser"}"#),
        (.noAnswer(words: "cut"), #"{"answer":"no_answer","words":"cut"}"#),
    ])
    func aStartSaysWhatTheGatewaySaid(_ answer: StartAnswer, _ body: String) async throws {
        let operating = ScriptedOperating {
            $0.sessions = [.sample()]
            $0.started = answer
        }
        try await withSocket(operating) { client in
            #expect(await client.send("POST", "/control/start/main/shop-07")?.body == body)
            #expect(await client.send("GET", "/control/start/main/shop-07")?.headers["allow"] == "POST")
            #expect(await client.send("POST", "/control/start/main/nobody")?.status == 404)
        }
        #expect(operating.asked == ["start main/shop-07 30.0 seconds"])
    }

    @Test func aReloadSaysWhatIsDifferentOrWhatIsWrong() async throws {
        let reloading = ScriptedReloading()
        try await withSocket(ScriptedOperating(), reloading: reloading) { client in
            let taken = await client.send("POST", "/control/reload")
            #expect(taken?.status == 200)
            #expect(
                taken?.body
                    == #"{"at":"1970-01-01T00:00:00Z","accepted":true,"problems":[],"changes":["+ channel ops"]}"#)
            reloading.refuse()
            let refused = await client.send("POST", "/control/reload?dry_run=1")
            #expect(refused?.status == 422)
            let status = try JSONText.parse(await client.send("GET", "/control/status")?.body ?? "")
            #expect(status["configuration_rejected"]?["problems"] == ["config.yaml:1:1: no"])
        }
        #expect(reloading.asked == [false, true])
        try await withSocket(ScriptedOperating()) { client in
            #expect(await client.send("POST", "/control/reload")?.status == 404)
        }
    }

    @Test func overTCPThereIsNoControl() async throws {
        let operating = ScriptedOperating { $0.sessions = [.sample()] }
        try await withServer(.loopback(), operating) { client in
            #expect(await client.send("GET", "/control/status")?.status == 404)
            #expect(await client.send("POST", "/control/start/main/shop-07")?.status == 404)
        }
        #expect(operating.asked == [])
    }
}
