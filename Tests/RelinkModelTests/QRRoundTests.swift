// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct QRRoundTests {
    private let one = QRSighting.code(QRID(rawValue: "1"))
    private let two = QRSighting.code(QRID(rawValue: "2"))
    private static let asking = SessionCondition(.scanQR, .qr)
    private static let over = SessionCondition(.scanQR, .roundOver)
    private static let refused = SessionCondition(.scanQR, .linkRefused)
    private static let loggingIn = SessionCondition(.starting, .authenticating)
    private static let crashed = SessionCondition(.failed, .browserCrash)

    private func moment(_ seconds: Int64) -> Moment {
        Moment(wall: Timestamp(milliseconds: seconds * 1000), boot: BootTime(milliseconds: seconds * 1000))
    }

    private func round(resuming condition: SessionCondition? = nil) -> QRRound {
        var round = QRRound(policy: SharedPolicy(WatchPolicy()), resuming: condition)
        _ = round.read(Self.asking, at: moment(0))
        return round
    }

    private func look(_ round: inout QRRound, _ sighting: QRSighting, at second: Int64) -> QRRound.Change? {
        _ = round.takeLook(isFollowed: false, at: moment(second))
        return round.handle(sighting, at: moment(second))
    }

    private func read(_ round: inout QRRound, _ said: SessionCondition, at second: Int64) -> SessionCondition {
        round.read(said, at: moment(second)).condition
    }

    // MARK: Codes

    @Test func everyCodeIsNewOnceAndNumbered() {
        var round = round()
        #expect(look(&round, one, at: 0) == .new)
        #expect(look(&round, one, at: 20) == nil)
        #expect(look(&round, two, at: 40) == .new)
        #expect(round.round == 1 && round.code?.sequence == 2)
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
        _ = read(&round, SessionCondition(.notFound), at: 90)
        _ = read(&round, Self.asking, at: 99)
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
        #expect(read(&round, Self.asking, at: 41) == Self.asking)
        #expect(round.expire(at: moment(60)) == .over)
    }

    @Test func afterARestartTheFirstCodeIsNoNewsAndTheNextOneIs() {
        var round = round(resuming: Self.asking)
        #expect(look(&round, one, at: 0) == .known)
        #expect(look(&round, two, at: 20) == .new)
    }

    @Test func theCodeEndsWithWhatTheGatewaySays() {
        var round = round()
        _ = look(&round, one, at: 0)
        #expect(round.read(.connected, at: moment(1)) == QRRound.Reading(condition: .connected, endsCode: true))
        #expect(round.handle(two, at: moment(1)) == nil)
        #expect(round.nextDeadline(isFollowed: true) == nil)
        #expect(round.takeLook(isFollowed: true, at: moment(99)) == false)
        #expect(round.round == 0)
    }

    // MARK: How a round ends

    @Test func aRoundIsOverOnceItsLastCodeIsDeadAndStillShown() {
        var round = round()
        _ = look(&round, one, at: 0)
        _ = round.expire(at: moment(60))
        #expect(read(&round, Self.asking, at: 61) == Self.asking)
        _ = look(&round, one, at: 80)
        #expect(read(&round, Self.asking, at: 81) == Self.over)
        #expect(look(&round, two, at: 100) == .new)
        #expect(read(&round, Self.asking, at: 101) == Self.asking)
        #expect(round.round == 2)
    }

    @Test(arguments: [
        (SessionCondition(.failed, .browserCrash), true), (SessionCondition(.failed, .unknown), false),
        (SessionCondition(.failed, .loggedOut), false), (SessionCondition(.failed, .statusTimeout), false),
        (SessionCondition(.notFound), false), (SessionCondition(.stopped), false),
    ]) func aBrowserThatClosesInARoundEndsItAndNothingElseDoes(said: SessionCondition, ends: Bool) {
        var round = round()
        _ = look(&round, one, at: 0)
        #expect(read(&round, said, at: 10) == (ends ? Self.over : said))
        #expect(read(&round, said, at: 20) == (ends ? Self.over : said))
    }

    @Test func aBrowserThatClosesBeforeAnyCodeWasShownHasCrashed() {
        var round = round()
        #expect(read(&round, Self.crashed, at: 10) == Self.crashed)
    }

    @Test func aCodeThatThePageNoLongerRenewsIsOverAndNotLookedAt() {
        var round = round()
        _ = look(&round, one, at: 0)
        let reading = round.read(Self.over, at: moment(10))
        #expect(reading == QRRound.Reading(condition: Self.over, endsCode: true))
        #expect(round.nextDeadline(isFollowed: true) == nil)
        #expect(round.read(Self.asking, at: moment(20)).beginsLooking == true)
    }

    @Test func aStartEndsTheRoundAndTheOldCodeIsNoneOfTheNextOne() {
        var round = round()
        _ = look(&round, one, at: 0)
        #expect(round.end() == true)
        #expect(round.end() == false)
        #expect(read(&round, Self.crashed, at: 10) == Self.crashed)
        _ = read(&round, Self.asking, at: 20)
        #expect(look(&round, one, at: 20) == nil)
        #expect(look(&round, two, at: 40) == .new)
        #expect(round.round == 2)
    }

    @Test func whatWasOverBeforeARestartIsOverUntilAnotherCodeComes() {
        var round = round(resuming: Self.over)
        #expect(look(&round, one, at: 0) == nil)
        #expect(read(&round, Self.asking, at: 10) == Self.over)
        #expect(read(&round, Self.crashed, at: 20) == Self.over)
        _ = read(&round, Self.asking, at: 30)
        #expect(look(&round, two, at: 40) == .new)
        #expect(read(&round, Self.asking, at: 50) == Self.asking)
    }

    // MARK: Scans

    @Test func aCodeThatGoesAwayWasScannedAndTheSessionLogsIn() {
        var round = round()
        _ = look(&round, one, at: 0)
        _ = look(&round, .none, at: 20)
        #expect(read(&round, Self.asking, at: 21) == Self.loggingIn)
        #expect(read(&round, Self.asking, at: 79) == Self.loggingIn)
        #expect(read(&round, Self.asking, at: 80) == Self.refused)
    }

    @Test func anotherCodeAfterAScanTellsThatTheLinkWasRefused() {
        var round = round()
        _ = look(&round, one, at: 0)
        #expect(read(&round, Self.loggingIn, at: 10) == Self.loggingIn)
        #expect(read(&round, Self.asking, at: 20) == Self.refused)
        #expect(look(&round, two, at: 20) == .new)
        #expect(read(&round, Self.asking, at: 30) == Self.refused)
        #expect(round.sequence == 2 && round.round == 1)
        // The next try works.
        #expect(read(&round, Self.loggingIn, at: 40) == Self.loggingIn)
        #expect(read(&round, .connected, at: 50) == .connected)
        #expect(read(&round, Self.asking, at: 60) == Self.asking)
    }

    @Test func aLoginThatTakesLongerThanAMinuteWasRefused() {
        var round = round()
        _ = look(&round, one, at: 0)
        _ = read(&round, Self.loggingIn, at: 10)
        #expect(read(&round, SessionCondition(.starting, .booting), at: 69) == SessionCondition(.starting, .booting))
        #expect(read(&round, Self.loggingIn, at: 70) == Self.refused)
        #expect(read(&round, Self.loggingIn, at: 500) == Self.refused)
        #expect(read(&round, Self.crashed, at: 510) == Self.over)
    }

    @Test func whatWasRefusedBeforeARestartStaysRefused() {
        var round = QRRound(policy: SharedPolicy(WatchPolicy()), resuming: Self.refused)
        #expect(read(&round, Self.loggingIn, at: 0) == Self.refused)
        #expect(read(&round, Self.asking, at: 10) == Self.refused)
    }

    @Test func aPageThatReloadsTellsOfNoScan() {
        var round = round()
        _ = look(&round, one, at: 0)
        let reloading = SessionCondition(.starting, .reconnecting)
        #expect(read(&round, reloading, at: 10) == reloading)
        #expect(read(&round, Self.asking, at: 20) == Self.asking)
        #expect(look(&round, one, at: 20) == .known)
        #expect(look(&round, two, at: 40) == .new)
        #expect(round.round == 1 && round.sequence == 2)
    }

    @Test func aPasskeyIsAskedForWithoutACode() {
        var round = round()
        _ = look(&round, one, at: 0)
        let passkey = SessionCondition(.scanQR, .passkeyRequired)
        #expect(round.read(passkey, at: moment(10)) == QRRound.Reading(condition: passkey, endsCode: true))
        #expect(round.nextDeadline(isFollowed: true) == nil)
        #expect(read(&round, Self.asking, at: 20) == Self.refused)
    }

    // MARK: Looks

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
