// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

struct GatewayWatchTests {
    @Test func aSessionThatStaysConnectedIsNeverMentioned() {
        var world = World(plan: .shop())
        world.run(.hours(1))
        #expect(world.messages.isEmpty)
        #expect(world.starts.isEmpty)
        #expect((355...370).contains(world.polls["shop"] ?? 0))
        #expect(world.watch.session("shop")?.confirmed == .connected)
    }

    @Test func aFailureIsToldOnceAfterItsConfirmationAndItsEndWithTheOutage() throws {
        var world = World(plan: .shop(autoStart: .off))
        world.run(.minutes(5))
        world.conditions["shop"] = .state(SessionCondition(.failed, .browserCrash))
        world.run(.minutes(5))
        #expect(world.kinds == [.sessionOpened])
        let opened = try #require(world.messages.first)
        #expect((330...350).contains(opened.at))
        #expect(opened.event.condition == SessionCondition(.failed, .browserCrash))
        #expect(opened.event.previous == .connected)

        world.conditions["shop"] = .state(.connected)
        world.run(.minutes(2))
        #expect(world.kinds == [.sessionOpened, .sessionRecovered])
        let recovered = try #require(world.messages.last)
        #expect(recovered.event.incident?.id == opened.event.incident?.id)
        let outage = try #require(recovered.event.outage)
        #expect((.seconds(290) ... .seconds(310)).contains(outage))
        #expect(recovered.event.timeToRelink == nil)
    }

    @Test func aScanQRWithItsCodeInHandIsToldAtOnce() throws {
        var world = World(plan: .shop())
        world.run(.minutes(1))
        world.codes["shop"] = QRID(rawValue: "aaaa")
        world.conditions["shop"] = .state(SessionCondition(.scanQR, .qr))
        world.run(.seconds(11))
        #expect(world.kinds == [.sessionOpened])
        #expect(world.messages.first?.event.severity == .critical)
        world.run(.minutes(3))
        #expect(world.starts.isEmpty)
        world.conditions["shop"] = .state(.connected)
        world.codes["shop"] = nil
        world.run(.minutes(1))
        #expect(world.kinds == [.sessionOpened, .sessionRecovered])
        let relink = try #require(world.messages.last?.event.timeToRelink)
        #expect((.seconds(175) ... .seconds(200)).contains(relink))
    }

    @Test func aSessionThatARestartBringsBackIsToldOnlyAsABriefOutage() {
        var world = World(plan: .shop())
        world.run(.minutes(1))
        world.startResult = (.accepted, .seconds(20), .connected)
        world.conditions["shop"] = .state(SessionCondition(.failed, .browserCrash))
        world.run(.minutes(3))
        #expect(world.starts.count == 1)
        #expect(world.starts.first?.isRestart == true)
        #expect(world.messages.allSatisfy { $0.event.kind == .sessionBriefOutage })
    }

    @Test func startsFollowTheLadderAndTheOpeningWaitsOnlyForTheFirst() throws {
        var world = World(plan: .shop())
        world.run(.minutes(1))
        world.conditions["shop"] = .state(SessionCondition(.notFound))
        world.run(.minutes(30))
        #expect(world.starts.count == 3)
        #expect(world.starts.allSatisfy { !$0.isRestart })
        let at = world.starts.map(\.at)
        #expect((119...126).contains(at[1] - at[0]))
        #expect((299...306).contains(at[2] - at[1]))
        #expect(world.kinds == [.sessionOpened])
        let opened = try #require(world.messages.first)
        #expect((89...91).contains(opened.at - at[0]))
        #expect(opened.event.startAttempts == 1)
    }

    @Test func aTerminalFailureIsToldAndNeverStarted() {
        var world = World(plan: .shop())
        world.run(.minutes(1))
        world.conditions["shop"] = .state(SessionCondition(.failed, .tosBlock))
        world.run(.minutes(30))
        #expect(world.starts.isEmpty)
        #expect(world.kinds == [.sessionOpened])
    }

    @Test func aGatewayThatDiesIsOneAlertAndNonePerSession() throws {
        var world = World(plan: .shops(10))
        world.run(.minutes(2))
        world.reach = .down
        world.run(.minutes(10))
        #expect(world.kinds == [.serverOpened])
        let event = try #require(world.messages.first?.event)
        #expect(event.counts == SessionCounts(total: 10, connectedBefore: 10, connectedNow: 10))
        // However many polls fail beside it, the gateway is asked at a pace.
        #expect(event.words == "connection refused, 10 tries")
        #expect((165...168).contains(world.messages.first?.at ?? 0))
        #expect(world.watch.session("shop-1")?.isFrozen == true)
        world.reach = .up
        world.run(.minutes(3))
        #expect(world.kinds == [.serverOpened, .serverRecovered])
        #expect(world.messages.last?.event.counts?.connectedNow == 10)
        #expect(world.starts.isEmpty)
    }

    @Test func aWrongKeyIsOneMisconfigurationAndNothingAboutSessions() {
        var world = World(plan: .shops(10))
        world.reach = .keyRefused
        world.run(.minutes(10))
        #expect(world.kinds == [.serverMisconfigured])
        world.reach = .up
        world.run(.minutes(2))
        #expect(world.kinds == [.serverMisconfigured, .serverRecovered])
    }

    @Test func aRefusedKeyIsSaidInTheLogAtOnceAndOnlyOnce() {
        var watch = GatewayWatch(
            plan: .shop(), snapshot: GatewaySnapshot(namespace: "test01"), at: World.start)
        let refused = PolledSession(
            session: "shop", answer: .unauthorized(GatewayWords(message: "Invalid API key")), took: .zero)
        _ = watch.handle(.tick, at: World.start)
        let first = watch.handle(.polled([refused]), at: World.start).actions.loggedNames
        let second = watch.handle(.polled([refused]), at: World.start).actions.loggedNames
        #expect(first == ["server.wrong_answer"])
        #expect(second == [])
    }

    @Test func aGatewayRestartThatRestoresSessionsOneByOneIsLeftAlone() {
        var world = World(plan: .shops(10))
        world.run(.minutes(5))
        for index in 0..<10 { world.conditions["shop-\(index)"] = .state(SessionCondition(.notFound)) }
        for index in 0..<10 {
            world.run(.seconds(40))
            world.conditions["shop-\(index)"] = .state(.connected)
        }
        world.run(.minutes(10))
        #expect(world.starts.isEmpty)
        #expect(world.messages.isEmpty)
    }

    @Test func aRestartOfRelinkWithAnUnchangedWorldTellsNothing() {
        var world = World(plan: .shops(3, autoStart: .off))
        world.run(.minutes(5))
        world.conditions["shop-1"] = .state(SessionCondition(.failed, .browserCrash))
        world.run(.minutes(5))
        #expect(world.kinds == [.sessionOpened])
        world.restart(after: .minutes(2))
        world.run(.minutes(20))
        #expect(world.kinds == [.sessionOpened])
    }

    @Test func aChangeWhileRelinkWasStoppedIsToldExactlyOnceAsAGap() {
        var world = World(plan: .shop(autoStart: .off))
        world.run(.minutes(5))
        world.restart(after: .minutes(2))
        world.conditions["shop"] = .state(SessionCondition(.failed, .browserCrash))
        world.restart(after: .minutes(2))
        world.run(.minutes(20))
        #expect(world.kinds == [.sessionOpened])
        #expect(world.messages.first?.event.afterGap == true)
    }

    @Test func aReceiverThatIsDownHearsEverythingAfterwards() {
        var world = World(plan: .shop(autoStart: .off))
        world.run(.minutes(5))
        world.receiver = .isDown
        world.conditions["shop"] = .state(SessionCondition(.failed, .browserCrash))
        world.run(.seconds(60))
        world.conditions["shop"] = .state(.connected)
        world.run(.seconds(60))
        #expect(world.messages.isEmpty)
        world.receiver = .accepts
        world.run(.minutes(5))
        #expect(world.kinds == [.sessionRecovered])
        #expect(world.messages.first?.event.openedMaybeMissed == true)
        #expect(world.ledger.open.isEmpty)
    }

    @Test func aRelapseWithinTheReopenWindowIsTheSameIncident() {
        var world = World(plan: .shop(autoStart: .off))
        world.run(.minutes(5))
        world.conditions["shop"] = .state(SessionCondition(.failed, .browserCrash))
        world.run(.minutes(2))
        world.conditions["shop"] = .state(.connected)
        world.run(.minutes(2))
        world.conditions["shop"] = .state(SessionCondition(.failed, .browserCrash))
        world.run(.minutes(2))
        #expect(world.kinds == [.sessionOpened, .sessionRecovered, .sessionRelapsed])
        #expect(Set(world.messages.map(\.event.incident?.id)).count == 1)
        world.conditions["shop"] = .state(.connected)
        world.run(.minutes(10))
        #expect(world.kinds.last == .sessionRecovered)
    }

    @Test func transitionsGoOutUnconfirmedToThoseWhoAskedForThem() {
        var world = World(plan: .shop(channel: .machine))
        world.run(.minutes(5))
        world.conditions["shop"] = .state(SessionCondition(.starting))
        world.run(.seconds(11))
        world.conditions["shop"] = .state(.connected)
        world.run(.seconds(11))
        #expect(world.kinds == [.sessionTransition, .sessionTransition])
        #expect(world.messages.map(\.event.condition.state) == [.starting, .connected])
    }

    @Test func whatWaitedForAChannelIsToldAsSoonAsItWorksAgain() throws {
        var world = World(plan: .shops(5, autoStart: .off, channel: .machine))
        world.run(.minutes(5))
        world.receiver = .isDown
        for index in 0..<5 {
            world.conditions["shop-\(index)"] = .state(SessionCondition(.starting))
            world.run(.seconds(40))
        }
        #expect(world.messages.isEmpty)
        world.receiver = .accepts
        world.run(.minutes(3))
        let times = world.messages.map(\.at)
        #expect(times.count == 5)
        #expect((times.max() ?? 0) - (times.min() ?? 0) <= 1)
    }

    @Test func aRestartDoesNotForgetWhatWaitsForAChannel() throws {
        var world = World(plan: .shops(3, autoStart: .off, channel: .machine))
        world.run(.minutes(5))
        world.receiver = .isDown
        for index in 0..<3 {
            world.conditions["shop-\(index)"] = .state(SessionCondition(.starting))
            world.run(.seconds(60))
        }
        world.restart(after: .seconds(1))
        world.receiver = .accepts
        world.run(.minutes(3))
        let times = world.messages.map(\.at)
        #expect(times.count == 3)
        #expect((times.max() ?? 0) - (times.min() ?? 0) <= 1)
    }
}

extension [Action] {
    /// The names of the log's lines among them.
    fileprivate var loggedNames: [String] {
        compactMap { if case .log(let entry) = $0 { entry.name } else { nil } }
    }
}
