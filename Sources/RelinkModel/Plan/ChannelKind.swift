// SPDX-License-Identifier: Apache-2.0

/// The service at the other end of a channel. A new one is a new case, and the compiler shows what it needs.
package enum ChannelKind: String, Sendable, CaseIterable {
    /// Any HTTP endpoint: n8n, Make, an own service.
    case webhook
    /// A Slack incoming webhook.
    case slack
    /// A chat of a Telegram bot.
    case telegram
}
