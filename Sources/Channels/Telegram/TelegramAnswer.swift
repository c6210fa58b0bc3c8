// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import JSONText
import RelinkModel

/// An answer of the Bot API: `{"ok":…,"result":…,"error_code":…,"description":…,"parameters":…}`.
struct TelegramAnswer {
    /// Whether the body is the Bot API's; a proxy's error page is not.
    let isTelegram: Bool
    /// `ok`.
    let isOK: Bool
    /// Why not, for people; from outside.
    let description: String
    /// `result.message_id`.
    let messageID: Int64?
    /// `result.chat.id`.
    let chat: Int64?
    /// `parameters.migrate_to_chat_id`: the group has become a supergroup of that number.
    let newChat: Int64?
    private let response: HTTPResponse
    private let pause: Duration?

    /// Reads an answer.
    init(_ response: HTTPResponse) {
        let body = try? JSONText.parse(response.body)
        let ok = body?["ok"]?.bool
        isTelegram = ok != nil
        isOK = ok ?? false
        description = body?["description"]?.string ?? ""
        messageID = body?.at(pointer: "/result/message_id")?.integer
        chat = body?.at(pointer: "/result/chat/id")?.integer
        newChat = body?.at(pointer: "/parameters/migrate_to_chat_id")?.integer
        pause = body?.at(pointer: "/parameters/retry_after")?.double
            .map { OutcomeRules.clamped(.seconds(min(max($0, 0), 86_400))) }
        self.response = response
    }

    /// What the answer means.
    ///
    /// - Parameter reference: names the message that was sent or changed.
    func outcome(reference: RemoteReference?, words: ReceiverWords, at now: Timestamp) -> DeliveryOutcome {
        let status = response.status
        let said = words.line(description)
        let reason = "HTTP \(status)" + (said.isEmpty ? "" : " \(said)")
        if status == 200 {
            // One that was cut cannot be read, but was accepted.
            guard response.bodyComplete else { return .delivered(ref: nil) }
            guard isTelegram else { return .retry(after: nil, reason: "HTTP 200 (not Telegram's answer)") }
            return isOK ? .delivered(ref: reference) : .retry(after: pause, reason: reason)
        }
        if status == 400 {
            if says("message is not modified") { return .delivered(ref: reference) }
            if Self.brokenChat.contains(where: says) {
                return .suspend(probeAfter: OutcomeRules.probe, reason: reason)
            }
        }
        let retryAfter = pause ?? OutcomeRules.retryAfter(response, at: now)
        return OutcomeRules.outcome(status: status, retryAfter: retryAfter, reason: reason)
    }

    private func says(_ phrase: String) -> Bool { description.lowercased().contains(phrase) }

    /// Refusals with status 400 that no other message would escape either.
    private static let brokenChat = [
        "chat not found", "message thread not found", "topic_closed", "not enough rights", "have no rights",
        "need administrator rights", "chat_write_forbidden", "peer_id_invalid", "chat_restricted",
    ]
}
