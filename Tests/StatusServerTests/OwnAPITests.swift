// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel
import StatusServer
import Testing

@Suite(.timeLimit(.minutes(1)))
struct OwnAPITests {
    @Test func sessionsAreListedWithoutSecrets() async throws {
        let code = try LiveQR.sample()
        let operating = ScriptedOperating {
            $0.sessions = [.sample(), .sample("b", isFrozen: true)]
            $0.codes = [SessionKey(gateway: "main", name: "shop-07"): code]
        }
        try await withServer(.loopback(), operating) { client in
            let body = try #require(await client.send("GET", "/api/v1/sessions")?.body)
            let first = try #require(try JSONText.parse(body).at(pointer: "/sessions/0"))
            #expect(
                JSONText.serialize(first)
                    == #"{"gateway":"main","name":"shop-07","title":"Shop Centro","labels":{"team":"sales"},"#
                    + #""phone_hint":"","account_last4":"0143","#
                    + #""account":{"last4":"0143","is_expected":true,"expected_last4":"0143"},"#
                    + #""listed":true,"state":"connected","detail":"ok","#
                    + #""since":"2026-01-01T12:00:00Z","confirmed_state":"connected","#
                    + #""confirmed_since":"2026-01-01T12:00:00Z","answered_at":"2026-01-01T11:59:59Z","frozen":false,"#
                    + #""said":{"success":true,"state":"CONNECTED","message":"session_connected"},"#
                    + #""incident":{"id":"a1b2c3-1","code":"K7Q2","opened_at":"2026-01-01T12:00:00Z"},"#
                    + #""qr":{"sequence":2,"expires_at":"2026-01-01T12:00:00Z"}}"#)
            #expect(try JSONText.parse(body).at(pointer: "/sessions/1/state")?.string == "unreachable")
            #expect(!body.contains("2@"))
            #expect(!body.contains("+1202"))
        }
    }

    @Test(arguments: [
        (
            AccountStatus(.wrong, last4: "0199", expectedLast4: "0143"),
            #"{"last4":"0199","is_expected":false,"expected_last4":"0143"}"#
        ),
        (
            AccountStatus(.unverified, expectedLast4: "0143"),
            #"{"last4":null,"is_expected":null,"expected_last4":"0143"}"#
        ),
        (AccountStatus(.unread), #"{"last4":null,"is_expected":null,"expected_last4":null}"#),
    ]) func aSessionSaysWhoseItIs(account: AccountStatus, json: String) async throws {
        let operating = ScriptedOperating { $0.sessions = [.sample(account: account)] }
        try await withServer(.loopback(), operating) { client in
            let answer = await client.send("GET", "/api/v1/sessions/main/shop-07")
            let account = try JSONText.parse(answer?.body ?? "")["account"]
            #expect(account.map { JSONText.serialize($0) } == json)
        }
    }

    @Test func aSessionIsFoundByItsEncodedName() async throws {
        let operating = ScriptedOperating { $0.sessions = [.sample("a/b \u{202E}\"\u{1}")] }
        try await withServer(.loopback(), operating) { client in
            let answer = await client.send("GET", "/api/v1/sessions/main/a%2Fb%20%E2%80%AE%22%01")
            #expect(answer?.status == 200)
            let body = try JSONText.parse(answer?.body ?? "")
            #expect(body["name"]?.string == "a/b \u{202E}\"\u{1}")
            #expect(await client.send("GET", "/api/v1/sessions/main/a/b")?.status == 404)
        }
    }

    @Test func anUnknownSessionIs404() async throws {
        try await withServer(.loopback(), ScriptedOperating()) { client in
            let answer = await client.send("GET", "/api/v1/sessions/main/nobody")
            #expect(answer?.status == 404)
            #expect(
                answer?.body == #"{"error":"Unknown session","details":"No session main/nobody is watched."}"#)
        }
    }

    @Test func gatewaysAreListed() async throws {
        try await withServer(.loopback(), ScriptedOperating { $0.gateways = [.main(.failing, problem: "refused")] }) {
            #expect(
                await $0.send("GET", "/api/v1/gateways")?.body
                    == #"{"gateways":[{"id":"main","kind":"wwebjs","reachability":"failing","#
                    + #""since":"2026-01-01T12:00:00Z","problem":"refused","sessions_total":3,"#
                    + #""sessions_connected":2,"sessions_connected_before":2}]}"#)
        }
    }

    @Test func aHistoryIsReadWithItsBounds() async throws {
        let operating = ScriptedOperating {
            $0.gateways = [.main()]
            $0.history = .success([
                HistoryRecord(
                    at: noon, subject: .session("a"), what: "confirmed", condition: SessionCondition(.scanQR, .qr),
                    previous: .connected, incident: "a1b2c3-1", words: "UNPAIRED"),
                HistoryRecord(at: noon, subject: .server, what: "observed", condition: SessionCondition(.unreachable)),
            ])
        }
        try await withServer(.loopback(), operating) { client in
            #expect(
                await client.send("GET", "/api/v1/history/main/a?limit=7&since=2026-01-01T00:00:00Z")?.body
                    == #"{"history":[{"at":"2026-01-01T12:00:00Z","subject":"session","session":"a","#
                    + #""event":"confirmed","state":"scan_qr","detail":"qr","previous_state":"connected","#
                    + #""previous_detail":"ok","incident":"a1b2c3-1","words":"UNPAIRED"},"#
                    + #"{"at":"2026-01-01T12:00:00Z","subject":"server","session":null,"event":"observed","#
                    + #""state":"unreachable","detail":"","previous_state":null,"previous_detail":null,"#
                    + #""incident":null,"words":""}]}"#)
            #expect(await client.send("GET", "/api/v1/history/main")?.status == 200)
        }
        #expect(operating.asked == ["history a 2026-01-01T00:00:00Z 7", "history - - 100"])
    }

    @Test(arguments: [
        ("main?limit=0", 422), ("main?limit=1001", 422), ("main?limit=x", 422), ("main?since=yesterday", 422),
        ("other", 404),
    ])
    func aWrongBoundIsRefused(_ rest: String, _ code: Int) async throws {
        try await withServer(.loopback(), ScriptedOperating { $0.gateways = [.main()] }) { client in
            let answer = await client.send("GET", "/api/v1/history/\(rest)")
            #expect(answer?.status == code)
            #expect(answer?.body.hasPrefix(#"{"error":"#) == true)
        }
    }

    @Test func aStoreThatFailsSaysWhy() async throws {
        let operating = ScriptedOperating {
            $0.gateways = [.main()]
            $0.history = .failure(.inputOutput("the store cannot be read"))
        }
        try await withServer(.loopback(), operating) { client in
            let answer = await client.send("GET", "/api/v1/history/main")
            #expect(answer?.status == 500)
            #expect(answer?.body == #"{"error":"History unavailable","details":"the store cannot be read"}"#)
        }
    }

    @Test func healthAndReadinessAreTwoThings() async throws {
        let sick = WatcherHealth(isAlive: true, isReady: false, problems: ["the disk is full"])
        try await withServer(.loopback(), ScriptedOperating { $0.health = sick }) { client in
            #expect(await client.send("GET", "/healthz")?.body == "ok\n")
            let ready = await client.send("GET", "/readyz")
            #expect(ready?.status == 503)
            #expect(ready?.body == #"{"ready":false,"problems":["the disk is full"]}"#)
        }
        let dead = WatcherHealth(isAlive: false, isReady: false, problems: ["no turn for 60 s"])
        try await withServer(.loopback(), ScriptedOperating { $0.health = dead }) { client in
            let health = await client.send("GET", "/healthz")
            #expect(health?.status == 503)
            #expect(health?.body == "failing\n")
        }
    }

    @Test func metricsAreServedAsPrometheusReadsThem() async throws {
        let metric = Metric("relink_polls_total", .counter, help: "Polls.", samples: [Metric.Sample(3)])
        try await withServer(.loopback(), ScriptedOperating { $0.metrics = [metric] }) { client in
            let answer = await client.send("GET", "/metrics")
            #expect(answer?.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(
                answer?.body
                    == "# HELP relink_polls_total Polls.\n# TYPE relink_polls_total counter\nrelink_polls_total 3\n")
        }
    }

    @Test func aConfigurationThatWasNotTakenIsAMetric() async throws {
        let reloading = ScriptedReloading()
        var settings = StatusServerSettings.loopback()
        settings.reloading = reloading
        try await withServer(settings, ScriptedOperating()) { client in
            let taken = await client.send("GET", "/metrics")?.body
            #expect(taken?.contains("\nrelink_config_last_reload_success 1\n") == true)
            reloading.refuse()
            let refused = await client.send("GET", "/metrics")?.body
            #expect(refused?.contains("\nrelink_config_last_reload_success 0\n") == true)
        }
    }

    @Test func aHEADTellsTheLengthAndSendsNothing() async throws {
        try await withServer(.loopback(), ScriptedOperating { $0.gateways = [.main()] }) { client in
            let full = await client.send("GET", "/api/v1/gateways")
            let head = await client.send("HEAD", "/api/v1/gateways")
            #expect(head?.status == 200)
            #expect(head?.body == "")
            #expect(head?.headers["content-length"] == full.map { String($0.body.utf8.count) })
        }
    }
}
