// SPDX-License-Identifier: Apache-2.0

import JSONText
import Testing

@testable import RelinkCommands

struct SessionsCommandTests {
    private static func session(_ detail: String, _ account: JSONValue) -> JSONValue {
        [
            "gateway": "main", "name": "shop", "state": "connected", "detail": .string(detail),
            "since": "2026-01-01T00:00:00Z", "account": account,
        ]
    }

    private static let right = session("ok", ["last4": "0143", "is_expected": true, "expected_last4": "0143"])
    private static let wrong = session(
        "wrong_account", ["last4": "0199", "is_expected": false, "expected_last4": "0143"])
    private static let unverified = session("account_unverified", ["last4": nil, "is_expected": nil])

    @Test(arguments: [
        (right, "…0143"), (wrong, "…0199, not …0143"), (unverified, ""), (session("ok", nil), ""),
        (session("wrong_account", ["last4": nil, "is_expected": false, "expected_last4": nil]), "another"),
    ]) func theLinkedNumberIsShownByItsEnd(session: JSONValue, words: String) {
        #expect(SessionsCommand.linked(session) == words)
    }

    @Test func aStrangersPhoneStandsOutAndIsNotWell() {
        let lines = SessionsCommand.text([Self.right, Self.wrong]).split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[1].contains("🟢 connected") && lines[2].contains("🟠 connected"))
        #expect(SessionsCommand.isWell(Self.right) && SessionsCommand.isWell(Self.unverified))
        #expect(!SessionsCommand.isWell(Self.wrong))
    }

    @Test func theStatusNamesSessionsOfStrangers() {
        let status: JSONValue = [
            "sessions_total": 1, "sessions_connected": 1,
            "wrong_accounts": [["session": "main/shop", "account": Self.wrong["account"] ?? nil]],
        ]
        let words = "! main/shop is linked to another phone (…0199, not …0143): relink explain main/shop\n"
        #expect(StatusCommand.text(status).contains(words))
    }
}
