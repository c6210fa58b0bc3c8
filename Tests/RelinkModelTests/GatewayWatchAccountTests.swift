// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

/// To whose phone a session is linked, and what is told of it.
struct GatewayWatchAccountTests {
    private let asking = PollAnswer.state(SessionCondition(.scanQR, .qr))

    private func plan(_ phone: String? = "+12025550143") -> GatewayPlan {
        .sample([SessionPlan(name: "shop", phone: phone)])
    }

    private func number(_ text: String) -> AccountAnswer { AccountNumber(text).map { .number($0) } ?? .none }

    /// A session that was told to wait for its phone.
    private func waiting(_ plan: GatewayPlan) -> World {
        var world = World(plan: plan)
        world.run(.minutes(3))
        world.codes["shop"] = QRID(rawValue: "aaaa")
        world.conditions["shop"] = asking
        world.run(.minutes(1))
        return world
    }

    private func link(_ world: inout World, _ account: AccountAnswer) {
        world.accounts["shop"] = account
        world.codes["shop"] = nil
        world.conditions["shop"] = .state(.connected)
        world.run(.minutes(3))
    }

    @Test(arguments: ["+12025550143", nil]) func theRightPhoneIsNamedInTheRecovery(phone: String?) throws {
        var world = waiting(plan(phone))
        link(&world, number("12025550143"))
        #expect(world.kinds == [.sessionOpened, .sessionRecovered])
        let recovered = try #require(world.messages.last?.event)
        #expect(recovered.account == AccountNote(last4: "0143", isExpected: true))
        #expect(recovered.condition == .connected)
    }

    @Test(arguments: ["+12025550143", nil]) func aStrangersPhoneIsNoRecovery(phone: String?) throws {
        var world = waiting(plan(phone))
        link(&world, number("12025550199"))
        #expect(world.kinds == [.sessionOpened, .sessionWrongAccount])
        let event = try #require(world.messages.last?.event)
        #expect(event.condition == .wrongAccount && event.severity == .critical && event.status == "firing")
        #expect(event.account == AccountNote(last4: "0199", isExpected: false))
        #expect(event.incident?.id == world.messages.first?.event.incident?.id)
        world.run(.hours(2))
        #expect(world.kinds.count == 2 && world.starts.isEmpty)
        // The right phone ends it.
        world.conditions["shop"] = asking
        world.run(.minutes(1))
        link(&world, number("12025550143"))
        #expect(world.kinds.last == .sessionRecovered)
        #expect(world.messages.last?.event.account?.isExpected == true)
    }

    @Test func anAccountThatOnlyTheSecondReadingShowsIsToldAfterTheRecovery() {
        var world = waiting(plan())
        world.codes["shop"] = nil
        world.conditions["shop"] = .state(.connected)
        world.run(.seconds(30))
        #expect(world.kinds == [.sessionOpened, .sessionRecovered])
        world.accounts["shop"] = number("12025550199")
        world.run(.minutes(2))
        #expect(world.kinds == [.sessionOpened, .sessionRecovered, .sessionRelapsed])
        #expect(world.messages.last?.event.condition == .wrongAccount)
    }

    @Test func aPhoneThatWasLinkedWhileNobodyWatchedOpensAnOutage() throws {
        var world = World(plan: plan())
        world.run(.minutes(3))
        world.accounts["shop"] = number("12025550199")
        world.restart(after: .minutes(5))
        world.run(.minutes(2))
        #expect(world.kinds == [.sessionWrongAccount])
        let event = try #require(world.messages.first?.event)
        #expect(event.opens && event.account?.last4 == "0199")
        world.accounts["shop"] = number("12025550143")
        world.restart(after: .minutes(5))
        world.run(.minutes(2))
        #expect(world.kinds == [.sessionWrongAccount, .sessionRecovered])
    }

    @Test func aPersonMayTakeTheNewPhoneForTheRightOne() {
        var world = waiting(plan())
        #expect(world.watch.refusalToAccept("shop")?.contains("has not been read") == true)
        #expect(world.watch.refusalToAccept("other") != nil)
        link(&world, number("12025550199"))
        #expect(world.watch.refusalToAccept("shop") == nil)
        world.feed(.accountAccepted(session: "shop"))
        world.run(.minutes(1))
        #expect(world.kinds == [.sessionOpened, .sessionWrongAccount, .sessionRecovered])
        #expect(world.messages.last?.event.account == AccountNote(last4: "0199", isExpected: true))
        #expect(world.watch.refusalToAccept("shop")?.contains("0199") == true)
        #expect(world.ledger.history.contains { $0.what == "account_accepted" && $0.words.contains("0199") })
        world.restart(after: .minutes(5))
        world.run(.minutes(5))
        #expect(world.kinds.count == 3)
    }

    @Test func anAccountThatNobodyCanReadIsSaidAndNeverCalledRight() {
        var world = waiting(plan())
        link(&world, .none)
        #expect(world.kinds == [.sessionOpened, .sessionRecovered])
        #expect(world.messages.last?.event.account == nil)
        #expect(world.messages.last?.event.condition == .accountUnverified)
        #expect(world.watch.session("shop")?.observed == .accountUnverified)
        #expect(world.watch.refusalToAccept("shop")?.contains("does not tell") == true)
        world.restart(after: .minutes(1))
        world.run(.minutes(5))
        #expect(world.kinds.count == 2)
        world.accounts["shop"] = number("12025550143")
        world.run(.minutes(15))
        #expect(world.watch.session("shop")?.observed == .connected)
        #expect(world.kinds.count == 2)
    }

    @Test func aStrangersPhoneInAGroupIsToldAtOnceAndFirst() throws {
        var world = World(plan: .shops(8, autoStart: .off))
        world.run(.minutes(3))
        for index in 0..<8 { world.conditions["shop-\(index)"] = asking }
        world.run(.minutes(2))
        #expect(world.kinds == [.groupOpened])
        world.accounts["shop-5"] = number("12025550199")
        world.conditions["shop-5"] = .state(.connected)
        world.run(.seconds(20))
        #expect(world.kinds == [.groupOpened, .groupUpdated])
        let event = try #require(world.messages.last?.event)
        #expect(event.sessions.first?.name == "shop-5" && event.sessions.first?.condition == .wrongAccount)
    }

    @Test func manySessionsAreReadAFewAtATimeAndOnlyOnce() {
        var world = World(plan: .shops(200))
        world.latency = .milliseconds(50)
        world.run(.minutes(30))
        #expect(world.readings.count == 200)
        #expect(world.readings.values.max() == 1)
    }

    @Test func noNumberGetsIntoALogOrAMessageInFull() {
        var watch = GatewayWatch(plan: plan(), snapshot: GatewaySnapshot(namespace: "test01"), at: World.start)
        _ = watch.handle(.tick, at: World.start)
        let polled = PolledSession(session: "shop", answer: .state(.connected), took: .zero)
        _ = watch.handle(.polled([polled]), at: World.start)
        let decision = watch.handle(.sawAccount(session: "shop", number("12025550199")), at: World.start)
        #expect(decision.actions.contains { if case .log = $0 { true } else { false } })
        #expect(!"\(decision.actions)".contains("5550199"))
    }

    private func sentences(_ world: World) -> [String] {
        world.watch.explain("shop", at: world.now)?.lines.map(\.text) ?? []
    }

    @Test func theExplanationSaysWhoseItIs() {
        var world = waiting(plan())
        link(&world, number("12025550143"))
        #expect(sentences(world).contains("It is linked to the number ending 0143, as expected."))
        world.conditions["shop"] = asking
        world.run(.minutes(1))
        #expect(!sentences(world).contains { $0.contains("linked to") })
        link(&world, number("12025550199"))
        let words = "linked to the number ending 0199 and should be to the number ending 0143: `relink account accept"
        #expect(sentences(world).contains { $0.contains("\(words) main/shop`") })
        link(&world, .none)
        world.conditions["shop"] = asking
        world.run(.minutes(1))
        link(&world, .none)
        let unread = "Which number it is linked to could not be read; it should be the number ending 0143."
        #expect(sentences(world).contains(unread))
    }

    @Test func aStrangersPhoneIsToldAlsoWhileTheSessionFlaps() {
        var world = World(plan: .sample([SessionPlan(name: "shop", phone: "+12025550143", autoStart: .off)]))
        world.run(.minutes(3))
        for _ in 0..<5 {
            world.conditions["shop"] = .state(SessionCondition(.failed))
            world.run(.minutes(1))
            world.conditions["shop"] = .state(.connected)
            world.run(.minutes(2))
        }
        #expect(world.kinds.last == .sessionFlappingStarted)
        world.conditions["shop"] = .state(SessionCondition(.failed))
        world.run(.minutes(1))
        world.accounts["shop"] = number("12025550199")
        world.conditions["shop"] = .state(.connected)
        world.run(.minutes(1))
        #expect(world.kinds.last == .sessionWrongAccount)
    }

    @Test func aSilenceHoldsItAndItsEndTellsIt() {
        var world = waiting(plan())
        world.feed(
            .silenced(
                Silence(
                    id: "QUIET", match: Route.Match(sessions: ["shop"]), until: world.now.wall + .hours(1),
                    createdAt: world.now.wall)))
        link(&world, number("12025550199"))
        #expect(world.kinds == [.sessionOpened])
        world.restart(after: .minutes(1))
        world.run(.minutes(62))
        #expect(world.kinds == [.sessionOpened, .sessionWrongAccount])
        #expect(world.messages.last?.event.account == AccountNote(last4: "0199", isExpected: false))
    }

    @Test func aGatewayThatGoesAwayLeavesItsFindingAlone() {
        var world = waiting(plan())
        link(&world, number("12025550199"))
        world.reach = .down
        world.run(.minutes(5))
        world.reach = .up
        world.run(.minutes(5))
        #expect(world.kinds == [.sessionOpened, .sessionWrongAccount, .serverOpened, .serverRecovered])
        #expect(world.watch.session("shop")?.account.last4 == "0199")
    }

    @Test func aChangedConfigurationMakesTheNewPhoneTheRightOne() {
        var world = waiting(plan())
        link(&world, number("12025550199"))
        world.restart(after: .seconds(10), plan: plan("+12025550199"))
        world.run(.minutes(3))
        #expect(world.kinds == [.sessionOpened, .sessionWrongAccount, .sessionRecovered])
    }
}
