// SPDX-License-Identifier: Apache-2.0

import JSONText
import Testing

@testable import RelinkCommands

struct SilenceMatchTests {
    @Test func kindsAreGatheredAsTheServerTakesThem() throws {
        let match = try #require(
            SilenceMatch(argument: "session=a*,state=failed,session=b=c,label.team=sales,gateway=main,severity=error"))
        #expect(
            JSONText.serialize(match.json)
                == #"{"gateways":["main"],"sessions":["a*","b=c"],"severities":["error"],"states":["failed"],"#
                + #""labels":{"team":"sales"}}"#)
    }

    @Test(arguments: ["", "session", "session=", "=a", "sessions=a", "label.=a", "label=a", "session=a,", ",session=a"])
    func anythingElseIsRefused(_ text: String) {
        #expect(SilenceMatch(argument: text) == nil)
    }
}
