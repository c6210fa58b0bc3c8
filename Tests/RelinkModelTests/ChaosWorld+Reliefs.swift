// SPDX-License-Identifier: Apache-2.0

@testable import RelinkModel

extension ChaosWorld {
    /// Who may be told in whose place.
    static let people = [
        Recipient(channel: "chat"), Recipient(channel: "edit"), Recipient(channel: "hook"), Recipient(channel: "pager"),
        Recipient(channel: "edit", contact: "shop"),
    ]

    /// Those in whose place somebody else is told once those changes are made.
    func away(after changes: [StoreChange]) -> Set<Recipient> {
        var reliefs = ledger.reliefs
        for case .forgetRelief(let id) in changes { reliefs[id] = nil }
        let book = ReliefBook(Array(reliefs.values))
        return Set(Self.people.filter { book.present(for: $0, at: now.wall) != $0 })
    }
}
