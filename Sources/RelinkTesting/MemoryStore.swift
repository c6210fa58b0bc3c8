// SPDX-License-Identifier: Apache-2.0

package import RelinkModel
import Synchronization

/// A store that forgets everything at the end of the test, and fails when it is told to.
package final class MemoryStore: Store {
    private struct Shelves {
        var byGateway: [GatewayID: MemoryShelf] = [:]
        var refusal: StoreError?
        var commits = 0
        var beats: [Timestamp] = []
    }

    private let shelves = Mutex(Shelves())

    /// An empty store.
    package init() {}

    /// Makes every commit fail with that error until it is nil again, as a full disk does.
    package func refuse(_ error: StoreError?) {
        shelves.withLock { $0.refusal = error }
    }

    /// Commits that succeeded.
    package var commits: Int { shelves.withLock { $0.commits } }

    /// All rows of the gateway's outbox, ended ones too, in the order of their positions.
    package func deliveries(_ gateway: GatewayID) -> [Delivery] {
        shelves.withLock { $0.byGateway[gateway]?.rows ?? [] }
    }

    /// What the attempts of a row did, in their order.
    package func attempts(of delivery: DeliveryID, gateway: GatewayID) -> [AttemptReport] {
        let attempts = shelves.withLock { $0.byGateway[gateway]?.attempts[delivery] ?? [:] }
        return attempts.sorted { $0.key < $1.key }.map(\.value)
    }

    package func load(_ gateway: GatewayID) async throws(StoreError) -> GatewaySnapshot {
        let name = gateway.rawValue.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        let namespace = String((name + "000000").prefix(6))
        return shelves.withLock { shelves in
            let cutOff = shelves.byGateway[gateway, default: MemoryShelf()].recover()
            var snapshot = shelves.byGateway[gateway, default: MemoryShelf()].snapshot(namespace: namespace)
            snapshot.cutOff = cutOff
            return snapshot
        }
    }

    package func commit(_ changes: [StoreChange], gateway: GatewayID, epoch: Epoch) async throws(StoreError) {
        let failure: StoreError? = shelves.withLock { shelves in
            if let refusal = shelves.refusal { return refusal }
            guard epoch == .first else { return .fenced("the store in memory has one owner for good") }
            var shelf = shelves.byGateway[gateway] ?? MemoryShelf()
            for change in changes { shelf.apply(change) }
            guard shelf.isWhole else {
                return .corrupt("the store in memory refused a request or an attempt of an unknown row")
            }
            shelves.byGateway[gateway] = shelf
            shelves.commits += 1
            return nil
        }
        if let failure { throw failure }
    }

    package func history(_ query: HistoryQuery) async throws(StoreError) -> [HistoryRecord] {
        let lines = shelves.withLock { $0.byGateway[query.gateway]?.history ?? [] }
        let wanted = lines.enumerated().filter { _, line in
            (query.subject == nil || line.subject == query.subject) && query.since.map { line.at >= $0 } ?? true
        }
        // The sort of the standard library promises no stability, so the order of arrival decides between equals.
        let ordered = wanted.sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
        return ordered.suffix(query.limit).map(\.element)
    }

    package func beat(at now: Timestamp) async throws(StoreError) {
        let refusal = shelves.withLock { shelves in
            if shelves.refusal == nil { shelves.beats.append(now) }
            return shelves.refusal
        }
        if let refusal { throw refusal }
    }

    /// When the time was committed.
    package var beats: [Timestamp] { shelves.withLock { $0.beats } }

    package func outbox() async throws(StoreError) -> OutboxSummary {
        let rows = shelves.withLock { $0.byGateway.values.flatMap(\.rows) }
        let open = rows.filter(\.isOpen)
        return OutboxSummary(
            open: open.count, dead: rows.count { $0.state == .dead }, oldestOpen: open.map(\.createdAt).min())
    }

    package func outboxRows(_ query: OutboxQuery) async throws(StoreError) -> [OutboxRow] {
        let rows = shelves.withLock { shelves in
            shelves.byGateway.flatMap { gateway, shelf in
                shelf.rows.filter { query.admits($0) }.map { row in
                    OutboxRow(
                        gateway: gateway, row: row,
                        recoveredAt: row.event.incident.flatMap { shelf.incidents[$0.id]?.recoveredAt })
                }
            }
        }
        return Array(rows.sorted { $0.row.createdAt > $1.row.createdAt }.prefix(query.limit))
    }

    package func attempts(of row: OutboxRow) async throws(StoreError) -> [OutboxRow.Attempt] {
        let attempts = shelves.withLock { $0.byGateway[row.gateway]?.attempts[row.row.id] ?? [:] }
        return attempts.sorted { $0.key < $1.key }.suffix(OutboxRow.shownAttempts).map { number, report in
            OutboxRow.Attempt(number: number, at: row.row.createdAt, status: report.status, words: report.words)
        }
    }

    package func purge(_ query: OutboxQuery) async throws(StoreError) -> Int {
        shelves.withLock { shelves in
            var count = 0
            for gateway in shelves.byGateway.keys {
                for row in shelves.byGateway[gateway]?.rows ?? [] where query.dead.admits(row) {
                    shelves.byGateway[gateway]?.forget(row.id)
                    count += 1
                }
            }
            return count
        }
    }

    package func prune(_ bounds: StoreBounds) async throws(StoreError) {
        shelves.withLock { shelves in
            let replaced = shelves.byGateway.flatMap { gateway, shelf in
                shelf.rows.filter { $0.state == .superseded }.map { (gateway, $0) }
            }
            for (gateway, row) in replaced.sorted(by: { $0.1.createdAt > $1.1.createdAt }).dropFirst(bounds.replaced) {
                shelves.byGateway[gateway]?.forget(row.id)
            }
            for gateway in shelves.byGateway.keys { shelves.byGateway[gateway]?.prune(bounds) }
        }
    }
}

extension OutboxQuery {
    fileprivate func admits(_ row: Delivery) -> Bool {
        states.contains(row.state) && (id ?? row.id) == row.id
            && (channel ?? row.lane.recipient.channel) == row.lane.recipient.channel
            && (since.map { row.createdAt >= $0 } ?? true)
    }
}
