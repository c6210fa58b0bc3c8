// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// A chat of a Telegram bot (`kind: telegram`).
package struct TelegramSettings: Hashable, Sendable {
    /// The bot's token.
    package let token: Secret
    /// A number, negative for groups, or `@channel`.
    package let chatID: String
    /// `http(s)://host` of the Bot API, without a slash at the end.
    package let baseURL: String
}
