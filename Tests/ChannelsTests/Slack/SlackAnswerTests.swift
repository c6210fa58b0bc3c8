// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import RelinkModel
import Testing

@testable import Channels

struct SlackAnswerTests {
    private static let slow = OutcomeRules.slowProbe
    private static let probe = OutcomeRules.probe

    @Test(arguments: [
        (200, "ok", DeliveryOutcome.delivered(ref: nil)),
        (200, "<html>Log in</html>", .retry(after: nil, reason: "HTTP 200 (not Slack's answer)")),
        (200, "", .retry(after: nil, reason: "HTTP 200 (not Slack's answer)")),
        (200, "invalid_token", .suspend(probeAfter: probe, reason: "HTTP 200 invalid_token")),
        (400, "invalid_token", .suspend(probeAfter: probe, reason: "HTTP 400 invalid_token")),
        (400, "invalid_payload", .reject(reason: "HTTP 400 invalid_payload")),
        (400, "no_text", .reject(reason: "HTTP 400 no_text")),
        (403, "action_prohibited", .suspend(probeAfter: probe, reason: "HTTP 403 action_prohibited")),
        (404, "no_service", .suspend(probeAfter: slow, reason: "HTTP 404 no_service")),
        (404, "channel_not_found", .suspend(probeAfter: probe, reason: "HTTP 404 channel_not_found")),
        (410, "channel_is_archived", .suspend(probeAfter: probe, reason: "HTTP 410 channel_is_archived")),
        (429, "rate_limited", .retry(after: .zero, reason: "HTTP 429 rate_limited")),
        (500, "rollup_error", .retry(after: nil, reason: "HTTP 500 rollup_error")),
        (502, "<html>Bad gateway</html>", .retry(after: nil, reason: "HTTP 502")),
    ])
    func wordsDecideBeforeTheStatusDoes(status: Int, body: String, outcome: DeliveryOutcome) {
        let response = HTTPResponse(status: status, body: Array(body.utf8))
        #expect(SlackAnswer.outcome(response, at: Timestamp(milliseconds: 0)) == outcome)
    }

    @Test func anAnswerThatWasCutCounts() {
        let response = HTTPResponse(status: 200, body: [], bodyComplete: false)
        #expect(SlackAnswer.outcome(response, at: Timestamp(milliseconds: 0)) == .delivered(ref: nil))
    }
}
