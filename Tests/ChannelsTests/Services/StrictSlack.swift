// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkTesting

/// An incoming webhook that refuses what Slack refuses, in Slack's words.
enum StrictSlack {
    static let path = "/services/T0001/B0001/verysecretpart"

    static func answer(_ request: LoopbackServer.Request) -> [LoopbackServer.Step] {
        guard request.path == path else { return [.answer(404, "no_service")] }
        guard request.text.hasPrefix("POST "), request.text.contains("\r\nContent-Type: application/json") else {
            return [.answer(400, "invalid_payload")]
        }
        guard let message = try? JSONText.parse(request.body) else { return [.answer(400, "invalid_payload")] }
        guard let text = message["text"]?.string, !text.isEmpty else { return [.answer(400, "no_text")] }
        let blocks = (message["attachments"]?.array ?? []).flatMap { $0["blocks"]?.array ?? [] }
        guard blocks.count <= 50, blocks.allSatisfy(isValid) else { return [.answer(400, "invalid_blocks")] }
        let texts = [text] + blocks.flatMap(texts)
        guard texts.allSatisfy(isHarmless) else { return [.answer(400, "somebody_was_mentioned")] }
        return [.answer(200, "ok")]
    }

    private static func isValid(_ block: JSONValue) -> Bool {
        switch block["type"]?.string {
        case "section":
            (1...3000).contains(block["text"]?["text"]?.string?.unicodeScalars.count ?? 0)
                && ["mrkdwn", "plain_text"].contains(block["text"]?["type"]?.string)
        case "header": (1...150).contains(block["text"]?["text"]?.string?.unicodeScalars.count ?? 0)
        case "context":
            (1...10).contains(block["elements"]?.array?.count ?? 0) && texts(block).allSatisfy { !$0.isEmpty }
        default: false
        }
    }

    private static func texts(_ block: JSONValue) -> [String] {
        ([block["text"]] + (block["elements"]?.array ?? [])).compactMap { $0?["text"]?.string }
    }

    /// No control sequence, that is no mention and no link; and every `&` is an entity.
    private static func isHarmless(_ text: String) -> Bool {
        let entities = ["amp;", "lt;", "gt;"]
        let pieces = text.split(separator: "&", omittingEmptySubsequences: false).dropFirst()
        return !text.contains("<") && !text.contains(">")
            && pieces.allSatisfy { piece in
                entities.contains { piece.hasPrefix($0) }
            }
    }
}
