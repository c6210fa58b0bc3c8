// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import StatusServer
import Testing

@Suite(.timeLimit(.minutes(1)))
struct CompatibleAPITests {
    private static let connected = #"{"success":true,"state":"CONNECTED","message":"session_connected"}"#
    private static let notFound = #"{"success":false,"state":null,"message":"session_not_found"}"#
    private static let unpaired = GatewayWords(state: "UNPAIRED", message: "session_not_connected")

    private static func status(_ name: String = "shop-07") -> String { "/api/whatsapp/session/status/\(name)" }

    @Test func aFreshObservationIsRepeatedInTheGatewaysWords() async throws {
        let operating = ScriptedOperating { $0.sessions = [.sample(age: .milliseconds(14_999))] }
        try await withServer(.loopback(), operating) { client in
            let answer = await client.send("GET", Self.status())
            #expect(answer?.status == 200)
            #expect(answer?.body == Self.connected)
            #expect(answer?.headers["content-type"] == "application/json; charset=utf-8")
            #expect(answer?.headers["cache-control"] == "no-store")
            #expect(answer?.headers["x-content-type-options"] == "nosniff")
        }
        #expect(operating.asked == [])
    }

    @Test(arguments: [
        SessionStatus.sample(age: .seconds(15)), .sample(age: .seconds(1), isFrozen: true), .sample(words: nil),
        .sample(age: .seconds(-60)),
    ])
    func anythingElseIsAskedLive(_ session: SessionStatus) async throws {
        let operating = ScriptedOperating {
            $0.sessions = [session]
            $0.refreshed = .observed(SessionCondition(.scanQR, .qr), Self.unpaired)
        }
        try await withServer(.loopback(), operating) { client in
            #expect(
                await client.send("GET", Self.status())?.body
                    == #"{"success":false,"state":"UNPAIRED","message":"session_not_connected"}"#)
        }
        #expect(operating.asked == ["refresh main/shop-07 15.0 seconds"])
    }

    @Test(arguments: [
        (
            PollAnswer.unreachable(.refused, words: "connection refused"), 500, "Gateway unreachable",
            "connection refused"
        ),
        (.unauthorized(GatewayWords(message: "no")), 500, "Gateway refused the API key", "no"),
        (.unmapped(words: "odd"), 500, "Unknown gateway answer", "odd"),
        (.timedOut, 504, "Gateway timeout", "The gateway did not answer in time."),
        (nil, 504, "Gateway timeout", "The gateway did not answer in time."),
    ])
    func aFailureHasOurShape(_ answer: PollAnswer?, _ code: Int, _ error: String, _ details: String) async throws {
        let operating = ScriptedOperating {
            $0.sessions = [.sample(age: .seconds(20))]
            $0.refreshed = answer
        }
        try await withServer(.loopback(), operating) { client in
            let got = await client.send("GET", Self.status())
            #expect(got?.status == code)
            #expect(
                got?.body == #"{"success":false,"error":"\#(error)","details":"\#(details)","code":\#(code)}"#)
        }
    }

    @Test(arguments: ["status", "start"])
    func anUnknownSessionIsWhatTheGatewayWouldSay(_ call: String) async throws {
        try await withServer(.loopback(), ScriptedOperating()) { client in
            let answer = await client.send("GET", "/api/whatsapp/session/\(call)/nobody")
            #expect(answer?.status == 200)
            #expect(answer?.body == Self.notFound)
        }
    }

    @Test func theQROfAnUnknownSessionHasNoState() async throws {
        try await withServer(.loopback(), ScriptedOperating()) { client in
            #expect(
                await client.send("GET", "/api/whatsapp/session/qr/nobody")?.body
                    == #"{"success":false,"message":"session_not_found"}"#)
        }
    }

    @Test(arguments: ["sa%20les", "a.b", "%C3%A9", "a%2Fb", "%00"])
    func aNameOutsideTheGatewaysRuleIsRefused(_ name: String) async throws {
        try await withServer(.loopback(), ScriptedOperating()) { client in
            let answer = await client.send("GET", Self.status(name))
            #expect(answer?.status == 422)
            #expect(
                answer?.body
                    == #"{"success":false,"error":"Invalid session ID format","details":"A session ID consists of letters, digits, _ and - only.","code":422}"#
            )
        }
    }

    @Test func aCodeIsShown() async throws {
        let code = try LiveQR.sample()
        let operating = ScriptedOperating {
            $0.sessions = [.sample()]
            $0.codes = [SessionKey(gateway: "main", name: "shop-07"): code]
        }
        try await withServer(.loopback(), operating) { client in
            let answer = await client.send("GET", "/api/whatsapp/session/qr/shop-07")
            #expect(answer?.body == #"{"success":true,"qr":"2@abc,def=,1"}"#)
            #expect(answer?.headers["cache-control"] == "no-store")
        }
    }

    @Test func noCodeIsSaidAsTheGatewaySaysIt() async throws {
        try await withServer(.loopback(), ScriptedOperating { $0.sessions = [.sample()] }) { client in
            let answer = await client.send("GET", "/api/whatsapp/session/qr/shop-07")
            #expect(answer?.status == 200)
            #expect(answer?.body == #"{"success":false,"message":"qr code not ready or already scanned"}"#)
        }
    }

    @Test func aStartOfAConnectedSessionIsAnsweredAtOnce() async throws {
        let operating = ScriptedOperating { $0.sessions = [.sample()] }
        try await withServer(.loopback(), operating) { client in
            let answer = await client.send("GET", "/api/whatsapp/session/start/shop-07")
            #expect(answer?.status == 422)
            #expect(answer?.body.contains(#""error":"Session already exists for: shop-07""#) == true)
        }
        #expect(operating.asked == [])
    }

    @Test func aStartOfAStartingSessionIsAnsweredAtOnce() async throws {
        let operating = ScriptedOperating {
            $0.sessions = [.sample(condition: SessionCondition(.starting, .booting))]
        }
        try await withServer(.loopback(), operating) { client in
            let answer = await client.send("GET", "/api/whatsapp/session/start/shop-07")
            #expect(answer?.body == #"{"success":true,"message":"Session initiated successfully"}"#)
        }
        #expect(operating.asked == [])
    }

    @Test(arguments: [
        (StartAnswer.accepted, 200, "Session initiated successfully"),
        (.alreadyRunning, 422, "Session already exists for: shop-07"), (.unknownSession, 200, "session_not_found"),
        (.refused(words: "no browser"), 500, "no browser"), (.noAnswer(words: "nothing came"), 504, "nothing came"),
    ])
    func aStartSaysWhatTheGatewaySaid(_ answer: StartAnswer, _ code: Int, _ part: String) async throws {
        let operating = ScriptedOperating {
            $0.sessions = [.sample(condition: SessionCondition(.notFound))]
            $0.started = answer
        }
        try await withServer(.loopback(), operating) { client in
            let got = await client.send("GET", "/api/whatsapp/session/start/shop-07")
            #expect(got?.status == code)
            #expect(got?.body.contains(part) == true)
        }
        #expect(operating.asked == ["start main/shop-07 30.0 seconds"])
    }

    @Test func aPrefixNamesAnotherGateway() async throws {
        let operating = ScriptedOperating { $0.sessions = [.sample(gateway: "second one")] }
        try await withServer(.loopback(), operating) { client in
            #expect(await client.send("GET", Self.status())?.body == Self.notFound)
            #expect(await client.send("GET", "/g/second%20one" + Self.status())?.body == Self.connected)
        }
    }

    @Test func aPingSpeaksForTheGateway() async throws {
        try await withServer(.loopback(), ScriptedOperating { $0.gateways = [.main()] }) { client in
            #expect(await client.send("GET", "/api/whatsapp/ping")?.body == #"{"success":true,"message":"pong"}"#)
            #expect(await client.send("GET", "/g/other/api/whatsapp/ping")?.status == 404)
        }
        let away = ScriptedOperating { $0.gateways = [.main(.unreachable, problem: "connection refused")] }
        try await withServer(.loopback(), away) { client in
            #expect(
                await client.send("GET", "/api/whatsapp/ping")?.body
                    == #"{"success":false,"error":"Gateway unreachable","details":"connection refused","code":500}"#)
        }
    }

    @Test(arguments: [
        ("GET", "/api/whatsapp/nothing", 404), ("GET", "/g/main/api/whatsapp/session/terminate/a", 404),
        ("POST", "/api/whatsapp/session/start/a", 405), ("DELETE", "/g/main/api/whatsapp/ping", 405),
    ])
    func errorsOfItsPathsHaveItsShape(_ method: String, _ target: String, _ code: Int) async throws {
        try await withServer(.loopback(), ScriptedOperating()) { client in
            let answer = await client.send(method, target)
            #expect(answer?.status == code)
            #expect(answer?.body.hasPrefix(#"{"success":false,"error":"#) == true)
            #expect(answer?.body.hasSuffix(#","code":\#(code)}"#) == true)
            #expect(answer?.headers["allow"] == (code == 405 ? "GET" : nil))
        }
    }
}
