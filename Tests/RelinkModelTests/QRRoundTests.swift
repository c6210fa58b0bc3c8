// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct QRRoundTests {
    private let one = QRSighting.code(QRID(rawValue: "1"))
    private let two = QRSighting.code(QRID(rawValue: "2"))

    private func moment(_ seconds: Int64) -> Moment {
        Moment(wall: Timestamp(milliseconds: seconds * 1000), boot: BootTime(milliseconds: seconds * 1000))
    }

    private func round(wasKnown: Bool = false) -> QRRound {
        var round = QRRound(policy: SharedPolicy(WatchPolicy()))
        round.begin(wasKnown: wasKnown)
        return round
    }

    private func look(_ round: inout QRRound, _ sighting: QRSighting, at second: Int64) -> QRRound.Change? {
        _ = round.takeLook(isFollowed: false, at: moment(second))
        return round.handle(sighting, at: moment(second))
    }

    @Test func everyCodeIsNewOnceAndNumbered() {
        var round = round()
        #expect(look(&round, one, at: 0) == .new)
        #expect(look(&round, one, at: 20) == nil)
        #expect(look(&round, two, at: 40) == .new)
        #expect(round.code?.sequence == 2)
        #expect(round.code?.firstSeen == moment(40))
        #expect(look(&round, .failed, at: 60) == nil)
        #expect(round.code?.sequence == 2)
        #expect(look(&round, .none, at: 80) == .over)
        #expect(look(&round, .none, at: 100) == nil)
    }

    @Test func aCodeThatDoesNotChangeDiesAndNeverComesBack() {
        var round = round()
        _ = look(&round, one, at: 0)
        #expect(round.expires == moment(60))
        #expect(round.expire(at: moment(59)) == nil)
        #expect(round.expire(at: moment(60)) == .over)
        #expect(look(&round, one, at: 80) == nil)
        #expect(round.code == nil)
        #expect(round.end() == false)
        round.begin()
        #expect(look(&round, one, at: 100) == nil)
        #expect(look(&round, two, at: 120) == .new)
        #expect(round.round == 2 && round.sequence == 1)
    }

    @Test func aCodeThatComesBackIsAsOldAsItIs() {
        var round = round()
        _ = look(&round, one, at: 0)
        _ = look(&round, .none, at: 20)
        #expect(look(&round, one, at: 40) == .known)
        #expect(round.code?.firstSeen == moment(0))
        #expect(round.expire(at: moment(60)) == .over)
    }

    @Test func afterARestartTheFirstCodeIsNoNewsAndTheNextOneIs() {
        var round = round(wasKnown: true)
        #expect(look(&round, one, at: 0) == .known)
        #expect(look(&round, two, at: 20) == .new)
    }

    @Test func theLastCodeEndsWithItsRound() {
        var round = round()
        _ = look(&round, one, at: 0)
        #expect(round.end() == true)
        #expect(round.handle(two, at: moment(1)) == nil)
        #expect(round.nextDeadline(isFollowed: true) == nil)
        #expect(round.takeLook(isFollowed: true, at: moment(99)) == false)
    }

    @Test(arguments: [(false, false, Int64(20)), (true, false, 5), (false, true, 1), (true, true, 1)])
    func looksComeAtThePaceOfWhoeverWatches(isFollowed: Bool, isViewed: Bool, seconds: Int64) {
        var round = round()
        #expect(round.nextDeadline(isFollowed: isFollowed) == BootTime(milliseconds: .min))
        #expect(round.takeLook(isFollowed: isFollowed, at: moment(0)) == true)
        #expect(round.takeLook(isFollowed: isFollowed, at: moment(90)) == false)
        _ = round.handle(.none, at: moment(0))
        if isViewed { round.viewed(at: moment(0)) }
        #expect(round.nextDeadline(isFollowed: isFollowed) == moment(seconds).boot)
        #expect(round.takeLook(isFollowed: isFollowed, at: moment(seconds - 1)) == false)
        #expect(round.takeLook(isFollowed: isFollowed, at: moment(seconds)) == true)
    }

    @Test func aViewerWhoLeftIsNoLongerWaitedFor() {
        var round = round()
        round.viewed(at: moment(0))
        _ = look(&round, .none, at: 0)
        _ = look(&round, .none, at: 6)
        #expect(round.nextDeadline(isFollowed: false) == moment(26).boot)
    }
}
