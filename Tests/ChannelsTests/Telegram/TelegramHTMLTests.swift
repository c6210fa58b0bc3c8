// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Channels

struct TelegramHTMLTests {
    @Test(arguments: [
        "a", "<b>a</b>", "<a href=\"https://example.com\">a</a>", "&lt;&gt;&amp;&quot;&#38;&#x26;", "<b><i>a</i></b>",
    ])
    func whatTelegramReadsIsFine(html: String) {
        #expect(TelegramHTML.objection(to: html, limit: 10) == nil)
    }

    @Test(arguments: [
        "", "<b>a", "a</b>", "<b><i>a</b></i>", "<h1>a</h1>", "a < b", "a & b", "&nbsp;", "<b", "&#zz;", "&lt",
    ])
    func whatItDoesNotIsRefused(html: String) {
        #expect(TelegramHTML.objection(to: html, limit: 10) != nil)
    }

    @Test func lengthsCountUTF16UnitsOfWhatIsSeen() {
        #expect(TelegramHTML.objection(to: "<b>🟡🟡🟡🟡</b>&lt;&lt;", limit: 10) == nil)
        #expect(TelegramHTML.objection(to: "<b>🟡🟡🟡🟡</b>&lt;&lt;a", limit: 10) != nil)
    }
}
