// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import RelinkModel
import Testing

@testable import Channels

struct TelegramAnswerTests {
    private static let kept = RemoteReference(rawValue: "photo/1/2")
    private static let suspended = "suspend 300"

    @Test(arguments: [
        (200, #"{"ok":true,"result":{"message_id":2,"chat":{"id":1}}}"#, "delivered"),
        (200, "<html>Log in</html>", "retry nil"), (200, #"{"ok":false,"error_code":500}"#, "retry nil"),
        (400, #"{"ok":false,"description":"Bad Request: message is not modified: same"}"#, "delivered"),
        (400, #"{"ok":false,"description":"Bad Request: can't parse entities"}"#, "reject"),
        (400, #"{"ok":false,"description":"Bad Request: chat not found"}"#, suspended),
        (400, #"{"ok":false,"description":"Bad Request: message thread not found"}"#, suspended),
        (400, #"{"ok":false,"description":"Bad Request: not enough rights to send photos"}"#, suspended),
        (401, #"{"ok":false,"description":"Unauthorized"}"#, suspended),
        (403, #"{"ok":false,"description":"Forbidden: bot was blocked by the user"}"#, suspended),
        (404, #"{"ok":false,"description":"Not Found"}"#, "suspend 3600"),
        (429, #"{"ok":false,"parameters":{"retry_after":17}}"#, "retry 17"),
        (429, #"{"ok":false,"parameters":{"retry_after":1e30}}"#, "retry 900"),
        (429, #"{"ok":false,"parameters":{"retry_after":-1e30}}"#, "retry 0"),
        (429, #"{"ok":false,"parameters":{"retry_after":"soon"}}"#, "retry 0"),
        (502, "<html>Bad Gateway</html>", "retry nil"),
    ])
    func descriptionsDecideBeforeTheStatusDoes(status: Int, body: String, expected: String) {
        let answer = TelegramAnswer(HTTPResponse(status: status, body: Array(body.utf8)))
        let outcome = answer.outcome(
            reference: Self.kept, words: ReceiverWords(hiding: []), at: Timestamp(milliseconds: 0))
        #expect(Self.word(outcome) == expected)
        if expected == "delivered" { #expect(outcome == .delivered(ref: Self.kept)) }
    }

    @Test func anAnswerThatWasCutCounts() {
        let answer = TelegramAnswer(HTTPResponse(status: 200, body: [], bodyComplete: false))
        let outcome = answer.outcome(reference: nil, words: ReceiverWords(hiding: []), at: Timestamp(milliseconds: 0))
        #expect(outcome == .delivered(ref: nil))
    }

    private static func word(_ outcome: DeliveryOutcome) -> String {
        switch outcome {
        case .delivered: "delivered"
        case .duplicate: "duplicate"
        case .retry(let after, _): "retry " + (after.map { "\($0.wholeSeconds)" } ?? "nil")
        case .reject: "reject"
        case .suspend(let probeAfter, _): "suspend \(probeAfter.wholeSeconds)"
        }
    }
}
