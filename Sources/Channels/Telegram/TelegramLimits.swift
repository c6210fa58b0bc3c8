// SPDX-License-Identifier: Apache-2.0

/// What Telegram accepts, in UTF-16 code units after entities are parsed (core.telegram.org/bots/api, `sendMessage` and
/// `sendPhoto`).
enum TelegramLimits {
    /// The text of a message.
    static let text = 4096
    /// The caption of a picture.
    static let caption = 1024
}
