// SPDX-License-Identifier: Apache-2.0

import RelinkModel
private import Synchronization

/// Gives lanes of all gateways their turn at the channels.
///
/// A channel is the one thing that gateways share. A class with a lock rather than an actor: a driver asks in the
/// middle of a turn and must have the answer there and then, so that the claim lands in the same commit.
final class Dispatcher: Sendable {
    fileprivate struct State {
        var queues: [ChannelID: ChannelQueue]
        var admit: [GatewayID: @Sendable (LaneKey) -> Void] = [:]
        var isClosed = false
    }

    private let time: any TimeSource
    private let state: Mutex<State>
    private let bell = Inbox<Never>()

    /// - Parameter channels: how many attempts each takes at once.
    init(channels: [ChannelID: Int], time: any TimeSource) {
        self.time = time
        state = Mutex(State(queues: channels.mapValues(ChannelQueue.init(concurrency:))))
    }

    /// Notes where a gateway hears of admissions that it had to wait for. `admit` must not call back.
    func connect(_ gateway: GatewayID, admit: @escaping @Sendable (LaneKey) -> Void) {
        state.withLock { $0.admit[gateway] = admit }
    }

    /// Asks for a turn.
    ///
    /// - Returns: whether the lane has it at once. Otherwise it waits, and its gateway hears of it later.
    func offer(_ claim: Claim, _ retryClass: RetryClass) -> Bool {
        change(claim.channel, except: claim) { $0.offer(claim, retryClass) }
    }

    /// Takes back a turn that was not used.
    func release(_ claim: Claim) {
        _ = change(claim.channel) { $0.release(claim) }
    }

    /// Notes what became of an attempt, and gives the place to the next.
    func attempted(_ claim: Claim, _ outcome: DeliveryOutcome) {
        let now = time.now.boot
        _ = change(claim.channel) { $0.attempted(claim, outcome, at: now) }
    }

    /// No turn is given any more, and ``run()`` ends.
    func close() {
        state.withLock { $0.isClosed = true }
        bell.close()
    }

    /// Gives turns when a channel's hold is over; everything else happens at once.
    func run() async {
        await withDiscardingTaskGroup { group in
            var alarm = Alarm(time: time) { [bell] in bell.knock() }
            while await bell.next() != nil {
                if let opens = admitAll() { alarm.set(opens, in: &group) }
            }
            group.cancelAll()
        }
    }

    /// Lanes that wait for each channel.
    var waiting: [ChannelID: Int] { state.withLock { $0.queues.mapValues(\.waitingCount) } }

    /// Changes a queue and gives whatever turns that makes possible.
    ///
    /// - Parameter asker: is not called back but answered by the result: whether it has its turn.
    private func change(
        _ channel: ChannelID, except asker: Claim? = nil, _ change: (inout ChannelQueue) -> Void
    ) -> Bool {
        let now = time.now.boot
        let (admitted, mustWake) = state.withLock { state -> ([Claim], Bool) in
            guard !state.isClosed, var queue = state.queues.removeValue(forKey: channel) else { return ([], false) }
            change(&queue)
            let admitted = queue.admitAll(at: now)
            state.queues[channel] = queue
            state.notify(admitted.filter { $0 != asker })
            return (admitted, queue.opens(after: now) != nil)
        }
        if mustWake { bell.knock() }
        return asker.map(admitted.contains) ?? false
    }

    private func admitAll() -> BootTime? {
        let now = time.now.boot
        return state.withLock { state in
            guard !state.isClosed else { return nil }
            for channel in state.queues.keys {
                state.notify(state.queues[channel]?.admitAll(at: now) ?? [])
            }
            return state.queues.values.compactMap { $0.opens(after: now) }.min()
        }
    }
}

extension Dispatcher.State {
    fileprivate func notify(_ admitted: [Claim]) {
        for claim in admitted { admit[claim.gateway]?(claim.lane) }
    }
}

extension ChannelQueue {
    fileprivate mutating func admitAll(at now: BootTime) -> [Claim] {
        var admitted: [Claim] = []
        while let claim = admitNext(at: now) { admitted.append(claim) }
        return admitted
    }
}
