// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// What the configuration says of a channel.
package struct ChannelSetup: Sendable {
    /// The service at the other end, with what only it needs.
    package enum Target: Sendable {
        case webhook(WebhookTarget)
        case slack(SlackTarget)
        case telegram(TelegramTarget)

        /// Which service it is.
        package var kind: ChannelKind {
            switch self {
            case .webhook: .webhook
            case .slack: .slack
            case .telegram: .telegram
            }
        }
    }

    /// Its `id`.
    package let id: ChannelID
    /// Its `events`.
    package let subscriptions: Set<EventSubscription>
    /// Its `qr`.
    package let qr: QRForm
    /// The contacts behind it.
    package let contacts: [ChannelContact]
    /// The service and how to reach it.
    package let target: Target

    /// That channel.
    package init(
        id: ChannelID, subscriptions: Set<EventSubscription> = [.incidents], qr: QRForm = .auto,
        contacts: [ChannelContact] = [], target: Target
    ) {
        self.id = id
        self.subscriptions = subscriptions
        self.qr = qr
        self.contacts = contacts
        self.target = target
    }
}
