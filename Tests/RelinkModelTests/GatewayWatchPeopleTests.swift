// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

/// Acknowledgements, escalation, reminders, hours and silences.
struct GatewayWatchPeopleTests {
    private static let ops = Recipient(channel: "ops")
    private static let pager = Recipient(channel: "pager")
    private static let holder = Recipient(channel: "tg", contact: "shop")
    private let broken = PollAnswer.state(SessionCondition(.failed, .loggedOut))
    private let scan = PollAnswer.state(SessionCondition(.scanQR, .qr))

    /// A shop whose holder is told first, a team, and a pager for what nobody takes on.
    private func world(policy: WatchPolicy = .withoutReminders) -> World {
        let plan = GatewayPlan(
            id: "main", kind: .wwebjs, sessions: [SessionPlan(name: "shop", holder: "shop", autoStart: .off)],
            policy: policy,
            channels: [
                ChannelPlan(
                    id: "ops", kind: .slack,
                    hours: TellingHours(calendar: "night", isWithin: false, passing: .critical)),
                ChannelPlan(id: "pager", kind: .webhook), ChannelPlan(id: "tg", kind: .telegram),
            ],
            contacts: [
                ContactPlan(
                    id: "shop", channel: "tg", audience: .holder,
                    attended: TellingHours(calendar: "open", isWithin: true))
            ],
            routes: RouteTable(
                defaults: [.holder, .recipient(Self.ops)],
                defaultEscalation: [EscalationStep(after: .minutes(15), notify: [.recipient(Self.pager)])]))
        var world = World(plan: plan)
        world.feed(.calendars(calendars(world, isOpen: true, isNight: false)))
        world.run(.minutes(5))
        return world
    }

    private func calendars(_ world: World, isOpen: Bool, isNight: Bool) -> Calendars {
        let today = Calendars.Window(start: world.now.wall - .hours(1), end: world.now.wall + .hours(5))
        let tomorrow = Calendars.Window(start: world.now.wall + .hours(10), end: world.now.wall + .hours(20))
        return Calendars(["open": isOpen ? [today] : [tomorrow], "night": isNight ? [today] : []])
    }

    private func told(_ world: World, _ recipient: Recipient) -> [EventKind] {
        world.messages.filter { $0.recipient == recipient }.map(\.event.kind)
    }

    private func incident(_ world: World) throws -> IncidentID {
        try #require(world.ledger.openIncidents.first?.reference.id)
    }

    // MARK: Escalation and acknowledgements

    @Test func whatNobodyTakesOnReachesTheNextLevelAndItsEndToo() {
        var world = world()
        world.conditions["shop"] = broken
        world.run(.minutes(14))
        #expect(told(world, Self.pager) == [])
        world.run(.minutes(3))
        #expect(told(world, Self.pager) == [.sessionEscalated])
        world.conditions["shop"] = .state(.connected)
        world.run(.minutes(1))
        #expect(told(world, Self.pager) == [.sessionEscalated, .sessionRecovered])
    }

    @Test func anAcknowledgementStopsTheClockAndItsExpiryLetsItGoOn() throws {
        var world = world()
        world.conditions["shop"] = broken
        world.run(.minutes(10))
        world.feed(.acknowledged(try incident(world), by: "early shift", until: nil))
        world.run(.minutes(50))
        #expect(told(world, Self.pager) == [])
        #expect(!world.kinds.contains(.sessionUnacked))
        world.run(.minutes(12))
        #expect(told(world, Self.ops).last == .sessionUnacked)
        #expect(told(world, Self.pager) == [])
        world.run(.minutes(6))
        #expect(told(world, Self.pager) == [.sessionEscalated])
    }

    @Test func anAcknowledgementUntilConnectedNeverExpires() throws {
        var world = world()
        world.conditions["shop"] = broken
        world.run(.minutes(10))
        world.feed(.acknowledged(try incident(world), by: "early shift", until: .connected))
        world.run(.hours(24))
        #expect(told(world, Self.pager) == [])
        world.conditions["shop"] = .state(.connected)
        world.run(.minutes(1))
        #expect(told(world, Self.ops).last == .sessionRecovered)
    }

    @Test func whoeverGivesItBackStartsTheClockAgain() throws {
        var world = world()
        world.conditions["shop"] = broken
        world.run(.minutes(10))
        let id = try incident(world)
        world.feed(.acknowledged(id, by: "early shift", until: .connected))
        world.run(.hours(1))
        world.feed(.unacknowledged(id, by: "early shift"))
        world.run(.minutes(7))
        #expect(told(world, Self.pager) == [.sessionEscalated])
    }

    @Test func theClockStandsStillWhileTheGatewayIsAway() {
        var world = world()
        world.conditions["shop"] = broken
        world.run(.minutes(10))
        world.reach = .down
        world.run(.minutes(30))
        let escalated = world.messages.filter { $0.event.kind == .sessionEscalated }
        #expect(escalated.allSatisfy { $0.event.subject == .server })
    }

    @Test func anAcknowledgementSurvivesARestart() throws {
        var world = world()
        world.conditions["shop"] = broken
        world.run(.minutes(10))
        world.feed(.acknowledged(try incident(world), by: "early shift", until: .connected))
        world.restart(after: .minutes(1))
        world.feed(.calendars(calendars(world, isOpen: true, isNight: false)))
        world.run(.hours(2))
        #expect(told(world, Self.pager) == [])
    }

    // MARK: Hours

    @Test func theHolderIsToldAtOpeningAndTheOthersWithoutASound() throws {
        var world = world()
        world.feed(.calendars(calendars(world, isOpen: false, isNight: false)))
        let opening = world.now.wall + .hours(10)
        world.codes["shop"] = QRID(rawValue: "aaaa")
        world.conditions["shop"] = scan
        world.run(.hours(9))
        #expect(told(world, Self.holder) == [])
        let line = try #require(world.messages.first { $0.recipient == Self.ops }?.event)
        #expect(line.attendedFrom == opening)
        // Nobody could act, so nobody is woken.
        #expect(told(world, Self.pager) == [])
        world.run(.hours(1) + .minutes(1))
        #expect(told(world, Self.holder) == [.sessionOpened])
        world.run(.minutes(16))
        #expect(told(world, Self.pager) == [.sessionEscalated])
    }

    @Test func quietHoursHoldWhatIsNotCritical() {
        var world = world()
        world.feed(.calendars(calendars(world, isOpen: true, isNight: true)))
        world.conditions["shop"] = .state(SessionCondition(.failed, .browserCrash))
        world.run(.hours(4))
        #expect(told(world, Self.ops) == [])
        world.run(.hours(2))
        #expect(told(world, Self.ops).first == .sessionOpened)
    }

    @Test func whatIsOverBeforeTheQuietHoursEndIsOneMessageAfterwards() {
        var world = world()
        world.feed(.calendars(calendars(world, isOpen: true, isNight: true)))
        world.conditions["shop"] = .state(SessionCondition(.failed, .browserCrash))
        world.run(.minutes(10))
        world.conditions["shop"] = .state(.connected)
        world.run(.hours(6))
        #expect(told(world, Self.ops) == [.sessionBriefOutage])
    }

    // MARK: Silences

    private func silence(_ world: World, minutes: Int64) -> Silence {
        Silence(
            id: "S1", match: Route.Match(sessions: ["shop"]), until: world.now.wall + .minutes(minutes),
            createdAt: world.now.wall)
    }

    @Test func anOutageThatOutlastsItsSilenceIsToldAtItsEnd() throws {
        var world = world()
        world.feed(.silenced(silence(world, minutes: 30)))
        world.conditions["shop"] = broken
        world.run(.minutes(29))
        #expect(world.messages.isEmpty)
        world.run(.minutes(2))
        let opened = try #require(world.messages.first { $0.recipient == Self.ops }?.event)
        #expect(opened.kind == .sessionOpened)
        #expect((opened.outage ?? .zero) > .minutes(28))
    }

    @Test func anOutageWithinASilenceIsNeverTold() {
        var world = world()
        world.feed(.silenced(silence(world, minutes: 30)))
        world.conditions["shop"] = broken
        world.run(.minutes(10))
        world.conditions["shop"] = .state(.connected)
        world.run(.hours(2))
        #expect(world.messages.isEmpty)
        #expect(world.ledger.history.contains { $0.what == "confirmed" && $0.condition.state == .failed })
    }

    @Test func whoHeardOfTheOpeningHearsTheEndInSpiteOfASilence() {
        var world = world()
        world.conditions["shop"] = broken
        world.run(.minutes(5))
        world.feed(.silenced(silence(world, minutes: 600)))
        world.conditions["shop"] = .state(.connected)
        world.run(.minutes(5))
        #expect(told(world, Self.ops) == [.sessionOpened, .sessionRecovered])
    }

    @Test func aSilenceEndsEarlyWhenSomebodyEndsIt() {
        var world = world()
        world.feed(.silenced(silence(world, minutes: 600)))
        world.conditions["shop"] = broken
        world.run(.minutes(5))
        world.feed(.silenceEnded("S1"))
        world.run(.seconds(1))
        #expect(told(world, Self.ops) == [.sessionOpened])
        #expect(world.ledger.silences.isEmpty)
    }

    // MARK: Reminders

    @Test func whatLastsIsRemindedOfUntilSomebodyTakesItOn() throws {
        var world = world(policy: WatchPolicy())
        world.conditions["shop"] = broken
        world.run(.hours(1))
        #expect(told(world, Self.ops) == [.sessionOpened, .sessionReminder, .sessionReminder])
        world.feed(.acknowledged(try incident(world), by: "", until: .connected))
        world.run(.hours(12))
        #expect(told(world, Self.ops) == [.sessionOpened, .sessionReminder, .sessionReminder])
    }

    // MARK: Expectations

    @Test func aSessionThatIsStoppedOnPurposeIsNoOutageForThatTime() {
        var world = world()
        let until = world.now.wall + .hours(1)
        world.feed(.expected(session: "shop", ExpectationOverride(.stopped, until: until)))
        world.conditions["shop"] = .state(SessionCondition(.stopped))
        world.run(.minutes(59))
        #expect(world.messages.isEmpty)
        world.run(.minutes(3))
        #expect(told(world, Self.ops) == [.sessionOpened] || told(world, Self.ops) == [.sessionFirstSeen])
    }

    @Test func anOutageThatIsExpectedFromNowOnIsClosed() {
        var world = world()
        world.conditions["shop"] = .state(SessionCondition(.stopped))
        world.run(.minutes(5))
        world.feed(.expected(session: "shop", ExpectationOverride(.stopped, until: nil)))
        world.run(.seconds(1))
        #expect(told(world, Self.ops) == [.sessionOpened, .sessionUnwatched])
    }

    // MARK: Flapping

    @Test func aSessionThatFlapsForAnHourIsToldTwice() {
        var world = world()
        for _ in 0..<30 {
            world.conditions["shop"] = broken
            world.run(.minutes(1))
            world.conditions["shop"] = .state(.connected)
            world.run(.minutes(1))
        }
        world.run(.minutes(20))
        let kinds = told(world, Self.ops)
        #expect(kinds.filter { $0 == .sessionFlappingStarted }.count == 1)
        #expect(kinds.last == .sessionFlappingEnded)
        #expect(kinds.count <= 8)
    }

    @Test func aCodeToScanIsToldHoweverOftenTheSessionDrops() throws {
        var world = world()
        for _ in 0..<5 {
            world.conditions["shop"] = broken
            world.run(.minutes(1))
            world.conditions["shop"] = .state(.connected)
            world.run(.minutes(1))
        }
        let before = told(world, Self.ops).count
        world.codes["shop"] = QRID(rawValue: "aaaa")
        world.conditions["shop"] = scan
        world.run(.minutes(1))
        #expect(Array(told(world, Self.ops).dropFirst(before)) == [.sessionChanged])
    }
}
