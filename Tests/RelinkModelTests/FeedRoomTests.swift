// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct FeedRoomTests {
    private func key(_ number: Int, _ feed: EventSubscription = .transitions) -> LaneKey {
        LaneKey(recipient: Recipient(channel: "hook"), subject: .session("shop-\(number)"), feed: feed)
    }

    @Test(arguments: [(1, 100), (200, 100), (201, 99), (1000, 20), (10_000, 4)])
    func manyFeedsShareTheRoom(feeds: Int, each: Int) {
        var room = FeedRoom()
        for number in 0..<feeds {
            room.note(key(number), waited: false, waits: true)
            room.note(key(number), waited: true, waits: true)
            room.note(key(number, .incidents), waited: false, waits: true)
        }
        #expect(room.limit == each)
        for number in 0..<feeds { room.note(key(number), waited: true, waits: false) }
        #expect(room.limit == Lane.feedLimit)
    }

    @Test func aThousandSessionsThatFlapHoldNoMoreThanTheRoomAndReportEveryGap() throws {
        let sessions = 1000
        let changes = 60
        let plan = GatewayPlan(
            id: "main", kind: .wwebjs, sessions: [],
            channels: [ChannelPlan(id: "hook", kind: .webhook, subscriptions: [.transitions], isMachine: true)],
            routes: RouteTable(everythingTo: []))
        let now = Moment(wall: Timestamp(milliseconds: 1_767_225_600_000), boot: BootTime(milliseconds: 0))
        var lanes = Lanes(plan: plan, snapshot: GatewaySnapshot(namespace: "x"), at: now)
        var number = 0
        for change in 0..<changes {
            for session in 0..<sessions {
                number += 1
                let event = AlertEvent(
                    id: EventID("x-0-\(number)"), kind: .sessionTransition, subject: .session("shop-\(session)"),
                    occurredAt: now.wall, incident: nil, sequence: number,
                    condition: change.isMultiple(of: 2) ? SessionCondition(.failed) : .connected, severity: .info)
                _ = lanes.enqueue(event, for: Recipient(channel: "hook"), at: now)
            }
        }
        let open = lanes.openRows
        #expect(open.count <= FeedRoom.shared + sessions)
        // What is not there any more is told as a gap.
        let told = open.reduce(0) { $0 + ($1.event.passage.dropped?.count ?? 1) }
        #expect(told == sessions * changes)
        let first = try #require(lanes.lanes[key(0)])
        #expect(first.rows.last?.event.condition == .connected)
    }
}
