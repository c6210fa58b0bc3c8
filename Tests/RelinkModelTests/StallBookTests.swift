// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct StallBookTests {
    private func second(_ seconds: Int64) -> BootTime { BootTime(milliseconds: seconds * 1000) }

    /// Looks once a second at a loop whose turns are those.
    private func look(_ turns: [Int], with book: inout StallBook) -> [StallBook.News] {
        turns.enumerated().compactMap { index, turns in
            book.begin(at: second(Int64(index)))
            return book.look("loop", turns: turns, at: second(Int64(index))).news
        }
    }

    @Test func aLoopThatTurnsIsNoNews() {
        var book = StallBook()
        let news = look([1, 2, 3, 4, 5, 6], with: &book)
        #expect(news == [])
        #expect(book.stalls(at: second(6)).map(\.length) == [.zero])
    }

    @Test func oneThatDoesNotFollowAKnockIsToldOnceAndAgainWhenItTurns() {
        var book = StallBook()
        let news = look([1, 2, 2, 2, 2, 2, 2, 3, 4], with: &book)
        #expect(news == [.stalled("loop", since: second(1)), .turns("loop", stood: .seconds(6))])
        #expect(book.count("loop") == 1)
    }

    @Test func itsStandingIsKnownWhileItLasts() {
        var book = StallBook()
        _ = look([1, 1, 1, 1, 1], with: &book)
        #expect(book.stalls(at: second(9)).map(\.length) == [.seconds(9)])
    }

    @Test func aKnockIsRepeatedOnlyOnceItWasFollowed() {
        var book = StallBook()
        let looks = [(5, true), (5, false), (6, true), (6, false), (9, true)]
        for (index, (turns, knocks)) in looks.enumerated() {
            let look = book.look("loop", turns: turns, at: second(Int64(index)))
            #expect(look.knocks == knocks)
        }
    }

    /// A machine that was suspended, or a guard that got no time: nothing can have turned.
    @Test func whoeverSleptBlamesNobody() {
        var book = StallBook()
        _ = look([1, 1], with: &book)
        for at in [100, 101, 102] as [Int64] {
            book.begin(at: second(at))
            let look = book.look("loop", turns: 1, at: second(at))
            #expect(look.news == nil)
        }
        book.begin(at: second(103))
        let look = book.look("loop", turns: 1, at: second(103))
        #expect(look.news == .stalled("loop", since: second(100)))
    }
}
