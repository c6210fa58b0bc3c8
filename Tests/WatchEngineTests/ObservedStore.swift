// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Synchronization

/// A store in memory that notes every try of a commit.
final class ObservedStore: Store {
    /// What lies under it.
    let memory = MemoryStore()
    /// The changes of every try, failed ones too.
    let tries = Recording<[StoreChange]>()

    /// The bounds of every pruning.
    let prunings = Recording<StoreBounds>()
    /// What a pruning is refused with.
    let pruningRefusal = Mutex<StoreError?>(nil)

    /// Whether a row's request is among the changes.
    func holdsRequest(of delivery: DeliveryID) -> Bool {
        tries.elements.joined().contains { if case .request(delivery, _) = $0 { true } else { false } }
    }

    func load(_ gateway: GatewayID) async throws(StoreError) -> GatewaySnapshot { try await memory.load(gateway) }

    func commit(_ changes: [StoreChange], gateway: GatewayID, epoch: Epoch) async throws(StoreError) {
        do throws(StoreError) {
            try await memory.commit(changes, gateway: gateway, epoch: epoch)
            tries.append(changes)
        } catch {
            tries.append(changes)
            throw error
        }
    }

    func history(_ query: HistoryQuery) async throws(StoreError) -> [HistoryRecord] {
        try await memory.history(query)
    }

    func outboxRows(_ query: OutboxQuery) async throws(StoreError) -> [OutboxRow] {
        try await memory.outboxRows(query)
    }

    func attempts(of row: OutboxRow) async throws(StoreError) -> [OutboxRow.Attempt] {
        try await memory.attempts(of: row)
    }

    func purge(_ query: OutboxQuery) async throws(StoreError) -> Int { try await memory.purge(query) }

    func beat(at now: Timestamp) async throws(StoreError) { try await memory.beat(at: now) }
    func outbox() async throws(StoreError) -> OutboxSummary { try await memory.outbox() }

    func prune(_ bounds: StoreBounds) async throws(StoreError) {
        prunings.append(bounds)
        if let refusal = pruningRefusal.withLock({ $0 }) { throw refusal }
        try await memory.prune(bounds)
    }
}
