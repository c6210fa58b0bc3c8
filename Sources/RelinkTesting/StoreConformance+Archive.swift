// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// The rules of looking at the outbox, and of throwing dead rows away.
extension StoreConformance {
    private static func row(_ id: String, to channel: ChannelID, _ state: Delivery.State, at age: Int64) -> Delivery {
        let lane = LaneKey(recipient: Recipient(channel: channel), subject: .server, feed: .incidents)
        let reference = IncidentReference(id: IncidentID("i-\(id)"), code: "K7Q2", openedAt: Timestamp(milliseconds: 1))
        let event = AlertEvent(
            id: EventID("i-\(id)-1"), kind: .serverOpened, subject: .server,
            occurredAt: Timestamp(milliseconds: age), incident: reference, sequence: 1,
            condition: SessionCondition(.unreachable), severity: .critical)
        var row = Delivery(
            id: DeliveryID(id), lane: lane, event: event, position: 1, createdAt: Timestamp(milliseconds: age))
        row.state = state
        return row
    }

    static func outboxIsLookedAtFromAllSides(_ store: some Store) async throws {
        let rows = [
            row("a", to: "ops", .queued, at: 1), row("b", to: "ops", .dead, at: 2),
            row("c\u{0}'", to: "mail", .dead, at: 3),
            row("d", to: "mail", .delivered, at: 4),
        ]
        try await commit(rows.map { .delivery($0) }, to: store)
        try await store.commit([.delivery(row("e", to: "ops", .dead, at: 5))], gateway: "other", epoch: .first)

        func ids(_ query: OutboxQuery) async throws -> [String] {
            try await store.outboxRows(query).map(\.row.id.rawValue)
        }
        try expect(try await ids(OutboxQuery()), is: ["e", "d", "c\u{0}'", "b", "a"], "all rows, newest first")
        try expect(try await ids(OutboxQuery(states: [.dead])), is: ["e", "c\u{0}'", "b"], "dead rows")
        try expect(try await ids(OutboxQuery(states: [.dead], channel: "ops")), is: ["e", "b"], "of a channel")
        let at3 = Timestamp(milliseconds: 3)
        try expect(try await ids(OutboxQuery(since: at3)), is: ["e", "d", "c\u{0}'"], "since an instant")
        try expect(try await ids(OutboxQuery(limit: 2)), is: ["e", "d"], "the newest two")
        try expect(try await ids(OutboxQuery(id: "c\u{0}'")), is: ["c\u{0}'"], "one row")
        let all = try await store.outboxRows(OutboxQuery())
        try expect(Set(all.map(\.gateway)), is: [gateway, "other"], "whose they are")
        try expect(all.first { $0.row.id == "b" }?.row, is: rows[1], "a row as it was stored")
    }

    static func outboxRowsKnowWhenTheirOutageWasOver(_ store: some Store) async throws {
        let dead = row("a", to: "ops", .dead, at: 1)
        var records = RandomRecords(seed: 21)
        let model = records.incident()
        let over = IncidentRecord(
            reference: IncidentReference(id: "i-a", code: "K7Q2", openedAt: Timestamp(milliseconds: 1)),
            subject: .server, openedBy: .serverOpened, condition: model.condition, since: model.since,
            qrOfferedAt: nil, lastSequence: 2, startAttempts: 0, recoveredAt: Timestamp(milliseconds: 77),
            closedAt: Timestamp(milliseconds: 78), connectedBefore: 0, told: [])
        let report = AttemptReport(outcome: .reject(reason: "no"), status: 400, words: "HTTP 400", took: .zero)
        try await commit(
            [.delivery(dead), .incident(over)] + (1...7).map { .attempt("a", number: $0, at: dead.createdAt, report) },
            to: store)
        let found = try await store.outboxRows(OutboxQuery(id: "a"))
        try expect(found.map(\.recoveredAt), is: [Timestamp(milliseconds: 77)], "the end of its outage")
        for row in found {
            let attempts = try await store.attempts(of: row)
            try expect(attempts.map(\.number), is: [3, 4, 5, 6, 7], "its last attempts")
            try expect(attempts.map(\.words).last, is: "HTTP 400", "what they said")
        }
    }

    static func onlyDeadRowsArePurged(_ store: some Store) async throws {
        let dead = (0..<1200).map { row("dead-\($0)", to: $0 % 2 == 0 ? "ops" : "mail", .dead, at: Int64($0)) }
        let open = row("open", to: "ops", .queued, at: 5000)
        try await commit((dead + [open]).map { .delivery($0) }, to: store)
        let report = AttemptReport(outcome: .reject(reason: "no"), words: "no", took: .zero)
        try await commit([.attempt("dead-0", number: 1, at: open.createdAt, report)], to: store)
        try expect(try await store.purge(OutboxQuery(channel: "ops", limit: 1)), is: 600, "of one channel")
        try expect(
            try await store.purge(OutboxQuery(since: Timestamp(milliseconds: 1000))), is: 100, "since an instant")
        try expect(try await store.purge(OutboxQuery(id: "open")), is: 0, "an open row")
        try expect(try await store.outbox().open, is: 1, "open rows")
        try expect(try await store.outbox().dead, is: 500, "dead rows")
    }
}
