// SPDX-License-Identifier: Apache-2.0

import RelinkModel
private import Synchronization

/// Makes decisions of one gateway durable, in order, and then has their steps done.
///
/// Everything that was decided during the last commit goes into the next one. A commit that fails keeps its batch and
/// is tried again; its steps, and everything decided later, wait for it.
final class CommitPipeline: Sendable {
    /// The longest pause between two tries of a commit.
    static let longestPause: Duration = .seconds(10)

    private struct State {
        var waiting = 0
        var backlog = 0
        var failure: StoreError?
    }

    private let gateway: GatewayID
    private let store: any Store
    private let log: any EventLog
    private let time: any TimeSource
    private let figures: GatewayFigures
    private let backlogLimit: Int
    private let degraded: @Sendable (StoreError) -> Void
    private let queue = Inbox<CommitBatch>()
    private let state = Mutex(State())

    /// A pipeline into that store.
    ///
    /// - Parameters:
    ///   - backlogLimit: changes that may wait before ``isOverfull`` is true.
    ///   - degraded: hears once of each batch that the store refused three times.
    init(
        gateway: GatewayID, store: any Store, log: any EventLog, time: any TimeSource, figures: GatewayFigures,
        backlogLimit: Int = WatchEngine.backlogLimit,
        degraded: @escaping @Sendable (StoreError) -> Void = { _ in }
    ) {
        self.backlogLimit = backlogLimit
        self.degraded = degraded
        self.gateway = gateway
        self.store = store
        self.log = log
        self.time = time
        self.figures = figures
    }

    /// Whether everything submitted is durable and its steps are begun.
    var isIdle: Bool { state.withLock { $0.waiting == 0 } }

    /// Whether more happens than the store takes, so that memory would fill up with what waits for it.
    var isOverfull: Bool { state.withLock { $0.backlog > backlogLimit } }

    /// Why the store takes nothing at the moment; nil while it does.
    var failure: StoreError? { state.withLock { $0.failure } }

    /// Puts a batch in line.
    func submit(_ batch: CommitBatch) {
        guard !batch.isEmpty else { return }
        state.withLock { state in
            state.waiting += 1
            state.backlog += batch.changes.count
        }
        if !queue.post(batch) { batch.giveUp() }
    }

    /// Takes no more; ``run(perform:idle:)`` ends.
    func close() { queue.close() }

    /// Works off the line until it is closed or the task is cancelled, and then cancels the steps still under way. Whoever
    /// waits for what is in line then is told that it will not be durable.
    ///
    /// - Parameters:
    ///   - perform: begins a step, as a task of the group where it takes time.
    ///   - committed: is called after each commit, once its steps are begun.
    func run(perform: (Step, inout DiscardingTaskGroup) -> Void, committed: () -> Void) async {
        await withDiscardingTaskGroup { group in
            while let batches = await queue.next() {
                guard !batches.isEmpty else { continue }
                let batch = batches.reduce(into: CommitBatch()) { $0.append($1) }
                guard await commit(batch.changes) else {
                    batch.giveUp()
                    break
                }
                for step in batch.steps { perform(step, &group) }
                state.withLock { state in
                    state.waiting -= batches.count
                    state.backlog -= batch.changes.count
                }
                committed()
            }
            for batch in queue.end() { batch.giveUp() }
            group.cancelAll()
        }
    }

    /// - Returns: false when the task was cancelled before the store took them.
    private func commit(_ changes: [StoreChange]) async -> Bool {
        guard !changes.isEmpty else { return true }
        var tries: Int64 = 0
        while true {
            let began = time.now.boot
            do throws(StoreError) {
                try await store.commit(changes, gateway: gateway, epoch: .first)
                figures.committed(took: time.now.boot - began)
                recovered()
                return true
            } catch {
                failed(error)
                if tries == 2 { degraded(error) }
            }
            tries += 1
            await time.sleep(until: time.now.boot + min(.seconds(tries), Self.longestPause))
            if Task.isCancelled { return false }
        }
    }

    private func failed(_ error: StoreError) {
        let isNew = state.withLock { state in
            defer { state.failure = error }
            return state.failure != error
        }
        guard isNew else { return }
        log.write(
            LogEntry(
                .error, "store.commit_failed",
                "What happens at gateway \(gateway) cannot be stored and is kept in memory: \(error)",
                fields: [.init("gateway", gateway.rawValue)]))
    }

    private func recovered() {
        let was = state.withLock { state in
            defer { state.failure = nil }
            return state.failure
        }
        guard was != nil else { return }
        log.write(
            LogEntry(
                .info, "store.commit_recovered", "The store takes what happens at gateway \(gateway) again",
                fields: [.init("gateway", gateway.rawValue)]))
    }
}
