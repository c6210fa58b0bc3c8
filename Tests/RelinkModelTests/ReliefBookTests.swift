// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct ReliefBookTests {
    private static let (ana, ben, cem) = (
        Recipient(channel: "chat", contact: "ana"), Recipient(channel: "chat", contact: "ben"),
        Recipient(channel: "pager")
    )
    private let now = Moment(wall: Timestamp(milliseconds: 1_000_000), boot: BootTime(milliseconds: 0))

    private func relief(
        _ id: ReliefID, of away: Recipient, by other: Recipient, seconds: Int64 = 60, age: Int64 = 0
    ) -> Relief {
        Relief(
            id: id, of: away, by: other, until: now.wall + .seconds(seconds), createdAt: now.wall - .seconds(age))
    }

    @Test func whoeverIsAwayIsReplacedUntilTheTimeIsOver() {
        let book = ReliefBook([relief("A", of: Self.ana, by: Self.ben)])
        #expect(book.present(for: Self.ana, at: now.wall) == Self.ben)
        #expect(book.present(for: Self.ben, at: now.wall) == Self.ben)
        #expect(book.present(for: [Self.ben, Self.ana, Self.cem], at: now.wall) == [Self.ben, Self.cem])
        #expect(book.present(for: Self.ana, at: now.wall + .seconds(60)) == Self.ana)
        #expect(book.isAway(Self.ana, at: now.wall) && !book.isAway(Self.ben, at: now.wall))
    }

    @Test func whoTakesOverMayBeRelievedToo() {
        let book = ReliefBook([
            relief("A", of: Self.ana, by: Self.ben), relief("B", of: Self.ben, by: Self.cem, seconds: 30),
        ])
        #expect(book.present(for: Self.ana, at: now.wall) == Self.cem)
        #expect(book.present(for: Self.ana, at: now.wall + .seconds(40)) == Self.ben)
    }

    @Test func aCircleLeavesEverybodyInTheirPlace() {
        let book = ReliefBook([relief("A", of: Self.ana, by: Self.ben), relief("B", of: Self.ben, by: Self.ana)])
        #expect(book.present(for: [Self.ana, Self.ben], at: now.wall) == [Self.ana, Self.ben])
        #expect(!book.isAway(Self.ana, at: now.wall))
    }

    @Test func theLastWordCounts() {
        let book = ReliefBook([
            relief("A", of: Self.ana, by: Self.ben, age: 10), relief("B", of: Self.ana, by: Self.cem, age: 5),
        ])
        #expect(book.present(for: Self.ana, at: now.wall) == Self.cem)
    }

    @Test func whatIsOverIsGivenOutOnce() {
        var book = ReliefBook([relief("A", of: Self.ana, by: Self.ben)], at: now)
        #expect(book.nextDeadline == now.boot + .seconds(60))
        #expect(book.takeOver(at: now).isEmpty)
        let later = Moment(wall: now.wall + .seconds(60), boot: now.boot + .seconds(60))
        #expect(book.takeOver(at: later).map(\.id) == ["A"])
        #expect(book.takeOver(at: later).isEmpty && book.nextDeadline == nil)
    }
}
