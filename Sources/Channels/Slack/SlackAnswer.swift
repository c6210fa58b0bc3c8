// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import RelinkModel

/// What an incoming webhook's answer means: status 200 and the word `ok`, or one word of error.
///
/// The words are those of Slack's documentation of incoming webhooks, "Handling errors".
enum SlackAnswer {
    /// The outcome of an answer.
    static func outcome(_ response: HTTPResponse, at now: Timestamp) -> DeliveryOutcome {
        let word = word(in: response.body)
        let reason = "HTTP \(response.status)" + (word.map { " \($0)" } ?? "")
        let retryAfter = OutcomeRules.retryAfter(response, at: now)
        if let word, broken.contains(word) { return .suspend(probeAfter: OutcomeRules.probe, reason: reason) }
        if let word, gone.contains(word) { return .suspend(probeAfter: OutcomeRules.slowProbe, reason: reason) }
        if let word, throttled.contains(word) { return .retry(after: retryAfter ?? .zero, reason: reason) }
        if let word, malformed.contains(word) { return .reject(reason: reason) }
        if let word, busy.contains(word) { return .retry(after: retryAfter, reason: reason) }
        // A login page in front of the internet says 200 too. An answer that was cut says nothing against itself.
        if (200..<300).contains(response.status), response.bodyComplete, word != "ok" {
            return .retry(after: nil, reason: "HTTP \(response.status) (not Slack's answer)")
        }
        return OutcomeRules.outcome(status: response.status, retryAfter: retryAfter, reason: reason)
    }

    private static let broken: Set<String> = [
        "invalid_token", "channel_not_found", "channel_is_archived", "action_prohibited",
        "posting_to_general_channel_denied", "user_not_found", "team_disabled", "no_active_hooks",
    ]
    private static let gone: Set<String> = ["no_service", "no_service_id", "no_team"]
    private static let malformed: Set<String> = [
        "invalid_payload", "no_text", "too_many_attachments", "invalid_blocks", "invalid_attachments", "msg_too_long",
    ]
    private static let throttled: Set<String> = ["rate_limited", "ratelimited"]
    private static let busy: Set<String> = ["rollup_error", "internal_error"]

    /// The body where it is one plain word, which may then be shown; nil for a page of HTML.
    private static func word(in body: [UInt8]) -> String? {
        let isWord = (1...40).contains(body.count) && body.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F }
        return isWord ? String(decoding: body, as: UTF8.self) : nil
    }
}
