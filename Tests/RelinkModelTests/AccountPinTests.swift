// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct AccountPinTests {
    private static let ours = AccountNumber("+12025550143")
    private static let theirs = AccountNumber("+12025550199")

    private func moment(_ seconds: Int64) -> Moment {
        Moment(wall: Timestamp(milliseconds: seconds * 1000), boot: BootTime(milliseconds: seconds * 1000))
    }

    private func answer(_ number: AccountNumber?) -> AccountAnswer { number.map { .number($0) } ?? .none }

    /// A session that went down and came up again.
    private func relinked(_ pin: AccountPin) -> AccountPin {
        var pin = pin
        pin.unlinked()
        pin.linked(wasSeen: true, at: moment(0))
        return pin
    }

    private func read(_ pin: inout AccountPin, _ answer: AccountAnswer, at second: Int64) {
        let begins = pin.takeTurn(at: moment(second))
        #expect(begins)
        #expect(pin.nextDeadline == nil)
        pin.read(answer, at: moment(second))
    }

    @Test func thePinnedAccountIsRightAndReadTwice() {
        var pin = relinked(AccountPin(pinned: Self.ours))
        #expect(pin.isPending)
        read(&pin, answer(Self.ours), at: 0)
        #expect(!pin.isPending && pin.condition == .connected)
        #expect(pin.note == AccountNote(last4: "0143", isExpected: true))
        #expect(pin.nextDeadline == moment(60).boot)
        read(&pin, answer(Self.ours), at: 60)
        #expect(pin.nextDeadline == nil)
    }

    @Test func anotherOneIsWrongAlsoIfOnlyTheSecondReadingShowsIt() {
        var pin = relinked(AccountPin(pinned: Self.ours))
        read(&pin, answer(Self.ours), at: 0)
        read(&pin, answer(Self.theirs), at: 60)
        #expect(pin.condition == .wrongAccount)
        #expect(pin.note == AccountNote(last4: "0199", isExpected: false))
    }

    @Test func theFirstAccountIsLearntWhereNoneIsPinned() {
        var pin = relinked(AccountPin(pinned: nil))
        #expect(!pin.isPending)
        read(&pin, answer(Self.ours), at: 0)
        #expect(pin.record == Self.ours.map { AccountRecord(number: $0) })
        pin = relinked(pin)
        #expect(pin.isPending)
        read(&pin, answer(Self.theirs), at: 0)
        #expect(pin.condition == .wrongAccount)
        #expect(pin.record?.number == Self.ours)
    }

    @Test func whatAPersonAcceptsIsRightUntilThePinChanges() throws {
        var pin = relinked(AccountPin(pinned: Self.ours))
        #expect(pin.accept() == false)
        read(&pin, answer(Self.theirs), at: 0)
        #expect(pin.accept() == true)
        #expect(pin.accept() == false)
        #expect(pin.condition == .connected && pin.expected == Self.theirs)
        let record = try #require(pin.record)
        var again = relinked(AccountPin(pinned: Self.ours, record: record))
        read(&again, answer(Self.theirs), at: 0)
        #expect(again.condition == .connected)
        // The pinned one is never wrong, and once it is back, the other one is.
        read(&again, answer(Self.ours), at: 60)
        #expect(again.condition == .connected)
        again = relinked(again)
        read(&again, answer(Self.theirs), at: 0)
        #expect(again.condition == .wrongAccount)
        var changed = relinked(AccountPin(pinned: AccountNumber("+12025550177"), record: record))
        read(&changed, answer(Self.theirs), at: 0)
        #expect(changed.condition == .wrongAccount)
    }

    @Test func whatCannotBeReadIsTriedThreeTimesAndThenSaid() {
        var pin = relinked(AccountPin(pinned: Self.ours))
        read(&pin, .none, at: 0)
        read(&pin, .failed(words: "?"), at: 3)
        #expect(pin.isPending)
        read(&pin, .none, at: 9)
        #expect(!pin.isPending && pin.condition == .accountUnverified && pin.note == nil)
        #expect(pin.nextDeadline == moment(609).boot)
        read(&pin, answer(Self.ours), at: 609)
        #expect(pin.condition == .connected)
    }

    @Test func aGatewayThatCannotBeAskedIsAskedOnce() {
        var pin = relinked(AccountPin(pinned: Self.ours))
        read(&pin, .unsupported, at: 0)
        #expect(pin.condition == .accountUnverified && pin.nextDeadline == nil)
        var learning = relinked(AccountPin(pinned: nil))
        read(&learning, .unsupported, at: 0)
        #expect(learning.condition == .connected)
    }

    @Test func notKnowingBetterIsNoNews() {
        var pin = relinked(AccountPin(pinned: Self.ours))
        read(&pin, answer(Self.theirs), at: 0)
        for second in [Int64(60), 63, 69] { read(&pin, .none, at: second) }
        #expect(pin.condition == .wrongAccount)
    }

    @Test func aSessionThatWasNotSeenIsReadAgain() {
        var pin = relinked(AccountPin(pinned: Self.ours))
        read(&pin, answer(Self.ours), at: 0)
        read(&pin, answer(Self.ours), at: 60)
        pin.linked(wasSeen: true, at: moment(70))
        #expect(pin.nextDeadline == nil && !pin.isPending)
        pin.linked(wasSeen: false, at: moment(200))
        #expect(pin.nextDeadline == moment(200).boot && pin.isPending)
    }

    @Test func anAnswerAboutAnEarlierLinkSaysNothing() {
        var pin = relinked(AccountPin(pinned: Self.ours))
        _ = pin.takeTurn(at: moment(0))
        pin.unlinked()
        pin.read(answer(Self.theirs), at: moment(1))
        #expect(pin.finding == .unread && pin.condition == .connected)
    }

    @Test func aRestartForgetsNoFinding() {
        let wrong = AccountPin(pinned: Self.ours, resuming: .wrongAccount)
        #expect(wrong.condition == .wrongAccount && wrong.note == nil)
        #expect(AccountPin(pinned: Self.ours, resuming: .accountUnverified).condition == .accountUnverified)
        #expect(AccountPin(pinned: Self.ours, resuming: .connected).condition == .connected)
    }

    @Test func peopleSeeWhoseItIsInFourDigits() throws {
        var pin = AccountPin(pinned: Self.ours)
        #expect(pin.status == AccountStatus(.unread, expectedLast4: "0143"))
        pin = relinked(pin)
        read(&pin, answer(Self.ours), at: 0)
        #expect(pin.status == AccountStatus(.expected, last4: "0143", expectedLast4: "0143"))
        read(&pin, answer(Self.theirs), at: 60)
        #expect(pin.status == AccountStatus(.wrong, last4: "0199", expectedLast4: "0143"))
        let unverified = AccountPin(pinned: Self.ours, resuming: .accountUnverified)
        #expect(unverified.status == AccountStatus(.unverified, expectedLast4: "0143"))
        let resumed = AccountPin(pinned: Self.ours, resuming: .wrongAccount)
        #expect(resumed.status == AccountStatus(.wrong, expectedLast4: "0143"))
    }

    @Test func whatWasStoredSaysTheLastThatIsKnown() throws {
        func stored(_ observed: SessionCondition, pinned: AccountNumber?) throws -> AccountStatus {
            let number = try #require(Self.ours)
            let record = SessionRecord(
                name: "shop", observed: observed, observedSince: moment(0).wall, confirmed: nil,
                confirmedSince: moment(0).wall, runSince: nil, everConnected: true, isListed: true,
                account: AccountRecord(number: number))
            return AccountStatus(stored: record, pinned: pinned)
        }
        let right = AccountStatus(.expected, last4: "0143", expectedLast4: "0143")
        #expect(try stored(.connected, pinned: nil) == right)
        #expect(try stored(.connected, pinned: Self.ours) == right)
        // The configuration changed since.
        #expect(try stored(.connected, pinned: Self.theirs) == AccountStatus(.unread, expectedLast4: "0199"))
        #expect(try stored(.wrongAccount, pinned: Self.ours) == AccountStatus(.wrong, expectedLast4: "0143"))
    }
}
