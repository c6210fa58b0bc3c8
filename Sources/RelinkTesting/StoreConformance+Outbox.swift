// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// The rules of the outbox and of the history.
extension StoreConformance {
    static func cutOffAttemptsComeBackQueued(_ store: some Store) async throws {
        var records = RandomRecords(seed: 10)
        let (cut, waiting) = (records.delivery(.sending).tried, records.delivery())
        let request = records.request()
        try await commit([.delivery(cut), .request(cut.id, request), .delivery(waiting)], to: store)
        var expected = cut
        expected.state = .queued
        expected.ambiguousAttempts += 1
        for time in ["first", "second"] {
            let snapshot = try await store.load(gateway)
            try expect(Set(snapshot.deliveries), is: [expected, waiting], "rows of the \(time) load")
            try expect(snapshot.requests, is: [cut.id: request], "the request, byte for byte, of the \(time) load")
            try expect(snapshot.cutOff, is: time == "first" ? 1 : 0, "rows cut off, at the \(time) load")
        }
    }

    static func rowsRenderedAheadComeBackAsTried(_ store: some Store) async throws {
        let lane = LaneKey(recipient: Recipient(channel: "ops"), subject: .session("x"), feed: .transitions)
        var records = RandomRecords(seed: 31)
        var (ahead, late, tried) = (
            row("a", in: lane, position: 1), row("b", in: lane, position: 2), row("c", in: lane, position: 3)
        )
        tried.attempts = 3
        let request = records.request()
        try await commit(
            [.delivery(ahead), .request("a", request), .delivery(late), .delivery(tried), .request("c", request)],
            to: store)
        ahead.attempts = 1
        ahead.ambiguousAttempts = 1
        for time in ["first", "second"] {
            let found = try await store.load(gateway).deliveries
            try expect(found, is: [ahead, late, tried], "rows of the \(time) load")
        }
    }

    static func endedRowsAndClosedIncidentsDoNotLoad(_ store: some Store) async throws {
        var records = RandomRecords(seed: 11)
        var ended: [Delivery] = []
        for state in [Delivery.State.delivered, .superseded, .dead] {
            let row = records.delivery()
            try await commit([.delivery(row), .request(row.id, records.request())], to: store)
            ended.append(row)
            ended[ended.endIndex - 1].state = state
        }
        let open = records.incident()
        let closed = records.incident(closedAt: Timestamp(milliseconds: 5))
        let message = records.reference(of: open.reference.id)
        try await commit(
            ended.map { .delivery($0) } + [.incident(open), .incident(closed), .reference(message)]
                + [.reference(records.reference(of: closed.reference.id))], to: store)
        let snapshot = try await store.load(gateway)
        try expect(
            snapshot,
            is: GatewaySnapshot(namespace: snapshot.namespace, incidents: [open], references: [message]),
            "what is open")
    }

    static func positionsOfEndedRowsCount(_ store: some Store) async throws {
        let lane = LaneKey(recipient: Recipient(channel: "ops"), subject: .session("shop-07"), feed: .incidents)
        let alone = LaneKey(recipient: Recipient(channel: "ops"), subject: .server, feed: .incidents)
        var first = row("a", in: lane, position: 3)
        first.state = .dead
        var last = row("c", in: alone, position: 9)
        last.state = .delivered
        try await commit([.delivery(first), .delivery(row("b", in: lane, position: 2)), .delivery(last)], to: store)
        try expect(try await store.load(gateway).positions, is: [lane: 3], "positions of lanes with open rows")
    }

    static func outboxIsCounted(_ store: some Store) async throws {
        let nothing = OutboxSummary(open: 0, dead: 0, oldestOpen: nil)
        try expect(try await store.outbox(), is: nothing, "an empty outbox")
        let lane = LaneKey(recipient: Recipient(channel: "ops"), subject: .server, feed: .incidents)
        for (index, state) in Delivery.State.allCases.enumerated() {
            for copy in 0...index {
                var row = row("\(state)-\(copy)", in: lane, position: 1, createdAt: Int64(100 - index * 10 - copy))
                row.state = state
                try await store.commit([.delivery(row)], gateway: GatewayID("g\(copy)"), epoch: .first)
            }
        }
        let summary = OutboxSummary(open: 3, dead: 5, oldestOpen: Timestamp(milliseconds: 89))
        try expect(try await store.outbox(), is: summary, "the outbox")
    }

    static func aBeatChangesNothing(_ store: some Store) async throws {
        let before = try await store.load(gateway)
        for second in 1...3 { try await store.beat(at: Timestamp(milliseconds: Int64(second) * 1000)) }
        try expect(try await store.load(gateway), is: before, "what is stored after three beats")
    }

    // MARK: - History

    static func forgottenSessionsKeepTheirHistory(_ store: some Store) async throws {
        var records = RandomRecords(seed: 12)
        let session = records.session()
        let line = line("observed", of: .session(session.name), at: 1)
        try await commit([.session(session), .history(line)], to: store)
        try await commit([.forgetSession(session.name)], to: store)
        try expect(try await store.load(gateway).sessions, is: [], "sessions")
        let query = HistoryQuery(gateway: gateway, subject: .session(session.name))
        try expect(try await store.history(query), is: [line], "history")
    }

    static func historyIsOrderedAndLimited(_ store: some Store) async throws {
        // The second and the third are of the same instant: the order of arrival decides.
        let lines = [(3, "c"), (2, "a"), (2, "b"), (9, "d")].map { line($0.1, of: .session("x"), at: $0.0) }
        let server = line("server", of: .server, at: 5)
        try await commit((lines + [server]).map { .history($0) }, to: store)
        try await store.commit([.history(server)], gateway: "other", epoch: .first)

        func words(_ query: HistoryQuery) async throws -> [String] { try await store.history(query).map(\.what) }
        let at3 = Timestamp(milliseconds: 3)
        try expect(try await words(.init(gateway: gateway)), is: ["a", "b", "c", "server", "d"], "all lines")
        try expect(try await words(.init(gateway: gateway, limit: 2)), is: ["server", "d"], "the newest two")
        try expect(
            try await words(.init(gateway: gateway, subject: .session("x"), limit: 3)), is: ["b", "c", "d"],
            "the newest three of a session")
        try expect(try await words(.init(gateway: gateway, subject: .server)), is: ["server"], "the gateway's own")
        try expect(try await words(.init(gateway: gateway, since: at3)), is: ["c", "server", "d"], "since an instant")
    }

    static func pruningKeepsItsBounds(_ store: some Store) async throws {
        let lane = LaneKey(recipient: Recipient(channel: "ops"), subject: .server, feed: .incidents)
        var records = RandomRecords(seed: 13)
        var changes: [StoreChange] = (0..<1200).map { .history(line("\($0)", of: .server, at: $0)) }
        for state in Delivery.State.allCases {
            for age in 0..<20 {
                var row = row("\(state)-\(age)", in: lane, position: age, createdAt: Int64(age))
                row.state = state
                changes.append(.delivery(row))
                changes.append(.attempt(row.id, number: 1, at: row.createdAt, records.report()))
            }
        }
        let open = records.incident()
        changes += [.incident(open), .incident(records.incident(closedAt: Timestamp(milliseconds: 0)))]
        try await commit(changes, to: store)

        try await store.prune(
            StoreBounds(
                historyBefore: Timestamp(milliseconds: 1100), deliveredBefore: Timestamp(milliseconds: 18),
                deadBefore: Timestamp(milliseconds: 15), replaced: 1))
        let kept = try await store.history(HistoryQuery(gateway: gateway, limit: 5000))
        try expect(kept.map(\.what), is: (1100..<1200).map(String.init), "history that is kept")
        let summary = OutboxSummary(open: 40, dead: 5, oldestOpen: Timestamp(milliseconds: 0))
        try expect(try await store.outbox(), is: summary, "the outbox after pruning")
        try expect(try await store.load(gateway).incidents, is: [open], "incidents after pruning")
        let ended = OutboxQuery(states: [.delivered, .superseded])
        try expect(
            try await store.outboxRows(ended).map(\.row.id.rawValue).sorted(),
            is: ["delivered-18", "delivered-19", "superseded-19"], "rows that were delivered or replaced")
    }

    // MARK: - Parts

    private static func row(_ id: String, in lane: LaneKey, position: Int, createdAt: Int64 = 0) -> Delivery {
        let at = Timestamp(milliseconds: createdAt)
        let event = AlertEvent(
            id: "e", kind: .sessionOpened, subject: lane.subject, occurredAt: at, incident: nil, sequence: 1,
            condition: .connected, severity: .info)
        return Delivery(id: DeliveryID(id), lane: lane, event: event, position: position, createdAt: at)
    }

    private static func line(_ what: String, of subject: Subject, at milliseconds: Int) -> HistoryRecord {
        HistoryRecord(
            at: Timestamp(milliseconds: Int64(milliseconds)), subject: subject, what: what, condition: .connected)
    }
}
