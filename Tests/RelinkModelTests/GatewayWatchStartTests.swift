// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

/// What a start of Relink itself tells.
struct GatewayWatchStartTests {
    private func kinds(cutOff: Int, mayAct: Bool = true) -> [EventKind] {
        let plan = GatewayPlan(
            id: "main", kind: .wwebjs, sessions: [SessionPlan(name: "shop")],
            channels: [ChannelPlan(id: "ops", kind: .slack), ChannelPlan(id: "self", kind: .slack, isMeta: true)],
            routes: RouteTable(everythingTo: [Recipient(channel: "ops")]), mayAct: mayAct)
        var snapshot = GatewaySnapshot(namespace: "test01")
        snapshot.cutOff = cutOff
        var watch = GatewayWatch(plan: plan, snapshot: snapshot, at: World.start)
        let changes = watch.handle(.tick, at: World.start).changes + watch.handle(.tick, at: World.start).changes
        return changes.compactMap { change in
            guard case .delivery(let row) = change, row.lane.recipient.channel == "self" else { return nil }
            #expect(row.event.counts?.total == cutOff)
            return row.event.kind
        }
    }

    @Test func oneAfterACutInMidSendingIsToldOnceToWhoeverIsToldOfRelink() {
        #expect(kinds(cutOff: 2) == [.watcherStarted])
    }

    @Test func anyOtherIsNoNews() {
        #expect(kinds(cutOff: 0).isEmpty)
        #expect(kinds(cutOff: 2, mayAct: false).isEmpty)
    }
}
