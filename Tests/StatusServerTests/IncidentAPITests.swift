// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel
import StatusServer
import Testing

@Suite(.timeLimit(.minutes(1)))
struct IncidentAPITests {
    private static let open = IncidentStatus(
        gateway: "main", reference: IncidentReference(id: "a1b2c3-1", code: "K7Q2", openedAt: noon),
        subject: .session("shop-07"), condition: SessionCondition(.failed), since: noon, words: "tab closed",
        told: [Recipient(channel: "ops", contact: "ana")], muted: "silence QK7M until 2026-01-01T14:00:00Z",
        acknowledgement: Acknowledgement(by: "Ana", at: noon, until: nil),
        escalation: .init(notify: [Recipient(channel: "pager")], at: nil, pause: "it is acknowledged"))

    private static let silence = Silence(
        id: "QK7M", match: Route.Match(sessions: ["shop-*"], labels: ["team": "sales"], states: [.failed, .stopped]),
        until: noon + .hours(2), createdAt: noon, by: "Ana", comment: "new phone")

    private func operating(refusal: OperatingError? = nil) -> ScriptedOperating {
        ScriptedOperating {
            $0.sessions = [.sample()]
            $0.incidents = [Self.open]
            $0.silences = [Self.silence]
            $0.refusal = refusal
            $0.groups = [
                GroupStatus(
                    gateway: "main", reference: IncidentReference(id: "a1b2c3-9", code: "S3M9", openedAt: noon),
                    recipient: Recipient(channel: "ops"), since: noon, sessions: ["a", "b"])
            ]
            $0.explanations = [
                Explanation(
                    session: SessionKey(gateway: "main", name: "shop-07"), asOf: noon, isLive: true,
                    lines: [.init(.state, "Last seen failed.", at: noon), .init(.telling, "Told: ops.")])
            ]
        }
    }

    @Test func incidentsAreListedWithWhoHasThem() async throws {
        try await withServer(.loopback(), operating()) { client in
            #expect(
                await client.send("GET", "/api/v1/incidents")?.body
                    == #"{"incidents":[{"id":"a1b2c3-1","code":"K7Q2","gateway":"main","subject":"session","#
                    + #""session":"shop-07","state":"failed","detail":"","severity":"error","#
                    + #""opened_at":"2026-01-01T12:00:00Z","since":"2026-01-01T12:00:00Z","recovered_at":null,"#
                    + #""words":"tab closed","told":["ops:ana"],"waiting":[],"#
                    + #""muted":"silence QK7M until 2026-01-01T14:00:00Z","flapping":false,"#
                    + #""acknowledged":{"by":"Ana","at":"2026-01-01T12:00:00Z","until":null},"#
                    + #""escalation":{"notify":["pager"],"at":null,"paused":"it is acknowledged"},"#
                    + #""next_reminder_at":null}],"groups":[{"id":"a1b2c3-9","code":"S3M9","gateway":"main","#
                    + #""told":"ops","since":"2026-01-01T12:00:00Z","sessions":["a","b"]}],"reliefs":[]}"#)
            #expect(
                await client.send("GET", "/api/v1/silences")?.body
                    == #"{"silences":[{"id":"QK7M","match":{"sessions":["shop-*"],"labels":{"team":"sales"},"#
                    + #""states":["failed","stopped"]},"until":"2026-01-01T14:00:00Z","#
                    + #""created_at":"2026-01-01T12:00:00Z","by":"Ana","comment":"new phone"}]}"#)
        }
    }

    @Test func anExplanationIsSentences() async throws {
        try await withServer(.loopback(), operating()) { client in
            #expect(
                await client.send("GET", "/api/v1/explain/main/shop-07")?.body
                    == #"{"gateway":"main","session":"shop-07","as_of":"2026-01-01T12:00:00Z","live":true,"lines":["#
                    + #"{"about":"state","text":"Last seen failed.","at":"2026-01-01T12:00:00Z"},"#
                    + #"{"about":"telling","text":"Told: ops.","at":null}]}"#)
            #expect(await client.send("GET", "/api/v1/explain/main/nobody")?.status == 404)
        }
    }

    @Test func wishesReachTheWatcherAsTheyWereMeant() async throws {
        let operating = operating()
        try await withServer(.loopback(), operating) { client in
            func post(_ path: String, _ body: String) async -> Int? {
                await client.send("POST", "/api/v1/" + path, body: body)?.status
            }
            #expect(await post("incidents/k7q2/ack", "") == 200)
            #expect(await post("incidents/%23K7Q2/ack", #"{"by":"Ana","until":"2026-01-01T18:30:00Z"}"#) == 200)
            #expect(await post("incidents/a1b2c3-1/ack", #"{"until":"opening"}"#) == 200)
            #expect(await post("incidents/a1b2c3-1/unack", #"{"by":"Ben"}"#) == 200)
            #expect(await post("silences", #"{"match":{"sessions":["a*"]},"for_seconds":60}"#) == 201)
            #expect(await post("sessions/main/shop-07/expect", #"{"expect":"stopped"}"#) == 200)
            #expect(await post("sessions/main/shop-07/expect", #"{"expect":"configured","until":null}"#) == 200)
            #expect(await post("sessions/main/shop-07/forget", "{}") == 200)
            #expect(await post("sessions/main/shop-07/start", "") == 200)
            #expect(await post("sessions/main/shop-07/accept-account", "") == 200)
            #expect(await post("sessions/main/shop-07/pairing-code", #"{"by":"Ana"}"#) == 200)
            #expect(await client.send("DELETE", "/api/v1/silences/qk7m")?.status == 200)
        }
        #expect(
            operating.asked == [
                "acknowledge a1b2c3-1 by  until -",
                "acknowledge a1b2c3-1 by Ana until time(2026-01-01T18:30:00Z)",
                "acknowledge a1b2c3-1 by  until opening", "unacknowledge a1b2c3-1 by Ben",
                #"silence ["a*"] until 2026-01-01T12:01:00Z"#, "expect main/shop-07 stopped until -",
                "expect main/shop-07 the configuration", "forget main/shop-07", "start main/shop-07 30.0 seconds",
                "accept account main/shop-07", "pairing code main/shop-07 by Ana", "end silence QK7M",
            ])
    }

    @Test(arguments: [
        ("incidents/K7Q2/ack", "{", "is no JSON"),
        ("incidents/K7Q2/ack", "[]", "is to be an object"),
        ("incidents/K7Q2/ack", #"{"untill":"opening"}"#, "unknown member untill; there are: by, until."),
        ("incidents/K7Q2/ack", #"{"by":1}"#, "by is to be a text"),
        ("incidents/K7Q2/ack", #"{"until":"tomorrow"}"#, "or opening, or connected"),
        ("incidents/K7Q2/unack", #"{"until":"opening"}"#, "unknown member until"),
        ("silences", "{}", "match says what is silenced"),
        ("silences", #"{"match":{"session":"a"}}"#, "match has an unknown member session"),
        ("silences", #"{"match":{"sessions":"a"}}"#, "sessions is to be a list of texts"),
        ("silences", #"{"match":{"sessions":[1]}}"#, "sessions is to be a list of texts"),
        ("silences", #"{"match":{"labels":{"a":1}}}"#, "labels is to be an object of texts"),
        ("silences", #"{"match":{"states":["down"]}}"#, "states knows no down; there are: connected, "),
        ("silences", #"{"match":{"severities":["loud"]}}"#, "severities knows no loud"),
        ("silences", #"{"match":{}}"#, "say either until or for_seconds"),
        ("silences", #"{"match":{},"until":"2026-01-02T00:00:00Z","for_seconds":1}"#, "say either"),
        ("silences", #"{"match":{},"for_seconds":0}"#, "a whole number from 1 on"),
        ("silences", #"{"match":{},"for_seconds":9223372036854775807}"#, "at most"),
        ("silences", #"{"match":{},"until":"2026-13-02T00:00:00Z"}"#, "an instant in UTC"),
        ("sessions/main/shop-07/expect", "", "expect is one of auto, running, stopped, configured."),
        ("sessions/main/shop-07/expect", #"{"expect":"configured","until":"2026-01-02T00:00:00Z"}"#, "no until"),
        ("sessions/main/shop-07/forget", #"{"sure":true}"#, "unknown member sure"),
        ("sessions/main/shop-07/accept-account", #"{"number":"1"}"#, "unknown member number"),
        ("sessions/main/shop-07/pairing-code", #"{"phone":"1"}"#, "unknown member phone"),
    ])
    func halfAWishIsRefusedWithWords(_ path: String, _ body: String, _ words: String) async throws {
        let operating = operating()
        try await withServer(.loopback(), operating) { client in
            let answer = await client.send("POST", "/api/v1/" + path, body: body)
            #expect(answer?.status == 422)
            #expect(answer?.body.contains(words) == true, "\(answer?.body ?? "")")
        }
        #expect(operating.asked == [])
    }

    @Test(arguments: [
        (OperatingError.unknown("a"), 404), (.ambiguous("b"), 409), (.refused("c"), 409), (.notStored("d"), 503),
    ])
    func whatTheWatcherRefusesIsToldAsItSaysIt(_ error: OperatingError, _ status: Int) async throws {
        try await withServer(.loopback(), operating(refusal: error)) { client in
            for path in ["incidents/K7Q2/ack", "sessions/main/shop-07/forget"] {
                let answer = await client.send("POST", "/api/v1/" + path)
                #expect(answer?.status == status)
                #expect(answer?.body.contains(#""details":"\#(error)""#) == true)
            }
        }
    }

    @Test func anUnknownCodeIs404AndTheWrongMethod405() async throws {
        try await withServer(.loopback(), operating()) { client in
            #expect(await client.send("POST", "/api/v1/incidents/ZZZZ/ack")?.status == 404)
            #expect(await client.send("GET", "/api/v1/incidents/K7Q2/ack")?.headers["allow"] == "POST")
            #expect(await client.send("DELETE", "/api/v1/silences")?.headers["allow"] == "GET, POST")
            #expect(await client.send("GET", "/api/v1/silences/QK7M")?.headers["allow"] == "DELETE")
            #expect(await client.send("POST", "/api/v1/sessions/main/shop-07/dance")?.status == 404)
        }
    }

    @Test func wishesNeedTheKeyAndNoOtherSite() async throws {
        let operating = operating()
        try await withServer(.loopback(key: "change-me"), operating) { client in
            #expect(await client.send("POST", "/api/v1/incidents/K7Q2/ack")?.status == 403)
            #expect(await client.send("DELETE", "/api/v1/silences/QK7M")?.status == 403)
            #expect(await client.send("GET", "/api/v1/incidents")?.status == 403)
        }
        try await withServer(.loopback(), operating) { client in
            let foreign = ["sec-fetch-site": "cross-site"]
            #expect(await client.send("POST", "/api/v1/incidents/K7Q2/ack", fields: foreign)?.status == 403)
            let origin = ["origin": "https://attacker.example.com"]
            #expect(await client.send("POST", "/api/v1/sessions/main/shop-07/forget", fields: origin)?.status == 403)
        }
        #expect(operating.asked == [])
    }

    @Test func somebodyIsToldInAnotherOnesPlace() async throws {
        let relief = Relief(
            id: "QK7M", of: Recipient(channel: "chat", contact: "ana"), by: Recipient(channel: "ops"),
            until: noon + .hours(1), createdAt: noon, madeBy: "Ben")
        let operating = ScriptedOperating { $0.reliefs = [relief] }
        try await withServer(.loopback(), operating) { client in
            let json =
                #"{"id":"QK7M","away":"chat:ana","instead":"ops","until":"2026-01-01T13:00:00Z","#
                + #""created_at":"2026-01-01T12:00:00Z","by":"Ben","comment":""}"#
            #expect(await client.send("GET", "/api/v1/reliefs")?.body == #"{"reliefs":[\#(json)]}"#)
            #expect(await client.send("GET", "/api/v1/incidents")?.body.contains(json) == true)
            let body = #"{"away":"ana","instead":"ops","for_seconds":60,"by":"Ben"}"#
            #expect(await client.send("POST", "/api/v1/reliefs", body: body)?.status == 201)
            let half = await client.send("POST", "/api/v1/reliefs", body: #"{"away":"ana","for_seconds":60}"#)
            #expect(half?.status == 422 && half?.body.contains("instead who is") == true)
            let endless = await client.send("POST", "/api/v1/reliefs", body: #"{"away":"ana","instead":"ops"}"#)
            #expect(endless?.status == 422 && endless?.body.contains("A relief ends: say") == true)
            #expect(await client.send("DELETE", "/api/v1/reliefs/qk7m")?.status == 200)
        }
        #expect(
            operating.asked == ["relieve ana by ops until 2026-01-01T12:01:00Z says Ben", "end relief QK7M"])
    }
}
