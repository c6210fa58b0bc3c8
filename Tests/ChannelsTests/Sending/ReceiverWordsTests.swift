// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import Channels

struct ReceiverWordsTests {
    @Test func whatTheReceiverRepeatsIsHidden() {
        let words = ReceiverWords(hiding: [Secret("change-me"), Secret("change-me-too"), Secret("ok")])
        #expect(words.line("no change-me-too, no change-me, ok\r\n\u{202E}") == "no ***, no ***, ok")
    }

    @Test func longPagesAreCut() {
        #expect(ReceiverWords(hiding: []).line(String(repeating: "x", count: 100_000)).unicodeScalars.count == 120)
    }
}
