// SPDX-License-Identifier: Apache-2.0

/// Who a recipient is: the channel, the contact, and how they want to be told.
struct RecipientDirectory: Sendable {
    private let channels: [ChannelID: ChannelPlan]
    private let contacts: [ContactID: ContactPlan]

    init(_ plan: GatewayPlan) {
        channels = Dictionary(plan.channels.map { ($0.id, $0) }) { first, _ in first }
        contacts = Dictionary(plan.contacts.map { ($0.id, $0) }) { first, _ in first }
    }

    /// The channel that carries what the recipient is told.
    func channel(of recipient: Recipient) -> ChannelPlan? { channels[recipient.channel] }

    /// The contact who holds a session's phone, as a recipient.
    func holder(of session: SessionPlan?) -> Recipient? {
        session?.holder.flatMap { contacts[$0] }?.recipient
    }

    /// Whether a machine reads what the recipient is told.
    func isMachine(_ recipient: Recipient) -> Bool { channel(of: recipient)?.isMachine == true }

    /// Whether several openings may be one message there. Machines want each, and whoever holds a phone must only see
    /// what is theirs.
    func isGrouped(_ recipient: Recipient) -> Bool {
        !isMachine(recipient) && contact(recipient)?.audience != .holder
    }

    /// Whether what the recipient was sent can show a session's code, and the next one when that changes.
    func followsCode(_ recipient: Recipient) -> Bool {
        guard let channel = channel(of: recipient) else { return false }
        return channel.canEdit && channel.showsQR && contact(recipient)?.audience != .holder
    }

    /// When the recipient may be told; nil for always.
    func hours(of recipient: Recipient) -> TellingHours? {
        contact(recipient)?.attended ?? channel(of: recipient)?.hours
    }

    private func contact(_ recipient: Recipient) -> ContactPlan? { recipient.contact.flatMap { contacts[$0] } }
}
