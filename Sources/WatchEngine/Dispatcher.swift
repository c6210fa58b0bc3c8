// SPDX-License-Identifier: Apache-2.0

import RelinkModel
private import Synchronization

/// Gives lanes of all gateways their turn at the channels.
///
/// A channel is the one thing that gateways share. A class with a lock rather than an actor: a driver asks in the
/// middle of a turn and must have the answer there and then, so that the claim lands in the same commit.
final class Dispatcher: Sendable {
    /// Takes what a gateway hears of channels. Each returns at once and does not call back.
    struct Hearer: Sendable {
        /// The lane has its turn.
        let admit: @Sendable (LaneKey) -> Void
        /// These recipients of the channel get nothing at present.
        let troubled: @Sendable (ChannelID, [Recipient: ChannelTrouble]) -> Void
    }

    fileprivate struct State {
        var queues: [ChannelID: ChannelQueue]
        var buckets = TokenBuckets()
        var hearers: [GatewayID: Hearer] = [:]
        var troubles: [ChannelID: [Recipient: ChannelTrouble]] = [:]
        var errands: [Claim: CheckedContinuation<Bool, Never>] = [:]
        var isClosed = false
    }

    private let time: any TimeSource
    private let state: Mutex<State>
    private let bell = Inbox<Never>()
    private let turns = Turns()

    /// A dispatcher before those channels.
    init(channels: [ChannelID: ChannelQueue], time: any TimeSource) {
        self.time = time
        state = Mutex(State(queues: channels))
    }

    /// Notes where a gateway hears of turns that it had to wait for, and of channels in trouble.
    func connect(_ gateway: GatewayID, _ hearer: Hearer) {
        state.withLock { $0.hearers[gateway] = hearer }
    }

    /// Asks for a turn.
    ///
    /// - Returns: whether the lane has it at once. Otherwise it waits, and its gateway hears of it later.
    func offer(_ claim: Claim, _ turn: LaneTurn) -> Bool {
        let now = time.now.boot
        return change(claim.channel, at: now, except: claim) { queue, _ in queue.offer(claim, turn, at: now) }
    }

    /// Waits for a turn of something that is told from memory, behind everything that is stored. A later wish for the
    /// same takes the place of this one.
    ///
    /// - Returns: whether it has its turn; not when it was replaced, or nothing is sent any more.
    func enter(_ claim: Claim) async -> Bool {
        await withCheckedContinuation { continuation in
            let replaced = state.withLock { state -> CheckedContinuation<Bool, Never>? in
                guard !state.isClosed, state.queues[claim.channel] != nil else { return continuation }
                return state.errands.updateValue(continuation, forKey: claim)
            }
            replaced?.resume(returning: false)
            _ = change(claim.channel, at: time.now.boot, errand: claim) { _, _ in }
        }
    }

    /// Takes back a turn that was not used.
    func release(_ claim: Claim) {
        _ = change(claim.channel, at: time.now.boot, errand: claim) { $0.release(claim, &$1) }
    }

    /// Notes what became of an attempt, and gives the place to the next.
    func attempted(_ claim: Claim, _ outcome: DeliveryOutcome) {
        let now = time.now.boot
        _ = change(claim.channel, at: now, errand: claim, proves: outcome.isTaken) { queue, _ in
            queue.attempted(claim, outcome, at: now)
        }
    }

    /// Lets a channel be tried at once that is held back; false when there is none of that name.
    func resume(_ channel: ChannelID) -> Bool {
        guard state.withLock({ $0.queues[channel] != nil }) else { return false }
        _ = change(channel, at: time.now.boot) { queue, _ in queue.resume() }
        return true
    }

    /// No turn is given any more, and ``run()`` ends.
    func close() {
        let errands = state.withLock { state in
            state.isClosed = true
            defer { state.errands = [:] }
            return state.errands
        }
        for continuation in errands.values { continuation.resume(returning: false) }
        bell.close()
    }

    /// Gives turns when a pause is over; everything else happens at once.
    func run() async {
        await withDiscardingTaskGroup { group in
            var alarm = Alarm(time: time) { [bell] in bell.knock() }
            while await bell.next() != nil {
                turns.add()
                if let opens = admitAll() { alarm.set(opens, in: &group) }
            }
            group.cancelAll()
        }
    }

    /// The loop, for whoever looks after it.
    var loop: WatchedLoop {
        WatchedLoop("loop of deliveries") { [turns] in
            turns.count
        } knock: { [bell] in
            bell.knock()
        }
    }

    /// How each channel stands.
    var health: [ChannelID: ChannelHealth] { state.withLock { $0.queues.mapValues(\.health) } }

    /// Changes a queue and gives whatever turns that makes possible.
    ///
    /// - Parameters:
    ///   - asker: is not called back but answered by the result: whether it has its turn.
    ///   - proves: whether it shows that the channel works. The first time is news even where nothing else was known: it
    ///     may have failed before a restart.
    ///   - errand: is put in line if somebody waits with it; it may have come while the one before it was under way.
    private func change(
        _ channel: ChannelID, at now: BootTime, except asker: Claim? = nil, errand: Claim? = nil,
        proves: Bool = false, _ change: (inout ChannelQueue, inout TokenBuckets) -> Void
    ) -> Bool {
        let (hasTurn, mustWake) = state.withLock { state -> (Bool, Bool) in
            guard !state.isClosed, var queue = state.queues.removeValue(forKey: channel) else { return (false, false) }
            change(&queue, &state.buckets)
            if let errand, state.errands[errand] != nil {
                queue.offer(errand, LaneTurn(retryClass: .perishable, since: now, dueAt: now), at: now)
            }
            let admitted = queue.admitAll(at: now, &state.buckets)
            state.queues[channel] = queue
            state.publish(queue.troubles(of: channel), of: channel, isProven: proves)
            state.notify(admitted.filter { $0 != asker })
            return (asker.map(admitted.contains) ?? false, queue.opens(after: now, state.buckets) != nil)
        }
        if mustWake { bell.knock() }
        return hasTurn
    }

    private func admitAll() -> BootTime? {
        let now = time.now.boot
        return state.withLock { state in
            guard !state.isClosed else { return nil }
            for channel in state.queues.keys.sorted() {
                state.notify(state.queues[channel]?.admitAll(at: now, &state.buckets) ?? [])
            }
            return state.queues.values.compactMap { $0.opens(after: now, state.buckets) }.min()
        }
    }
}

extension Dispatcher.State {
    fileprivate mutating func publish(
        _ found: [Recipient: ChannelTrouble], of channel: ChannelID, isProven: Bool
    ) {
        guard found != troubles[channel] ?? [:] || isProven && troubles[channel] == nil else { return }
        troubles[channel] = found
        for hearer in hearers.values { hearer.troubled(channel, found) }
    }

    fileprivate mutating func notify(_ admitted: [Claim]) {
        for claim in admitted {
            if claim.errand == .message {
                hearers[claim.gateway]?.admit(claim.lane)
            } else {
                errands.removeValue(forKey: claim)?.resume(returning: true)
            }
        }
    }
}

extension ChannelQueue {
    fileprivate mutating func admitAll(at now: BootTime, _ buckets: inout TokenBuckets) -> [Claim] {
        var admitted: [Claim] = []
        while let claim = admitNext(at: now, &buckets) { admitted.append(claim) }
        return admitted
    }
}
