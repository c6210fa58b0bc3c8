// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct BlindCheckTests {
    private func moment(_ seconds: Int64) -> Moment {
        Moment(wall: Timestamp(milliseconds: seconds * 1000), boot: BootTime(milliseconds: seconds * 1000))
    }

    private func lost(_ seconds: Int64) -> Outlook { .lost(since: moment(seconds)) }

    /// Gateways `a`, `b` and so on at those hosts.
    private func check(_ hosts: String?...) -> BlindCheck {
        BlindCheck(
            zip(["a", "b", "c", "d"], hosts).map { id, host in
                GatewayPlan(
                    id: id, kind: .wwebjs, host: host, sessions: [], channels: [], routes: RouteTable(defaults: []))
            })
    }

    private func blind(_ since: Int64, _ gateways: Int) -> Sight {
        .blind(Blindness(since: moment(since), gateways: gateways))
    }

    @Test func gatewaysOnDifferentHostsThatAreLostAtOnceAreABlindness() {
        var check = check("one.example.com", "two.example.com", "two.example.com")
        #expect(check.note(.seen, of: "a") == .clear)
        #expect(check.note(.seen, of: "b") == nil)
        #expect(check.note(.seen, of: "c") == nil)
        #expect(check.note(lost(10), of: "a") == nil)
        #expect(check.note(lost(12), of: "b") == nil)
        #expect(check.note(lost(15), of: "c") == blind(10, 3))
        #expect(check.note(lost(15), of: "c") == nil)
        #expect(check.note(.seen, of: "b") == .clear)
    }

    @Test func oneHostIsNoNetwork() {
        var check = check("one.example.com", "one.example.com")
        #expect(check.note(lost(0), of: "a") == .clear)
        #expect(check.note(lost(0), of: "b") == nil)
    }

    @Test func whoeverWasLostLongBeforeWasNotLostAtOnce() {
        var check = check("one.example.com", "two.example.com")
        _ = check.note(.seen, of: "b")
        _ = check.note(lost(0), of: "a")
        #expect(check.note(lost(46), of: "b") == nil)
        var closer = self.check("one.example.com", "two.example.com")
        _ = closer.note(.seen, of: "b")
        _ = closer.note(lost(0), of: "a")
        #expect(closer.note(lost(45), of: "b") == blind(0, 2))
    }

    @Test func whatWasLostBeforeDoesNotHideThatAllOthersAre() {
        var check = check("one.example.com", "two.example.com", "three.example.com")
        for gateway in ["a", "b", "c"] as [GatewayID] { _ = check.note(.seen, of: gateway) }
        _ = check.note(lost(0), of: "a")
        _ = check.note(lost(500), of: "b")
        #expect(check.note(lost(501), of: "c") == blind(500, 3))
    }

    @Test func aGatewayOnThisMachineTellsNothingOfTheNetwork() {
        var check = check("one.example.com", "two.example.com", nil)
        #expect(check.note(.seen, of: "c") == nil)
        #expect(check.note(lost(0), of: "a") == nil)
        #expect(check.note(lost(1), of: "b") == blind(0, 2))
        #expect(check.note(lost(2), of: "c") == nil)
    }

    @Test func nothingIsKnownBeforeEachWasAsked() {
        var check = check("one.example.com", "two.example.com")
        #expect(check.note(lost(0), of: "a") == nil)
        #expect(check.note(.unknown, of: "b") == nil)
        #expect(check.note(lost(3), of: "b") == blind(0, 2))
    }
}
