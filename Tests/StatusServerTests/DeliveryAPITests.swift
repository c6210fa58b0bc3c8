// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel
import StatusServer
import Testing

@Suite(.timeLimit(.minutes(1)))
struct DeliveryAPITests {
    private static let row: OutboxRow = {
        let lane = LaneKey(recipient: Recipient(channel: "ops"), subject: .session("shop"), feed: .incidents)
        let event = AlertEvent(
            id: "a1b2c3-1-1", kind: .sessionOpened, subject: .session("shop"), occurredAt: noon,
            incident: IncidentReference(id: "a1b2c3-1", code: "K7Q2", openedAt: noon), sequence: 1,
            condition: SessionCondition(.failed), severity: .error)
        var row = Delivery(id: "a1b2c3-1-1:ops", lane: lane, event: event, position: 1, createdAt: noon)
        row.state = .dead
        row.attempts = 2
        row.note = "HTTP 400"
        return OutboxRow(gateway: "main", row: row, recoveredAt: nil)
    }()

    private static let channel = ChannelStatus(
        plan: ChannelPlan(id: "ops", kind: .slack, fallback: "mail"),
        health: ChannelHealth(
            state: .suspended, since: BootTime(milliseconds: 1), reason: "HTTP 401", waiting: 3, underWay: 0),
        since: noon)

    private func operating() -> ScriptedOperating {
        ScriptedOperating {
            $0.rows = [Self.row]
            $0.attempts = [OutboxRow.Attempt(number: 2, at: noon, status: 400, words: "HTTP 400")]
            $0.channels = [Self.channel]
        }
    }

    @Test func rowsAreListedWithinTheirBounds() async throws {
        let operating = operating()
        try await withServer(.loopback(), operating) { client in
            let body = try #require(
                await client.send("GET", "/api/v1/outbox?state=dead&channel=ops&since=2026-01-01T00:00:00Z&limit=7")?
                    .body)
            #expect(
                body == #"{"outbox":[{"id":"a1b2c3-1-1:ops","gateway":"main","channel":"ops","contact":null,"#
                    + #""event":"session.opened","subject":"session","session":"shop","incident":"a1b2c3-1","#
                    + #""code":"K7Q2","state":"dead","created_at":"2026-01-01T12:00:00Z","due_at":null,"attempts":2,"#
                    + #""ambiguous_attempts":0,"is_plain":false,"stand_in":"none","note":"HTTP 400"}]}"#)
            _ = await client.send("GET", "/api/v1/outbox")
        }
        #expect(
            operating.asked == ["outbox dead - ops 2026-01-01T00:00:00Z 7", "outbox queued,sending - - - 100"])
    }

    @Test func aRowIsShownWithItsAttempts() async throws {
        try await withServer(.loopback(), operating()) { client in
            let answer = await client.send("GET", "/api/v1/outbox/a1b2c3-1-1%3Aops")
            let body = try JSONText.parse(answer?.body ?? "")
            #expect(body.at(pointer: "/last_attempts/0/words")?.string == "HTTP 400")
            #expect(await client.send("GET", "/api/v1/outbox/nothing")?.status == 404)
        }
    }

    @Test(arguments: ["?state=lost", "?limit=0", "?limit=1001", "?since=yesterday"])
    func aWrongBoundIsRefused(query: String) async throws {
        try await withServer(.loopback(), operating()) { client in
            #expect(await client.send("GET", "/api/v1/outbox\(query)")?.status == 422)
        }
    }

    @Test func whatWasGivenUpIsSentOnceMoreOnlyWhereItIsNamed() async throws {
        let operating = operating()
        try await withServer(.loopback(), operating) { client in
            #expect(await client.send("POST", "/api/v1/outbox/replay")?.status == 422)
            #expect(await client.send("GET", "/api/v1/outbox/x/replay")?.status == 405)
            #expect(
                await client.send("POST", "/api/v1/outbox/replay?channel=ops")?.body == #"{"sent":2,"skipped":1}"#)
            #expect(await client.send("POST", "/api/v1/outbox/x%3Aops/replay")?.status == 200)
        }
        #expect(operating.asked == ["replay dead - ops - 1000", "replay dead x:ops - - 1000"])
    }

    @Test func channelsAreListedAndResumed() async throws {
        let operating = operating()
        try await withServer(.loopback(), operating) { client in
            #expect(
                await client.send("GET", "/api/v1/channels")?.body
                    == #"{"channels":[{"id":"ops","kind":"slack","state":"suspended","since":"2026-01-01T12:00:00Z","#
                    + #""reason":"HTTP 401","waiting":3,"under_way":0,"fallback":"mail"}]}"#)
            #expect(await client.send("POST", "/api/v1/channels/ops/resume")?.status == 200)
            #expect(await client.send("POST", "/api/v1/channels/gone/resume")?.status == 404)
            #expect(await client.send("POST", "/control/purge?channel=ops")?.status == 404)
        }
        #expect(operating.asked == ["resume ops", "resume gone"])
    }
}
