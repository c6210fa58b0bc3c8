// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel
import Signing

/// What Slack accepts in a message, in Unicode scalars (slack_sdk 3.47.0, models/blocks, the validators' numbers).
enum SlackLimits {
    /// The text of a section.
    static let section = 3000
    /// The text of a header.
    static let header = 150
    /// Blocks in one message or attachment.
    static let blocks = 50
    /// The text of the message itself; Slack cuts there.
    static let text = 40_000

    /// One message a second for each webhook, "short bursts" of more (docs.slack.dev, Rate limits, Posting messages).
    static func rates(of url: Secret) -> [RateLimit] {
        [RateLimit(key: "slack:\(SHA256.hexPrefix(url.revealed))", burst: 5, interval: .seconds(1))]
    }

    /// What Slack would refuse in a message; nil when it takes it.
    static func objection(to body: String) -> String? {
        if let objection = WebhookBody.objection(to: body) { return objection }
        guard let message = try? JSONText.parse(body) else { return "not JSON" }
        guard let text = message["text"]?.string, !text.isEmpty else {
            return "it has no text, which is what a phone shows"
        }
        if text.unicodeScalars.count > Self.text { return "its text has more than \(Self.text) characters" }
        let lists = [message["blocks"]] + (message["attachments"]?.array ?? []).map { $0["blocks"] }
        for list in lists.compactMap({ $0?.array }) {
            if list.count > blocks { return "it has more than \(blocks) blocks" }
            for block in list {
                if let objection = objection(toBlock: block) { return objection }
            }
        }
        return nil
    }

    private static func objection(toBlock block: JSONValue) -> String? {
        guard let type = block["type"]?.string else { return "a block has no type" }
        let limit = type == "header" ? header : section
        let texts = [block["text"]] + (block["elements"]?.array ?? []) + (block["fields"]?.array ?? [])
        for text in texts.compactMap({ $0?["text"]?.string }) where !(1...limit).contains(text.unicodeScalars.count) {
            return "the text of a \(type) is empty or has more than \(limit) characters"
        }
        return nil
    }
}
