// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

/// `/api/v1/outbox` and `/api/v1/channels`: what was sent, what waits, what was given up, and doing something about it.
struct DeliveryAPI: Sendable {
    let operating: any OperatingDeliveries

    /// - Parameter query: `state`, `channel`, `since`, `limit`.
    func rows(_ query: Query) async throws(Refusal) -> Answer {
        let bounds = try bounds(query, states: states(query))
        let rows = try await asking { () async throws(StoreError) in try await operating.outboxRows(bounds) }
        return .json(["outbox": .array(rows.map(\.json))])
    }

    func row(_ id: DeliveryID) async throws(Refusal) -> Answer {
        let rows = try await asking { () async throws(StoreError) in
            try await operating.outboxRows(OutboxQuery(id: id))
        }
        guard let row = rows.first else {
            throw Refusal(code: 404, error: "Unknown message", details: "The outbox has no message \(id.rawValue).")
        }
        let attempts = try await asking { () async throws(StoreError) in try await operating.attempts(of: row) }
        return .json(row.json(attempts))
    }

    /// - Parameter id: that one row; nil for those that `channel` and `since` select.
    func replay(_ id: DeliveryID?, _ query: Query) async throws(Refusal) -> Answer {
        let bounds = try selection(id, query)
        let result = try await asking { () async throws(StoreError) in try await operating.replay(bounds) }
        return .json(["sent": .integer(Int64(result.sent)), "skipped": .integer(Int64(result.skipped))])
    }

    func purge(_ id: DeliveryID?, _ query: Query) async throws(Refusal) -> Answer {
        let bounds = try selection(id, query)
        let count = try await asking { () async throws(StoreError) in try await operating.purge(bounds) }
        return .json(["purged": .integer(Int64(count))])
    }

    func channels() async -> Answer {
        .json(["channels": .array(await operating.channels().map(\.json))])
    }

    func resume(_ channel: ChannelID) async throws(Refusal) -> Answer {
        guard await operating.resume(channel) else {
            throw Refusal(code: 404, error: "Unknown channel", details: "No channel has the id \(channel.rawValue).")
        }
        return .json(["resumed": .string(channel.rawValue)])
    }

    private func asking<Value: Sendable>(
        _ question: () async throws(StoreError) -> Value
    ) async throws(Refusal) -> Value {
        do throws(StoreError) {
            return try await question()
        } catch {
            throw Refusal(code: 500, error: "Outbox unavailable", details: "\(error)")
        }
    }

    /// Everything at once is nobody's wish: it takes an id, a channel, or a time.
    private func selection(_ id: DeliveryID?, _ query: Query) throws(Refusal) -> OutboxQuery {
        let bounds = try bounds(query, id: id, states: [.dead], limit: OutboxQuery.longest)
        guard bounds.id != nil || bounds.channel != nil || bounds.since != nil else {
            throw Refusal(
                code: 422, error: "Nothing selected", details: "Name a message, or say channel or since in the query.")
        }
        return bounds
    }

    private func bounds(
        _ query: Query, id: DeliveryID? = nil, states: Set<Delivery.State>, limit: Int = 100
    ) throws(Refusal) -> OutboxQuery {
        OutboxQuery(
            states: states, id: id, channel: query["channel"].map { ChannelID($0) }, since: try query.since(),
            limit: try query.limit(orElse: limit, upTo: OutboxQuery.longest))
    }

    private func states(_ query: Query) throws(Refusal) -> Set<Delivery.State> {
        switch query["state"] {
        case nil, "open": return [.queued, .sending]
        case "all": return Set(Delivery.State.allCases)
        case let word?:
            guard let state = Delivery.State(rawValue: word) else {
                let words = Delivery.State.allCases.map(\.rawValue).joined(separator: ", ")
                throw Refusal(code: 422, error: "Invalid state", details: "state is open, all, \(words).")
            }
            return [state]
        }
    }
}
