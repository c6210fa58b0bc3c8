// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct LaneTests {
    @Test(arguments: [(false, []), (true, [EventKind.sessionReminder])])
    func whatIsTakenBackIsWhatCertainlyNeverArrived(isAmbiguous: Bool, left: [EventKind]) {
        var script = LaneScript(isMachine: false)
        script.tell(.sessionReminder)
        _ = script.lane.begin()
        let report = AttemptReport(
            outcome: .retry(after: nil, reason: "down"), isAmbiguous: isAmbiguous, words: "", took: .zero)
        _ = script.lane.attempted("x-1-1:ops", report, age: .zero, at: script.now)
        _ = script.lane.withdraw([.sessionReminder])
        script.drain()
        #expect(script.accepted == left)
    }

    @Test(arguments: [
        (false, Int64(60), Severity.error, [EventKind.sessionBriefOutage]), (false, 59, .error, []),
        (false, 1, .critical, [.sessionBriefOutage]), (true, 60, .error, [.sessionBriefOutage]), (true, 59, .error, []),
    ]) func anOutageThatIsOverBeforeItsFirstAttemptIsOneMessageOrNone(
        isMachine: Bool, outage: Int64, severity: Severity, heard: [EventKind]
    ) {
        var script = LaneScript(isMachine: isMachine)
        script.tell(.sessionOpened, severity: severity)
        script.tell(.sessionChanged, severity: severity)
        script.tell(.sessionRecovered, outage: outage, severity: severity)
        script.drain()
        #expect(script.accepted == heard)
    }

    @Test func anAttemptedOpeningIsReplacedByItsRecoveryForPeopleOnly() {
        for isMachine in [false, true] {
            var script = LaneScript(isMachine: isMachine)
            script.tell(.sessionOpened)
            script.fail()
            script.tell(.sessionRecovered)
            script.drain()
            #expect(script.accepted == (isMachine ? [.sessionOpened, .sessionRecovered] : [.sessionRecovered]))
            #expect(script.flags.last == !isMachine)
        }
    }

    @Test func aMessageUnderWayIsNeverTouched() {
        var script = LaneScript(isMachine: false)
        script.tell(.sessionOpened)
        let row = script.lane.begin()
        #expect(row?.state == .sending)
        script.tell(.sessionRecovered)
        #expect(script.lane.rows.first == row)
        #expect(script.lane.rows.count == 2)
        script.end(.retry(after: nil, reason: "down"), isTaken: false)
        #expect(script.lane.rows.map(\.event.kind) == [.sessionRecovered])
    }

    @Test func aRelapseBeforeTheRecoveryWasTriedIsOnlyAChange() {
        var script = LaneScript(isMachine: false)
        script.tell(.sessionOpened)
        script.drain()
        script.tell(.sessionRecovered)
        script.tell(.sessionRelapsed)
        #expect(script.lane.rows.map(\.event.kind) == [.sessionChanged])
        script.tell(.sessionRecovered)
        script.drain()
        #expect(script.accepted == [.sessionOpened, .sessionRecovered])
    }

    @Test func aRelapseThatNobodyHeardOfIsNoSecondRecovery() {
        var script = LaneScript(isMachine: false)
        script.tell(.sessionOpened)
        script.tell(.sessionRecovered, outage: 10)
        script.drain()
        script.tell(.sessionRelapsed)
        script.tell(.sessionRecovered, outage: 10)
        script.drain()
        #expect(script.accepted.isEmpty)
    }

    @Test func onlyTheNewestChangeIsTold() {
        var script = LaneScript(isMachine: false)
        script.tell(.sessionOpened)
        _ = script.lane.begin()
        for _ in 0..<12 { script.tell(.sessionChanged) }
        #expect(script.lane.rows.map(\.event.sequence) == [1, 13])
        #expect(script.lane.rows.last?.event.passage.earlier.count == 10)
    }

    @Test func anOpeningThatNobodySawYetSaysHowItIsNow() {
        var script = LaneScript(isMachine: false)
        script.tell(.sessionOpened)
        script.tell(.sessionChanged, severity: .critical)
        #expect(script.lane.rows.map(\.event.kind) == [.sessionOpened])
        #expect(script.lane.rows.first?.event.severity == .critical)
    }

    @Test func outagesThatNobodyHeardOfAreOneMessageHoweverMany() {
        var script = LaneScript(isMachine: false)
        for incident in 1...4 {
            script.incident = incident
            script.tell(.sessionOpened)
            script.tell(.sessionRecovered, outage: 100)
        }
        #expect(script.lane.rows.map(\.event.kind) == [.sessionBriefOutage])
        #expect(script.lane.rows.first?.event.passage.outages == 4)
        #expect(script.lane.rows.first?.event.outage == .seconds(400))
    }

    @Test func outagesBehindAMessageUnderWayAreToldWithItsEnd() {
        var script = LaneScript(isMachine: false)
        script.tell(.sessionOpened)
        _ = script.lane.begin()
        script.tell(.sessionRecovered, outage: 100)
        for incident in 2...4 {
            script.incident = incident
            script.tell(.sessionOpened)
            #expect(script.lane.rows.count == 3)
            script.tell(.sessionRecovered, outage: 100)
        }
        script.end(.delivered(ref: nil), isTaken: true)
        #expect(script.lane.rows.map(\.event.kind) == [.sessionRecovered])
        #expect(script.lane.rows.first?.event.incident?.id == "x-1")
        #expect(script.lane.rows.first?.event.passage.outages == 4)
    }

    @Test func whatIsSettledOrNoLongerWatchedIsToldWithWhatFollows() {
        for kind in [EventKind.sessionFlappingEnded, .sessionUnwatched] {
            var script = LaneScript(isMachine: false)
            script.tell(.sessionOpened)
            script.drain()
            script.tell(kind)
            script.incident = 2
            script.tell(.sessionOpened)
            script.tell(.sessionRecovered)
            #expect(script.lane.rows.map(\.event.kind) == [.sessionRecovered])
            #expect(script.lane.rows.first?.event.passage.outages == 2)
            #expect(script.lane.rows.first?.event.incident?.id == "x-1")
            script.incident = 3
            script.tell(.sessionOpened)
            script.tell(.sessionUnwatched)
            #expect(script.lane.rows.map(\.event.kind) == [.sessionUnwatched])
        }
    }

    @Test func aMachineThatTakesNothingForLongIsToldNoMoreThanPeople() {
        var script = LaneScript(isMachine: true)
        for incident in 1...300 {
            script.incident = incident
            script.tell(.sessionOpened)
            script.tell(.sessionRecovered, outage: 100)
        }
        #expect(script.lane.rows.count <= Lane.stateLimit)
        #expect(script.lane.rows.reduce(0) { $0 + $1.event.passage.outages } == 300)
    }

    @Test func aMachineIsToldEveryEventAsLongAsLittleWaits() {
        var script = LaneScript(isMachine: true)
        script.tell(.sessionOpened)
        script.fail()
        script.tell(.sessionChanged)
        script.tell(.sessionRecovered)
        #expect(script.lane.rows.map(\.event.kind) == [.sessionOpened, .sessionChanged, .sessionRecovered])
        script.tell(.sessionRelapsed)
        #expect(script.lane.rows.map(\.event.kind) == [.sessionRecovered, .sessionRelapsed])
        #expect(script.lane.rows.first?.event.openedMaybeMissed == true)
    }

    @Test func whoTookItOnIsOneMessageWhereMuchWaits() {
        var script = LaneScript(isMachine: true)
        script.tell(.sessionOpened)
        script.fail()
        for kind in [EventKind.sessionAcked, .sessionUnacked, .sessionChanged, .sessionAcked] { script.tell(kind) }
        #expect(script.lane.rows.map(\.event.kind) == [.sessionOpened, .sessionChanged, .sessionAcked])
        #expect(script.lane.rows.last?.event.sequence == 5)
    }

    @Test func anEscalationOfARelapseStaysOneForWhoeverKnowsTheOutage() {
        var script = LaneScript(isMachine: false)
        script.tell(.sessionOpened)
        script.drain()
        script.tell(.sessionRecovered)
        script.tell(.sessionEscalated, isFirst: true)
        #expect(script.lane.rows.map(\.event.kind) == [.sessionEscalated])
        #expect(script.lane.rows.first?.event.opens == false)
        script.tell(.sessionRecovered)
        script.drain()
        #expect(script.accepted == [.sessionOpened, .sessionRecovered])
    }

    @Test func whatIsNoLongerWatchedIsNotSaidToBeBack() {
        var script = LaneScript(isMachine: false)
        script.tell(.sessionOpened)
        script.tell(.sessionUnwatched)
        script.drain()
        #expect(script.accepted == [.sessionUnwatched] && script.flags == [true])
    }

    @Test func anOpeningTakesTheHoursOfWhatItLooksLike() {
        func event(_ kind: EventKind, _ hour: Int64?) -> AlertEvent {
            AlertEvent(
                id: "x-1-1", kind: kind, subject: .session("shop"), occurredAt: Timestamp(milliseconds: 0),
                incident: nil,
                sequence: 1, condition: SessionCondition(.failed), severity: .error,
                attendedFrom: hour.map { Timestamp(milliseconds: $0 * 3_600_000) })
        }
        let opening = event(.sessionOpened, 8)
        #expect(opening.looking(as: event(.sessionChanged, nil)).attendedFrom == nil)
        #expect(opening.looking(as: event(.sessionChanged, 9)).attendedFrom == event(.sessionOpened, 9).attendedFrom)
        #expect(opening.looking(as: event(.sessionReminder, nil)).attendedFrom == opening.attendedFrom)
    }

    @Test func whatIsGivenUpIsToldWithTheNextMessage() {
        var script = LaneScript(isMachine: true)
        script.tell(.sessionOpened)
        for _ in 1...2 {
            _ = script.lane.begin()
            script.end(.reject(reason: "HTTP 400"), isTaken: false)
        }
        #expect(script.lane.rows.isEmpty)
        #expect(!script.lane.isIdle)
        script.tell(.sessionRecovered)
        #expect(script.lane.head?.event.passage.missed == 1)
        #expect(script.lane.head?.event.openedMaybeMissed == true)
        #expect(script.lane.missed == 0)
    }

    @Test func transitionsThatDoNotFitAreOneReportOfTheGap() throws {
        var script = LaneScript(isMachine: true, feed: .transitions)
        for _ in 1...Lane.feedLimit { script.tell(.sessionTransition) }
        _ = script.lane.begin()
        script.tell(.sessionTransition)
        #expect(script.lane.rows.count == 52)
        let report = script.lane.rows[1].event
        #expect(report.kind == .eventsDropped)
        #expect(report.passage.dropped?.count == 50)
        #expect(report.sequence == 51)
        for _ in 1...49 { script.tell(.sessionTransition) }
        #expect(script.lane.rows.count == 52)
        #expect(script.lane.rows[1].event.passage.dropped?.count == 99)
    }

    @Test func aRejectedMessageIsTriedOnceAsPlainTextAndThenLeavesTheLane() {
        var script = LaneScript(isMachine: false)
        script.tell(.sessionOpened)
        _ = script.lane.begin()
        script.end(.reject(reason: "HTTP 400"), isTaken: false)
        #expect(script.lane.head?.isPlain == true)
        _ = script.lane.begin()
        script.tell(.sessionChanged)
        script.end(.reject(reason: "HTTP 400"), isTaken: false)
        #expect(script.lane.rows.map(\.event.kind) == [.sessionChanged])
    }

    @Test func aSuspendedMessageWaitsForTheProbe() {
        var script = LaneScript(isMachine: false)
        script.tell(.sessionOpened)
        _ = script.lane.begin()
        script.end(.suspend(probeAfter: .minutes(5), reason: "HTTP 404"), isTaken: false)
        #expect(script.lane.dueAt == script.now + .minutes(5))
        #expect(script.lane.begin()?.attempts == 2)
        #expect(script.lane.dueAt == nil)
    }

    @Test func aStrangersReportChangesNothing() {
        var script = LaneScript(isMachine: false)
        script.tell(.sessionOpened)
        let before = script.lane
        let report = AttemptReport(outcome: .duplicate, words: "", took: .zero)
        #expect(script.lane.attempted("other", report, age: .zero, at: script.now) == [])
        #expect(script.lane.attempted("x-1-1:ops", report, age: .zero, at: script.now) == [])
        #expect(script.lane == before)
    }

    /// Every interleaving of up to eight events, attempts and outcomes.
    @Test(arguments: [false, true]) func everyShortHistoryIsHeardAsPairs(isMachine: Bool) {
        var checked = 0
        visit(LaneScript(isMachine: isMachine), isDown: false, depth: 8, checked: &checked)
        #expect(checked > 1000)
    }

    private func visit(_ script: LaneScript, isDown: Bool, depth: Int, checked: inout Int) {
        check(script, isDown: isDown)
        checked += 1
        guard depth > 0 else { return }
        func go(_ isDown: Bool, _ change: (inout LaneScript) -> Void) {
            var next = script
            change(&next)
            visit(next, isDown: isDown, depth: depth - 1, checked: &checked)
        }
        if isDown {
            go(false) { $0.tell(.sessionRecovered) }
            if script.lane.rows.count < 3 { go(true) { $0.tell(.sessionChanged) } }
        } else {
            go(true) { $0.tell(script.sequence == 0 ? .sessionOpened : .sessionRelapsed) }
        }
        guard let head = script.lane.head else { return }
        if head.state == .queued { return go(isDown) { _ = $0.lane.begin() } }
        go(isDown) { $0.end(.delivered(ref: nil), isTaken: true) }
        go(isDown) { $0.end(.retry(after: nil, reason: "down"), isTaken: false) }
    }

    private func check(_ script: LaneScript, isDown: Bool) {
        var script = script
        if script.lane.rows.count > 3, !script.lane.isMachine {
            Issue.record("too many rows: \(script.lane.rows.map(\.event.kind))")
        }
        if script.lane.isSending { script.end(.delivered(ref: nil), isTaken: true) }
        script.drain()
        var isOpen = false
        for (kind, isMaybeMissed) in zip(script.accepted, script.flags) {
            if kind.isOpening, isOpen, !isMaybeMissed { return record(script) }
            if kind.isClosing, !isOpen, kind != .sessionBriefOutage, !isMaybeMissed { return record(script) }
            if kind.isOpening { isOpen = true } else if kind.isClosing { isOpen = false }
        }
        if isOpen != isDown { record(script) }
    }

    private func record(_ script: LaneScript) { Issue.record("heard: \(script.accepted)") }
}
