// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

/// Somebody is told in another one's place for a while.
struct GatewayWatchReliefTests {
    private static let (ops, ana, ben) = (
        Recipient(channel: "ops"), Recipient(channel: "chat", contact: "ana"),
        Recipient(channel: "chat", contact: "ben")
    )
    private let broken = PollAnswer.state(SessionCondition(.failed))

    private func world(attended: Bool = false) -> World {
        let plan = GatewayPlan(
            id: "main", kind: .wwebjs,
            sessions: [
                SessionPlan(name: "shop", holder: "ana", autoStart: .off), SessionPlan(name: "desk", autoStart: .off),
            ],
            channels: [ChannelPlan(id: "ops", kind: .slack), ChannelPlan(id: "chat", kind: .telegram)],
            contacts: [
                ContactPlan(
                    id: "ana", channel: "chat", audience: .holder,
                    attended: attended ? TellingHours(calendar: "open", isWithin: true) : nil),
                ContactPlan(id: "ben", channel: "chat"),
            ],
            routes: RouteTable(
                defaults: [.holder, .recipient(Self.ops)],
                defaultEscalation: [EscalationStep(after: .minutes(30), notify: [.recipient(Self.ana)])]))
        var world = World(plan: plan)
        world.feed(.calendars(Calendars(["open": []])))
        world.run(.minutes(2))
        return world
    }

    private func relieve(_ world: inout World, minutes: Int64 = 60) {
        world.feed(
            .relieved(
                Relief(
                    id: "R1", of: Self.ana, by: Self.ben, until: world.now.wall + .minutes(minutes),
                    createdAt: world.now.wall)))
    }

    private func told(_ world: World, _ recipient: Recipient) -> [EventKind] {
        world.messages.filter { $0.recipient == recipient }.map(\.event.kind)
    }

    /// The same without reminders.
    private func news(_ world: World, _ recipient: Recipient) -> [EventKind] {
        told(world, recipient).filter { $0 != .sessionReminder }
    }

    @Test func theOtherOneIsToldInTheirPlace() {
        var world = world()
        relieve(&world)
        world.conditions["shop"] = broken
        world.run(.minutes(2))
        #expect(told(world, Self.ana).isEmpty)
        #expect(told(world, Self.ben) == [.sessionOpened] && told(world, Self.ops) == [.sessionOpened])
        world.conditions["shop"] = .state(.connected)
        world.run(.minutes(2))
        #expect(told(world, Self.ben) == [.sessionOpened, .sessionRecovered])
    }

    @Test func itEndsByItselfAndSurvivesARestart() {
        var world = world()
        relieve(&world)
        world.restart(after: .minutes(1))
        #expect(world.watch.reliefs.map(\.id) == ["R1"])
        world.run(.minutes(30))
        #expect(world.ledger.reliefs.count == 1)
        world.run(.minutes(31))
        #expect(world.watch.reliefs.isEmpty && world.ledger.reliefs.isEmpty)
        world.conditions["shop"] = broken
        world.run(.minutes(2))
        #expect(told(world, Self.ana) == [.sessionOpened] && told(world, Self.ben).isEmpty)
    }

    @Test func whatIsOpenIsHandedOverAndItsEndStillToldToBoth() {
        var world = world()
        world.conditions["shop"] = broken
        world.run(.minutes(2))
        #expect(told(world, Self.ana) == [.sessionOpened])
        relieve(&world, minutes: 600)
        world.run(.minutes(1))
        #expect(told(world, Self.ben) == [.sessionOpened])
        // Reminders go to who is there.
        world.run(.minutes(45))
        #expect(told(world, Self.ana) == [.sessionOpened])
        #expect(told(world, Self.ben).contains(.sessionReminder))
        world.conditions["shop"] = .state(.connected)
        world.run(.minutes(2))
        #expect(told(world, Self.ana) == [.sessionOpened, .sessionRecovered])
        #expect(told(world, Self.ben).last == .sessionRecovered)
        // A relapse is an opening, and goes to who is there.
        world.conditions["shop"] = broken
        world.run(.minutes(2))
        world.conditions["shop"] = .state(.connected)
        world.run(.minutes(2))
        #expect(told(world, Self.ana) == [.sessionOpened, .sessionRecovered])
        #expect(told(world, Self.ben).suffix(2) == [.sessionRelapsed, .sessionRecovered])
    }

    @Test func anEscalationGoesToWhoIsThereThen() {
        var world = world()
        world.conditions["desk"] = broken
        world.run(.minutes(20))
        relieve(&world)
        world.run(.minutes(15))
        #expect(told(world, Self.ana).isEmpty)
        #expect(told(world, Self.ben).first == .sessionEscalated)
    }

    @Test func nobodyWaitsForTheHoursOfWhoIsAway() {
        var world = world(attended: true)
        world.codes["shop"] = QRID(rawValue: "aaaa")
        world.conditions["shop"] = .state(SessionCondition(.scanQR, .qr))
        world.run(.minutes(1))
        #expect(told(world, Self.ana).isEmpty && told(world, Self.ops) == [.sessionOpened])
        relieve(&world)
        world.run(.minutes(1))
        #expect(told(world, Self.ben) == [.sessionOpened])
        // The shop opens, and nobody there is told of what somebody else has.
        let always = [Calendars.Window(start: world.now.wall - .hours(1), end: world.now.wall + .hours(9))]
        world.feed(.calendars(Calendars(["open": always])))
        world.run(.minutes(2))
        #expect(told(world, Self.ana).isEmpty)
    }

    @Test func whatWasOverBeforeTheirHoursIsToldToWhoIsThere() {
        var world = world(attended: true)
        world.codes["shop"] = QRID(rawValue: "aaaa")
        world.conditions["shop"] = .state(SessionCondition(.scanQR, .qr))
        world.run(.minutes(5))
        world.codes["shop"] = nil
        world.conditions["shop"] = .state(.connected)
        world.run(.minutes(2))
        #expect(told(world, Self.ana).isEmpty && told(world, Self.ben).isEmpty)
        relieve(&world, minutes: 600)
        world.run(.minutes(1))
        #expect(told(world, Self.ben) == [.sessionBriefOutage])
        // It is back when the shop opens, and was somebody else's from the beginning.
        world.conditions["shop"] = broken
        world.run(.minutes(2))
        let always = [Calendars.Window(start: world.now.wall - .hours(1), end: world.now.wall + .hours(9))]
        world.feed(.calendars(Calendars(["open": always])))
        world.run(.minutes(2))
        #expect(told(world, Self.ana).isEmpty)
        #expect(told(world, Self.ben) == [.sessionBriefOutage, .sessionRelapsed])
    }

    /// How a relief comes to its end.
    enum End: CaseIterable { case byItself, early, whileRelinkWasDown }

    @Test(arguments: End.allCases) func theOneWhoComesBackIsToldOnceOfWhatIsOpen(end: End) {
        var world = world()
        relieve(&world, minutes: 10)
        world.conditions["shop"] = broken
        world.run(.minutes(5))
        #expect(told(world, Self.ana).isEmpty)
        switch end {
        case .byItself: world.run(.minutes(6))
        case .early: world.feed(.reliefEnded("R1"))
        case .whileRelinkWasDown: world.restart(after: .minutes(8))
        }
        world.run(.minutes(1))
        #expect(world.watch.reliefs.isEmpty && told(world, Self.ana) == [.sessionOpened])
        world.conditions["shop"] = .state(SessionCondition(.failed, .loggedOut))
        world.run(.minutes(2))
        world.conditions["shop"] = .state(.connected)
        world.run(.minutes(2))
        // Both hear the rest of it.
        #expect(news(world, Self.ana) == [.sessionOpened, .sessionChanged, .sessionRecovered])
        #expect(news(world, Self.ben) == [.sessionOpened, .sessionChanged, .sessionRecovered])
    }

    @Test func whoeverComesBackIsNotToldWhatSomebodyHasTakenOnOrNobodyWantsToHear() {
        var world = world()
        relieve(&world, minutes: 60)
        world.conditions["shop"] = broken
        world.conditions["desk"] = broken
        world.run(.minutes(40))
        let incidents = world.watch.incidents(at: world.now)
        #expect(incidents.count == 2 && told(world, Self.ben).contains(.sessionEscalated))
        for incident in incidents where incident.subject == .session("shop") {
            world.feed(.acknowledged(incident.reference.id, by: "Ben", until: nil))
        }
        world.feed(
            .silenced(
                Silence(
                    id: "S1", match: Route.Match(sessions: ["desk"]), until: world.now.wall + .hours(2),
                    createdAt: world.now.wall, by: "", comment: "")))
        world.run(.minutes(21))
        #expect(world.watch.reliefs.isEmpty && told(world, Self.ana).isEmpty)
        // Nobody takes care of the shop any more, and then nothing mutes the desk.
        world.run(.minutes(45))
        #expect(told(world, Self.ana) == [.sessionOpened])
        world.run(.minutes(60))
        #expect(told(world, Self.ana).filter { $0 == .sessionOpened }.count == 2)
    }

    @Test func whileTheGatewayIsAwayNobodyIsToldOfItsSessions() {
        var world = world()
        relieve(&world, minutes: 20)
        world.conditions["shop"] = broken
        world.run(.minutes(5))
        world.reach = .down
        world.run(.minutes(20))
        #expect(world.watch.reliefs.isEmpty && !told(world, Self.ana).contains(.sessionOpened))
        world.reach = .up
        world.run(.minutes(5))
        #expect(told(world, Self.ana).filter { $0 == .sessionOpened }.count == 1)
    }

    @Test func theyAreToldInTheirHoursAndOfWhatConcernsThem() {
        var world = world(attended: true)
        relieve(&world, minutes: 20)
        world.codes["shop"] = QRID(rawValue: "aaaa")
        world.conditions["shop"] = .state(SessionCondition(.scanQR, .qr))
        world.conditions["desk"] = broken
        world.run(.minutes(25))
        // The shop is closed; the routes name them for the desk only once it has escalated.
        #expect(world.watch.reliefs.isEmpty && told(world, Self.ana).isEmpty)
        let always = [Calendars.Window(start: world.now.wall - .hours(1), end: world.now.wall + .hours(9))]
        world.feed(.calendars(Calendars(["open": always])))
        world.run(.minutes(2))
        #expect(world.messages.filter { $0.recipient == Self.ana }.map(\.event.subject) == [.session("shop")])
    }

    @Test func theyAreToldOfWhatHasEscalatedToThem() {
        var world = world()
        relieve(&world)
        world.conditions["desk"] = broken
        world.run(.minutes(35))
        #expect(told(world, Self.ben).first == .sessionEscalated)
        world.feed(.reliefEnded("R1"))
        world.run(.minutes(1))
        #expect(told(world, Self.ana) == [.sessionOpened])
    }

    @Test func whoeverStandsInNowIsToldWhereTheyStillAreAway() {
        var world = world()
        relieve(&world, minutes: 60)
        world.feed(
            .relieved(
                Relief(
                    id: "R2", of: Self.ana, by: Self.ops, until: world.now.wall + .minutes(10),
                    createdAt: world.now.wall + .seconds(1))))
        world.conditions["shop"] = broken
        world.run(.minutes(5))
        #expect(told(world, Self.ben).isEmpty && told(world, Self.ops) == [.sessionOpened])
        world.run(.minutes(6))
        #expect(told(world, Self.ana).isEmpty && told(world, Self.ben) == [.sessionOpened])
        #expect(news(world, Self.ops) == [.sessionOpened])
    }

    @Test func theExplanationAndTheForecastNameIt() {
        var world = world()
        relieve(&world)
        world.conditions["shop"] = broken
        world.run(.minutes(2))
        let lines = world.watch.explain("shop", at: world.now)?.lines.map(\.text) ?? []
        #expect(lines.contains { $0.hasPrefix("Relief #R1: chat:ben is told in place of chat:ana until ") })
        let forecast = RouteForecast(plan: world.plan, calendars: Calendars(), reliefs: world.watch.reliefs)
        let tellings = forecast.tellings(of: SessionCondition(.failed), at: world.plan.sessions[0], world.now.wall)
        #expect(tellings.map(\.recipient) == [Self.ben, Self.ops] && tellings[0].inPlaceOf == Self.ana)
        let later = forecast.tellings(
            of: SessionCondition(.failed), at: world.plan.sessions[0], world.now.wall + .hours(2))
        #expect(later.map(\.recipient) == [Self.ana, Self.ops] && later[0].inPlaceOf == nil)
    }
}
