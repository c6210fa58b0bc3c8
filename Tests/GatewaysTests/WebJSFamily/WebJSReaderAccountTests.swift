// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import Gateways

struct WebJSReaderAccountTests {
    private static let reader = WebJSReader(words: OutsideWords(hiding: []))

    private static func info(_ id: String) -> String {
        #"{"success":true,"sessionInfo":{"pushname":"x","wid":\#(id)}}"#
    }

    @Test(arguments: [
        (200, info(#"{"server":"c.us","user":"12025550143","_serialized":"12025550143@c.us"}"#), "0143"),
        (200, info(#"{"server":"lid","user":"120255501439999"}"#), nil),
        (200, info(#"{"server":"c.us","user":"0143"}"#), nil), (200, info(#"{"user":"12025550143"}"#), nil),
        (200, info("null"), nil), (200, info(#""12025550143@c.us""#), nil), (200, #"{"success":true}"#, nil),
        (404, #"{"success":false,"error":"session_not_connected"}"#, nil),
        (404, #"{"success":false,"error":"session_not_found"}"#, nil),
    ])
    func aNumberIsOnlyWhatThePhoneNetworkKnows(status: Int, body: String, last4: String?) {
        let answer = Self.reader.account(GatewayReply(status: status, body: Array(body.utf8)))
        if let last4 {
            let number = if case .number(let number) = answer { number.last4 } else { "\(answer)" }
            #expect(number == last4)
        } else {
            #expect(answer == .none)
        }
    }

    @Test(arguments: [
        (404, "<pre>Cannot GET /client/getClassInfo/a</pre>", AccountAnswer.unsupported),
        (500, #"{"success":false,"error":"boom"}"#, .failed(words: "boom")),
        (
            403, #"{"success":false,"error":"Invalid API key"}"#,
            .failed(words: "The gateway refused the API key: check api_key.")
        ),
    ])
    func whatIsNoAnswerIsSaid(status: Int, body: String, answer: AccountAnswer) {
        #expect(Self.reader.account(GatewayReply(status: status, body: Array(body.utf8))) == answer)
    }
}
