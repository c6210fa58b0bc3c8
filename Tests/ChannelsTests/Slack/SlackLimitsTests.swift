// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Channels

struct SlackLimitsTests {
    @Test(arguments: [
        (3000, 150, 50, true), (3001, 150, 50, false), (3000, 151, 50, false), (3000, 150, 51, false),
        (0, 150, 50, false), (3000, 0, 50, false),
    ])
    func blocksHaveLimits(section: Int, header: Int, count: Int, fits: Bool) {
        let blocks = [
            #"{"type":"section","text":{"type":"mrkdwn","text":"\#(String(repeating: "é", count: section))"}}"#,
            #"{"type":"header","text":{"type":"plain_text","text":"\#(String(repeating: "h", count: header))"}}"#,
        ]
        let filling = Array(repeating: #"{"type":"divider"}"#, count: count - 2)
        let body = #"{"text":"t","attachments":[{"blocks":[\#((blocks + filling).joined(separator: ","))]}]}"#
        #expect((SlackLimits.objection(to: body) == nil) == fits)
    }

    @Test(arguments: [
        "", "[]", "{}", #"{"text":""}"#, #"{"text":1}"#, #"{"text":"a","blocks":[{}]}"#, "{\"text\":\"a\"",
    ])
    func whatHasNoTextIsRefused(body: String) {
        #expect(SlackLimits.objection(to: body) != nil)
    }
}
