// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// What the configuration says of a Telegram chat.
package struct TelegramTarget: Sendable {
    /// The address of Telegram itself.
    package static let defaultBaseURL = "https://api.telegram.org"

    /// The bot's token.
    package let token: Secret
    /// The chat's number, or `@name` of a public channel.
    package let chat: String
    /// Where the Bot API is, without a slash at the end; another one for a server or a mirror of one's own.
    package let baseURL: String

    /// That chat of that bot.
    package init(token: Secret, chat: String, baseURL: String = defaultBaseURL) {
        self.token = token
        self.chat = chat
        self.baseURL = baseURL
    }
}
