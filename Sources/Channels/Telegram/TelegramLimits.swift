// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Signing

/// What Telegram accepts, in UTF-16 code units after entities are parsed (core.telegram.org/bots/api, `sendMessage` and
/// `sendPhoto`).
enum TelegramLimits {
    /// The text of a message.
    static let text = 4096
    /// The caption of a picture.
    static let caption = 1024

    /// One message a second for each chat, twenty a minute for a group, about thirty a second for a bot, edits included
    /// (core.telegram.org/bots/faq, "My bot is hitting limits").
    ///
    /// A burst of five and one every four seconds are nineteen in any minute.
    static func rates(of target: TelegramTarget) -> [RateLimit] {
        let bot = "telegram:\(SHA256.hexPrefix(target.token.revealed))"
        let chat = "\(bot):\(target.chat)"
        var limits = [
            RateLimit(key: bot, burst: 25, interval: .milliseconds(40)),
            RateLimit(key: chat, burst: 1, interval: .seconds(1)),
        ]
        // A person's chat has a positive number; groups and channels have a negative one or a name.
        if !target.chat.allSatisfy(\.isNumber) {
            limits.append(RateLimit(key: "\(chat):group", burst: 5, interval: .seconds(4)))
        }
        return limits
    }
}
