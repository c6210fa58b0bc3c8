// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

/// Reminders beside everything else that is told.
struct GatewayWatchReminderTests {
    private let crashed = PollAnswer.state(SessionCondition(.failed, .browserCrash))

    private func world() -> World {
        var world = World(plan: .shop(autoStart: .off, policy: WatchPolicy()))
        world.run(.minutes(5))
        return world
    }

    @Test func whoHearsOfAnOldOutageAfterASilenceIsNotRemindedInTheNextBreath() throws {
        var world = world()
        world.feed(
            .silenced(
                Silence(
                    id: "quiet", match: Route.Match(), until: world.now.wall + .minutes(60), createdAt: world.now.wall))
        )
        world.conditions["shop"] = crashed
        world.run(.minutes(140))
        #expect(world.kinds == [.sessionOpened, .sessionReminder])
        // The two hours' one.
        let times = world.messages.map(\.at)
        #expect(times[1] - times[0] > 50 * 60)
    }

    @Test func whatNobodyTakesCareOfAnyMoreIsRemindedOfAtItsNextAge() throws {
        var world = world()
        world.conditions["shop"] = crashed
        world.run(.minutes(5))
        let id = try #require(world.messages.first?.event.incident?.id)
        world.feed(.acknowledged(id, by: "Ana", until: nil))
        world.run(.minutes(100))
        #expect(world.kinds == [.sessionOpened, .sessionUnacked])
        world.run(.minutes(20))
        #expect(world.kinds == [.sessionOpened, .sessionUnacked, .sessionReminder])
    }

    // MARK: Several

    private func find(_ code: String, _ world: World) throws -> IncidentID {
        try IncidentName(code).find(incidents: world.watch.incidents(at: world.now), groups: world.watch.groupStatuses)
            .id
    }

    @Test func aGroupIsRemindedOfByItsCodeWhichTakesAllOfItOn() throws {
        var world = World(
            plan: .sample((0..<8).map { SessionPlan(name: "shop-\($0)", autoStart: .off) }, policy: WatchPolicy()))
        world.run(.minutes(5))
        for index in 0..<8 { world.conditions["shop-\(index)"] = crashed }
        world.run(.minutes(15))
        #expect(world.kinds == [.groupOpened, .sessionReminder])
        let opened = try #require(world.messages.first?.event)
        let reminder = try #require(world.messages.last?.event)
        #expect(reminder.incident == opened.incident)
        #expect(reminder.sequence == opened.sequence + 1)
        let id = try find(try #require(reminder.incident?.code), world)
        world.feed(.acknowledged(id, by: "Ana", until: nil))
        let incidents = world.watch.incidents(at: world.now)
        #expect(incidents.count == 8)
        #expect(incidents.allSatisfy { $0.acknowledgement != nil })
    }

    @Test func outagesThatAreNoGroupAreRemindedOfByTheirOwnCodes() throws {
        var world = World(
            plan: .sample((0..<8).map { SessionPlan(name: "shop-\($0)", autoStart: .off) }, policy: WatchPolicy()))
        world.run(.minutes(5))
        for index in 0..<2 {
            world.conditions["shop-\(index)"] = crashed
            world.run(.minutes(3))
        }
        world.run(.minutes(10))
        #expect(world.kinds == [.sessionOpened, .sessionOpened, .sessionReminder])
        let reminder = try #require(world.messages.last?.event)
        #expect(reminder.incident == nil)
        #expect(reminder.sessions.count == 2)
        for brief in reminder.sessions { world.feed(.acknowledged(try find(brief.code, world), by: "Ana", until: nil)) }
        #expect(world.watch.incidents(at: world.now).allSatisfy { $0.acknowledgement != nil })
    }

    // MARK: Whose turn it is

    @Test func nobodyIsRemindedOfWhatOnlyTheHolderCouldMendWhileNobodyIsThere() {
        let plan = GatewayPlan(
            id: "main", kind: .wwebjs, sessions: [SessionPlan(name: "shop", holder: "ana")],
            channels: [ChannelPlan(id: "ops", kind: .slack), ChannelPlan(id: "shops", kind: .telegram)],
            contacts: [
                ContactPlan(
                    id: "ana", channel: "shops", audience: .holder,
                    attended: TellingHours(calendar: "open", isWithin: true))
            ],
            routes: RouteTable(defaults: [.holder, .recipient(Recipient(channel: "ops"))]))
        var world = World(plan: plan)
        world.run(.minutes(5))
        let opening = world.now.wall + .hours(30)
        world.feed(
            .calendars(Calendars(["open": [Calendars.Window(start: opening, end: opening + .hours(100))]])))
        world.codes["shop"] = QRID(rawValue: "aaaa")
        world.conditions["shop"] = .state(SessionCondition(.scanQR, .qr))
        world.run(.hours(29))
        #expect(world.kinds == [.sessionOpened])
        world.run(.hours(10))
        let toOps = world.messages.filter { $0.recipient.channel == "ops" }.map(\.event.kind)
        #expect(toOps.contains(.sessionReminder))
    }

    @Test func nobodyIsRemindedOfWhatLooksConnectedAgain() throws {
        var world = world()
        world.conditions["shop"] = crashed
        world.run(.seconds(594))
        // Seen connected just before the tenth minute, believed just after it.
        world.conditions["shop"] = .state(.connected)
        world.feed(.pushed(PushHint(session: "shop")))
        world.run(.minutes(2))
        #expect(world.kinds == [.sessionOpened, .sessionRecovered])
    }

    @Test func whatIsOverRemindsNobodyOfWhatCameLater() {
        let sessions = (0..<2).map { SessionPlan(name: "shop-\($0)", autoStart: .off) }
        var world = World(plan: .sample(sessions, policy: WatchPolicy()))
        world.run(.minutes(5))
        world.conditions["shop-0"] = crashed
        world.run(.minutes(40))
        world.conditions["shop-0"] = .state(.connected)
        // The first one's reminder of two hours was due at 125 minutes.
        world.run(.minutes(78))
        world.conditions["shop-1"] = crashed
        world.run(.minutes(9))
        #expect(world.kinds.suffix(2) == [.sessionRecovered, .sessionOpened])
        world.run(.minutes(4))
        #expect(world.kinds.last == .sessionReminder)
    }
}
