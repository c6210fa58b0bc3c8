// SPDX-License-Identifier: Apache-2.0

/// What the deciding code must know of a channel; the rest of its configuration is the adapter's.
package struct ChannelPlan: Hashable, Sendable {
    /// Its `id` in the configuration.
    package let id: ChannelID
    /// The service at the other end.
    package let kind: ChannelKind
    /// What it asked for.
    package let subscriptions: Set<EventSubscription>
    /// Whether a sent message can be changed, so that it may follow the QR code.
    package let canEdit: Bool
    /// Whether it shows the code itself (picture or text), so that the code is worth following.
    package let showsQR: Bool
    /// Whether it tells events to a machine, which wants all of them and in order, rather than to people.
    package let isMachine: Bool
    /// When people there want to be told (`quiet:`, `digest:`); nil for always.
    package let hours: TellingHours?
    /// Who is told in its place while it takes nothing (`fallback:`).
    package let fallback: ChannelID?
    /// Whether it is marked to be told what goes wrong with Relink itself (`meta:`).
    package let isMeta: Bool

    /// A channel of those properties.
    package init(
        id: ChannelID, kind: ChannelKind, subscriptions: Set<EventSubscription> = [.incidents], canEdit: Bool = false,
        showsQR: Bool = false, isMachine: Bool = false, hours: TellingHours? = nil, fallback: ChannelID? = nil,
        isMeta: Bool = false
    ) {
        self.id = id
        self.kind = kind
        self.subscriptions = subscriptions
        self.canEdit = canEdit
        self.showsQR = showsQR
        self.isMachine = isMachine
        self.hours = hours
        self.fallback = fallback
        self.isMeta = isMeta
    }
}
