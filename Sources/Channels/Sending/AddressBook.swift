// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// The contacts behind one channel.
struct AddressBook: Sendable {
    private let contacts: [ContactID: ChannelContact]

    init(_ contacts: [ChannelContact]) {
        self.contacts = Dictionary(contacts.map { ($0.id, $0) }) { first, _ in first }
    }

    /// Whether the recipient holds a phone. It cannot scan a code on its own screen, and a code in a chat is one that
    /// somebody else scans: it is told in words alone.
    func isHolder(_ recipient: Recipient) -> Bool {
        recipient.contact.flatMap { contacts[$0] }?.audience == .holder
    }

    /// The alert as the recipient may see it.
    func visible(_ alert: Alert) -> Alert { isHolder(alert.recipient) ? alert.withoutCode : alert }

    /// The contacts' addresses by slot.
    var addresses: [Slot: Secret] {
        var addresses: [Slot: Secret] = [:]
        for (id, contact) in contacts { addresses[.address(of: id)] = contact.to }
        return addresses
    }
}
