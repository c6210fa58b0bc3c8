// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import Gateways

/// What the recordings do not show: contradictions, other versions, and answers between two shapes.
struct WebJSReaderTests {
    private static let reader = WebJSReader(words: OutsideWords(hiding: []))

    private static func reply(_ status: Int, _ body: String) -> GatewayReply {
        GatewayReply(status: status, body: Array(body.utf8))
    }

    @Test(arguments: [
        #"{"success":true,"state":"OPENING","message":"session_connected"}"#,
        #"{"success":false,"state":"CONNECTED","message":"session_not_connected"}"#,
        #"{"success":false,"state":"PASSKEY_REQUIRED","message":"session_not_connected"}"#,
        #"{"success":true,"state":null,"message":"session_connected"}"#,
        #"{"success":false,"state":null,"message":""}"#, #"{"success":false,"state":null}"#,
        #"{"success":false,"message":"session_not_found"}"#,
        #"{"success":false,"state":7,"message":"session_not_found"}"#,
        #"{"success":false}"#, #"{"success":true}"#,
    ])
    func leavesAContradictionUnmapped(body: String) {
        guard case .unmapped(let words) = Self.reader.status(Self.reply(200, body)) else {
            Issue.record("taken for \(Self.reader.status(Self.reply(200, body)))")
            return
        }
        #expect(words.hasPrefix("The gateway says something new: success "))
    }

    @Test func namesTheUnknownWord() {
        let body = #"{"success":false,"state":"PASSKEY_\u202eREQUIRED","message":"session_not_connected"}"#
        let words = "success false, state \"PASSKEY_REQUIRED\", message \"session_not_connected\""
        #expect(
            Self.reader.status(Self.reply(200, body)) == .unmapped(words: "The gateway says something new: " + words))
    }

    @Test func takesMoreKeysThanItKnows() {
        let body = #"{"version":2,"success":true,"state":"CONNECTED","message":"session_connected","me":{"id":"1"}}"#
        let words = GatewayWords(success: true, state: "CONNECTED", message: "session_connected")
        #expect(Self.reader.status(Self.reply(200, body)) == .observed(.connected, words))
    }

    @Test func readsTheGatewaysOwnServerError() {
        let body = #"{"success":false,"error":"Protocol error: Target closed"}"#
        let words = GatewayWords(message: "Protocol error: Target closed")
        let crash = SessionCondition(.failed, .browserCrash)
        #expect(Self.reader.status(Self.reply(500, body)) == .observed(crash, words))
        for status in [502, 503, 504] {
            guard case .unreachable(.http5xx, _) = Self.reader.status(Self.reply(status, body)) else {
                Issue.record("HTTP \(status) is never the gateway's")
                continue
            }
        }
    }

    @Test(arguments: [
        (403, #"{"success":false,"error":"Invalid API key"}"#, true), (401, #"{"success":false,"error":"no"}"#, true),
        (403, #"{"success":true,"error":"Invalid API key"}"#, false), (403, #"{"success":false}"#, false),
        (403, #"{"message":"Forbidden"}"#, false), (403, "<html>", false),
        (200, #"{"success":false,"error":"Invalid API key"}"#, false),
    ])
    func knowsItsOwnRefusal(status: Int, body: String, isRefusal: Bool) {
        #expect(WebJSReader.isRefusal(Self.reply(status, body)) == isRefusal)
        let isUnauthorized =
            if case .unauthorized = Self.reader.status(Self.reply(status, body)) { true } else { false }
        #expect(isUnauthorized == isRefusal)
    }

    @Test(arguments: [
        (200, #"{"success":true,"result":["b","a","b","../x",""]}"#, ListAnswer.names(["b", "a"])),
        (404, "<pre>Cannot GET /session/getSessions</pre>", .unsupported),
        (200, #"{"success":false,"message":"out of order"}"#, .failed(words: "out of order")),
        (200, #"{"success":true,"result":["a",7]}"#, .failed(words: "The gateway gave no reason (HTTP 200).")),
        (403, #"{"success":false,"error":"x"}"#, .failed(words: "The gateway refused the API key: check api_key.")),
    ])
    func readsLists(status: Int, body: String, answer: ListAnswer) {
        #expect(Self.reader.list(Self.reply(status, body)) == answer)
    }

    @Test(arguments: [
        (200, #"{"success":false,"message":"not now"}"#, StartAnswer.refused(words: "not now")),
        (500, #"{"success":false,"error":"EACCES"}"#, .refused(words: "EACCES")),
        (404, #"{"success":false,"message":"session_not_found"}"#, .refused(words: "session_not_found")),
        (422, #"{"success":false,"error":"Session already exists"}"#, .refused(words: "Session already exists")),
        (403, #"{"success":false,"error":"x"}"#, .refused(words: "The gateway refused the API key: check api_key.")),
    ])
    func readsStarts(status: Int, body: String, answer: StartAnswer) {
        #expect(Self.reader.start(Self.reply(status, body)) == answer)
    }

    @Test func believesNoSuccessBehindAnErrorStatus() {
        guard case .noAnswer = Self.reader.start(Self.reply(502, #"{"success":true}"#)) else {
            Issue.record("a start was taken that the status denies")
            return
        }
    }

    @Test(arguments: [
        (200, #"{"success":true}"#), (200, #"{"success":true,"qr":"<svg>"}"#), (200, #"{"success":false}"#),
        (500, #"{"success":true,"qr":"2@abc"}"#), (200, "\u{89}PNG"),
    ])
    func showsNoCodeThatIsNone(status: Int, body: String) {
        guard case .failed(let words) = Self.reader.qr(Self.reply(status, body)) else {
            Issue.record("taken for a code, or for none")
            return
        }
        #expect(!words.contains("2@abc") && !words.contains("svg"))
    }

    @Test(arguments: [
        (#"{"dataType":"disconnected","data":{"reason":"LOGOUT"},"sessionId":"ABCD"}"#, "LOGOUT"),
        (#"{"dataType":"disconnected","data":"LOGOUT","sessionId":"ABCD"}"#, ""),
        (#"{"dataType":"status","data":{"msg":"auth\nfailure"},"sessionId":"ABCD"}"#, "auth failure"),
        (#"{"dataType":"loading_screen","data":{"percent":"50","message":"WhatsApp"},"sessionId":"ABCD"}"#, ""),
        (#"{"dataType":"change_state","data":{"state":{"a":1}},"sessionId":"ABCD"}"#, ""),
        (#"{"dataType":"qr","data":{"qr":"2@abc"},"sessionId":"ABCD"}"#, ""),
    ])
    func readsPushes(body: String, reason: String) {
        #expect(Self.reader.hints(inPush: Array(body.utf8)) == [PushHint(session: "ABCD", reason: reason)])
    }
}
