// SPDX-License-Identifier: Apache-2.0

import JSONText
import Testing

@testable import RelinkCommands

struct DemoTests {
    @Test func whatTheReceiverShowsIsShort() throws {
        let body: JSONValue = [
            "text": .string(String(repeating: "x", count: 300)), "incident": .null, "labels": .object([:]),
            "session": ["name": "shop"],
        ]
        let words = DemoReceiver.words(JSONText.serializeBytes(body), signed: true)
        #expect(words.contains("signed webhook"))
        #expect(words.contains("(300 characters)"))
        #expect(!words.contains("incident"))
        #expect(!words.contains("labels"))
        #expect(words.split(separator: "\n").allSatisfy { $0.count < 120 })
    }
}
