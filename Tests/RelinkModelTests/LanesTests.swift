// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct LanesTests {
    private let now = World.start

    private func plan(_ channels: ChannelID...) -> GatewayPlan {
        GatewayPlan(
            id: "main", kind: .wwebjs, sessions: [SessionPlan(name: "shop")],
            channels: channels.map { ChannelPlan(id: $0, kind: .webhook, isMachine: true) },
            routes: RouteTable(everythingTo: channels.map { Recipient(channel: $0) }))
    }

    private func event(_ number: Int, _ kind: EventKind = .sessionOpened) -> AlertEvent {
        AlertEvent(
            id: EventID("x-1-\(number)"), kind: kind, subject: .session("shop"), occurredAt: now.wall,
            incident: IncidentReference(id: "x-1", code: "K7Q2", openedAt: now.wall), sequence: number,
            condition: SessionCondition(.failed), severity: .error)
    }

    private func later(_ duration: Duration) -> Moment {
        Moment(wall: now.wall + duration, boot: now.boot + duration)
    }

    @Test func whatWaitsForARemovedChannelIsGivenUp() {
        var ledger = Ledger()
        var lanes = Lanes(plan: plan("ops", "mail"), snapshot: GatewaySnapshot(namespace: "x"), at: now)
        for channel in ["ops", "mail"] {
            let recipient = Recipient(channel: ChannelID(channel))
            ledger.apply(lanes.enqueue(event(1), for: recipient, at: now).changes, at: now)
        }
        var next = Lanes(plan: plan("mail"), snapshot: ledger.snapshot(), at: later(.seconds(1)))
        let decision = next.offerLoaded(at: later(.seconds(1)))
        ledger.apply(decision.changes, at: now)
        #expect(ledger.row("x-1-1:ops")?.state == .dead)
        #expect(ledger.row("x-1-1:ops")?.note == "channel removed")
        #expect(ledger.row("x-1-1:mail")?.state == .queued)
        #expect(decision.actions.count == 2)
        #expect(next.offerLoaded(at: later(.seconds(2))).isEmpty)
    }

    @Test func aRowThatFailedRestsByTheBootClock() {
        var lanes = Lanes(plan: plan("ops"), snapshot: GatewaySnapshot(namespace: "x"), at: now)
        let recipient = Recipient(channel: "ops")
        let key = LaneKey(recipient: recipient, subject: .session("shop"), feed: .incidents)
        #expect(lanes.enqueue(event(1), for: recipient, at: now).actions == [.offer(key, turn(rests: .zero))])
        _ = lanes.admitted(key, at: now)
        let report = AttemptReport(outcome: .retry(after: .seconds(40), reason: "busy"), words: "", took: .zero)
        let failed = lanes.attempted("x-1-1:ops", report, at: now)
        #expect(failed?.decision.actions == [.offer(key, turn(rests: .seconds(40)))])
        // A row behind it changes nothing for it.
        #expect(lanes.enqueue(event(2, .sessionChanged), for: recipient, at: later(.seconds(1))).actions == [])
    }

    private func turn(rests: Duration) -> LaneTurn {
        LaneTurn(retryClass: .urgent, since: now.boot, dueAt: now.boot + rests)
    }

    @Test func aTurnThatComesForNothingBeginsNothing() {
        var lanes = Lanes(plan: plan("ops"), snapshot: GatewaySnapshot(namespace: "x"), at: now)
        let key = LaneKey(recipient: Recipient(channel: "ops"), subject: .server, feed: .incidents)
        #expect(lanes.admitted(key, at: now).isEmpty)
    }
}

extension LanesTests {
    @Test func whatIsNotOutIsCountedByClassAndAge() {
        var lanes = Lanes(plan: plan("ops", "mail"), snapshot: GatewaySnapshot(namespace: "x"), at: now)
        #expect(lanes.backlog.isEmpty)
        _ = lanes.enqueue(event(1), for: Recipient(channel: "ops"), at: now)
        _ = lanes.enqueue(event(2), for: Recipient(channel: "mail"), at: later(.seconds(5)))
        _ = lanes.enqueue(event(3, .sessionTransition), for: Recipient(channel: "mail"), at: later(.seconds(7)))
        #expect(lanes.backlog[.urgent]?.count == 2)
        #expect(lanes.backlog[.urgent]?.oldest == now.boot)
        #expect(lanes.backlog[.bulk]?.oldest == now.boot + .seconds(7))
        #expect(lanes.backlog[.normal] == nil)
        #expect(lanes.oldestUrgent == ["ops": now.boot, "mail": now.boot + .seconds(5)])
        let key = LaneKey(recipient: Recipient(channel: "ops"), subject: .session("shop"), feed: .incidents)
        _ = lanes.admitted(key, at: now)
        let delivered = AttemptReport(outcome: .delivered(ref: nil), status: 200, words: "", took: .zero)
        _ = lanes.attempted("x-1-1:ops", delivered, at: later(.seconds(8)))
        #expect(lanes.oldestUrgent == ["mail": now.boot + .seconds(5)])
    }
}
