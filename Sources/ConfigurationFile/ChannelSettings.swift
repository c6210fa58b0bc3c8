// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// One channel: what the deciding code must know of it, and how to reach its service.
package struct ChannelSettings: Hashable, Sendable {
    /// The service at the other end, with what it needs.
    package enum Target: Hashable, Sendable {
        case webhook(WebhookSettings)
        /// A Slack incoming webhook; its address is the secret.
        case slack(url: Secret)
        case telegram(TelegramSettings)
    }

    /// What the deciding code must know.
    package let plan: ChannelPlan
    /// How it shows the QR code.
    package let qr: QRForm
    /// The service at the other end.
    package let target: Target
}
