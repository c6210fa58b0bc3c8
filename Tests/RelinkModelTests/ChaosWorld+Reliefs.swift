// SPDX-License-Identifier: Apache-2.0

@testable import RelinkModel

extension ChaosWorld {
    /// Who may be told in whose place.
    static let people = [
        Recipient(channel: "chat"), Recipient(channel: "edit"), Recipient(channel: "hook"), Recipient(channel: "pager"),
        Recipient(channel: "edit", contact: "shop"),
    ]

    /// Those in whose place somebody else is told.
    var awayNow: Set<Recipient> {
        let book = ReliefBook(Array(ledger.reliefs.values))
        return Set(Self.people.filter { book.present(for: $0, at: now.wall) != $0 })
    }
}
