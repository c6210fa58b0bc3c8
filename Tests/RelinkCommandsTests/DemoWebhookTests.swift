// SPDX-License-Identifier: Apache-2.0

import JSONText
import Testing

@testable import RelinkCommands

struct DemoWebhookTests {
    @Test func theWordsAreShownWholeAndOfTheFieldsThoseThatTellTheStory() {
        let text = (1...60).map { "word\($0)" }.joined(separator: " ")
        let webhook = DemoWebhook(
            JSONText.serializeBytes([
                "type": "session.opened", "text": .string(text), "incident": .null, "labels": .object([:]),
                "session": ["name": "shop", "title": .null], "account": ["last4": .null], "version": 1,
                "qr": ["payload": .string(String(repeating: "x", count: 300)), "round": 1],
            ]), signed: true)
        #expect(webhook.kind == "session.opened")
        let shown = webhook.words.split(separator: "\n").map { $0.drop { $0 == " " || $0 == "│" } }
        #expect(shown.first == "receiver got a signed webhook:")
        #expect(shown.joined(separator: " ").contains(text))
        #expect(webhook.words.contains("(300 characters)") && webhook.words.contains("\"shop\""))
        for left in ["incident", "labels", "account", "version", "null"] { #expect(!webhook.words.contains(left)) }
        #expect(webhook.words.split(separator: "\n").allSatisfy { $0.count < 100 })
    }

    @Test(arguments: ["", "{", "[1]"]) func whatIsNoObjectIsSaidToBeNone(body: String) {
        let webhook = DemoWebhook(Array(body.utf8), signed: false)
        #expect(webhook.kind.isEmpty && webhook.words.contains("no JSON object"))
    }
}
