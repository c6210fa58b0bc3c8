// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

extension WatchEngine {
    package func outboxRows(_ query: OutboxQuery) async throws(StoreError) -> [OutboxRow] {
        try await store.outboxRows(query)
    }

    package func attempts(of row: OutboxRow) async throws(StoreError) -> [OutboxRow.Attempt] {
        try await store.attempts(of: row)
    }

    package func purge(_ query: OutboxQuery) async throws(StoreError) -> Int { try await store.purge(query) }

    package func replay(_ query: OutboxQuery) async throws(StoreError) -> (sent: Int, skipped: Int) {
        let rows = try await store.outboxRows(query.dead)
        var sent = 0
        for driver in drivers {
            let mine = rows.filter { $0.gateway == driver.gateway.id }
                .map { ReplayedRow(row: $0.row, recoveredAt: $0.recoveredAt) }
                .filter(\.isWorthSending)
                .filter { replayed in channelPlans.contains { $0.id == replayed.row.lane.recipient.channel } }
            guard !mine.isEmpty else { continue }
            do {
                // Oldest first, as they were decided.
                try await commit(.replay(mine.reversed()), at: driver.gateway.id)
            } catch {
                throw .inputOutput(error.description)
            }
            sent += mine.count
        }
        return (sent, rows.count - sent)
    }

    package func channels() async -> [ChannelStatus] {
        let now = time.now
        let health = dispatcher.health
        return channelPlans.compactMap { plan in
            health[plan.id].map { health in
                ChannelStatus(
                    plan: plan, health: health, since: health.since.map { now.wall - (now.boot - $0) })
            }
        }
    }

    package func resume(_ channel: ChannelID) async -> Bool { dispatcher.resume(channel) }
}
