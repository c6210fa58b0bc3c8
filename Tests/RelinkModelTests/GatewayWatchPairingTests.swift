// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

/// Codes that a person asks for and types into the phone.
struct GatewayWatchPairingTests {
    private let asking = PollAnswer.state(SessionCondition(.scanQR, .qr))

    private func world(phone: String? = "+12025550143", kind: GatewayKind = .wwebjs, mayAct: Bool = true) -> World {
        let ops = ChannelPlan(id: "ops", kind: .slack)
        let plan = GatewayPlan(
            id: "main", kind: kind, sessions: [SessionPlan(name: "shop", phone: phone)], policy: .withoutReminders,
            channels: [ops], routes: RouteTable(everythingTo: [Recipient(channel: "ops")]), mayAct: mayAct)
        var world = World(plan: plan)
        world.run(.minutes(1))
        return world
    }

    private func waiting(_ world: World) -> World {
        var world = world
        world.codes["shop"] = QRID(rawValue: "aaaa")
        world.conditions["shop"] = asking
        world.run(.seconds(30))
        return world
    }

    private func refusal(_ world: World) -> String? { world.watch.refusalToPair("shop", at: world.now) }

    @Test func aCodeIsForASessionThatWaitsForItsPhone() {
        #expect(refusal(world())?.contains("it waits for no phone, it is connected/ok") == true)
        #expect(refusal(waiting(world())) == nil)
        #expect(refusal(waiting(world(phone: nil)))?.contains("write it into `phone:`") == true)
        #expect(refusal(waiting(world(kind: .whatsappAPI)))?.contains("whatsapp-api give none") == true)
        #expect(refusal(waiting(world(mayAct: false)))?.contains("only observes") == true)
        #expect(world().watch.refusalToPair("other", at: World.start) != nil)
    }

    @Test func oneAMinuteAndOnRecordBeforeTheGatewayIsAsked() {
        var world = waiting(world())
        world.feed(.pairingWanted(session: "shop", by: "Ana"))
        let line = world.ledger.history.last { $0.what == "pairing_code_requested" }
        #expect(line?.words == "requested by Ana" && line?.incident != nil)
        world.run(.seconds(20))
        #expect(refusal(world)?.contains("ask again in 40 s") == true)
        world.run(.seconds(41))
        #expect(refusal(world) == nil)
    }

    @Test func whileItLivesThatIsHowTheSessionStands() {
        var world = waiting(world())
        world.feed(.pairingWanted(session: "shop", by: ""))
        world.feed(.pairingShown(session: "shop"))
        world.run(.seconds(10))
        #expect(world.watch.session("shop")?.confirmed == SessionCondition(.scanQR, .pairingCode))
        // The code on the screen dies meanwhile, and that is no end of the round.
        world.run(.seconds(120))
        #expect(world.watch.session("shop")?.confirmed == SessionCondition(.scanQR, .pairingCode))
        world.run(.seconds(120))
        #expect(world.watch.session("shop")?.confirmed == SessionCondition(.scanQR, .roundOver))
        #expect(world.kinds == [.sessionOpened] && world.starts.isEmpty)
    }

    @Test func whatIsLinkedWithItRecovers() {
        var world = waiting(world())
        world.feed(.pairingWanted(session: "shop", by: ""))
        world.feed(.pairingShown(session: "shop"))
        world.run(.seconds(30))
        world.conditions["shop"] = .state(.connected)
        world.run(.minutes(1))
        #expect(world.kinds == [.sessionOpened, .sessionRecovered])
        // Another round later has nothing of it.
        world.conditions["shop"] = asking
        world.run(.seconds(30))
        #expect(world.watch.session("shop")?.confirmed?.detail != .pairingCode)
    }
}
