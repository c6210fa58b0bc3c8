// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

/// What hurts whoever has to link a phone, and whoever trusts a gateway's word.
struct UserPainLinkTests {
    private let waiting = PollAnswer.state(SessionCondition(.scanQR, .qr))

    private func world(_ plan: GatewayPlan = .shops(1, autoStart: .off)) -> World {
        var world = World(plan: plan)
        world.run(.minutes(5))
        return world
    }

    private func show(_ code: String?, in world: inout World) {
        world.codes["shop-0"] = code.map { QRID(rawValue: $0) }
    }

    // MARK: A gateway's word

    @Test func aStrangersPhoneIsNoRecovery() {
        var world = world()
        show("a", in: &world)
        world.conditions["shop-0"] = waiting
        world.run(.minutes(1))
        world.accounts["shop-0"] = AccountNumber("12025550199").map { .number($0) }
        show(nil, in: &world)
        world.conditions["shop-0"] = .state(.connected)
        world.run(.minutes(5))
        #expect(!world.kinds.contains(.sessionRecovered))
        #expect(world.kinds.last == .sessionWrongAccount)
    }

    @Test func pushesThatStopComingAreNoticedAndNothingIsMissed() {
        var world = world()
        world.feed(.pushed(PushHint(session: "shop-0")))
        world.run(.minutes(5))
        for _ in 0..<4 {
            world.conditions["shop-0"] = .state(SessionCondition(.failed, .browserCrash))
            world.run(.minutes(10))
            world.conditions["shop-0"] = .state(.connected)
            world.run(.minutes(10))
        }
        #expect(world.logs.filter { $0.name == "gateway.pushes_missing" }.count == 1)
        #expect(world.kinds.contains(.sessionOpened))
    }

    // MARK: Codes

    @Test func aCodeThatIsOverIsNotShownAsLive() {
        var world = world()
        show("a", in: &world)
        world.conditions["shop-0"] = waiting
        world.run(.seconds(30))
        #expect(world.watch.code(of: "shop-0") != nil)
        // The gateway goes on handing out the same code; nobody can scan it any more.
        world.run(.minutes(3))
        #expect(world.watch.code(of: "shop-0") == nil)
    }

    @Test func theEndOfTheLinkWindowIsSaidInWordsAndIsNoFailure() {
        var world = world()
        show("a", in: &world)
        world.conditions["shop-0"] = waiting
        world.run(.minutes(1))
        show(nil, in: &world)
        world.conditions["shop-0"] = .state(SessionCondition(.scanQR, .roundOver))
        world.run(.minutes(5))
        #expect(world.kinds == [.sessionOpened])
        #expect(world.watch.session("shop-0")?.confirmed == SessionCondition(.scanQR, .roundOver))
    }

    @Test func aScanThatLeadsNowhereIsNotWaitedForForEver() {
        var world = world()
        show("a", in: &world)
        world.conditions["shop-0"] = waiting
        world.run(.minutes(1))
        // A phone scans: the code goes, and the gateway says that it is on its way, for ever.
        show(nil, in: &world)
        world.conditions["shop-0"] = .state(SessionCondition(.starting, .authenticating))
        world.run(.minutes(2))
        #expect(world.watch.session("shop-0")?.shown?.detail == .linkRefused)
    }

    @Test func aPasskeyIsAskedOfAPersonAndNothingIsRestarted() {
        var world = world(.shops(1))
        world.conditions["shop-0"] = .state(SessionCondition(.scanQR, .passkeyRequired))
        world.run(.minutes(10))
        #expect(world.messages.first?.event.condition.detail == .passkeyRequired)
        #expect(world.starts.isEmpty)
    }
}
