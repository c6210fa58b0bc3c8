// SPDX-License-Identifier: Apache-2.0

/// One channel's gate, and who waits before it: the most urgent first, and among equals the oldest.
///
/// A row that failed rests for a pause of its own while the channel works. Once the channel fails as a whole, pauses
/// of rows do not matter any more: the best of all rows is the probe, and when it goes through, all others follow.
/// Less urgent rows cannot starve: where the channel takes several attempts at once, urgent ones leave one place to the
/// rest while any of the rest waits; where it takes one, every ninth turn is the rest's.
package struct ChannelQueue: Sendable {
    /// Urgent turns in a row before the rest has one.
    package static let urgentTurns = 8

    private let places: Int
    private let limits: [RateLimit]
    private var gate: ChannelGate
    /// Why the last attempt failed.
    private var reason = ""
    private var waiting: [Claim: LaneTurn] = [:]
    private var line = WaitingLine()
    private var resting = DeadlineQueue<Claim>()
    private var suspended: [Recipient: Suspension] = [:]
    private var underWay: [Claim: RetryClass] = [:]
    private var urgentRun = 0
    /// The probe that failed last, so that a row which its receiver cannot take does not stand for the channel.
    private var failedProbe: Claim?

    /// A queue before an open gate.
    ///
    /// - Parameter limits: those of the service, besides its concurrency.
    package init(concurrency: Int, limits: [RateLimit] = []) {
        places = max(1, concurrency)
        self.limits = limits
        gate = ChannelGate(concurrency: concurrency)
    }

    /// Claims that wait.
    package var waitingCount: Int { waiting.count }

    /// What is known of the channel.
    package var health: ChannelHealth {
        let suspension = suspended.values.min { $0.since < $1.since }
        let state: ChannelHealth.State =
            gate.isFailing ? .failing : suspension != nil ? .suspended : gate.held != nil ? .throttled : .working
        let since = gate.failing ?? suspension?.since ?? gate.held
        return ChannelHealth(
            state: state, since: since, reason: state == .working ? "" : suspension?.reason ?? reason,
            waiting: waiting.count, underWay: underWay.count)
    }

    /// Recipients that get nothing at present: all of that channel where it fails as a whole, or those that are refused.
    package func troubles(of channel: ChannelID) -> [Recipient: ChannelTrouble] {
        var troubles = suspended.mapValues { ChannelTrouble(since: $0.since, isRefused: true, reason: $0.reason) }
        if let since = gate.failing {
            troubles[Recipient(channel: channel)] = ChannelTrouble(since: since, isRefused: false, reason: reason)
        }
        return troubles
    }

    // MARK: - Waiting

    /// Puts a claim in line, or changes what it waits with. One that is under way is not heard.
    package mutating func offer(_ claim: Claim, _ turn: LaneTurn, at now: BootTime) {
        guard underWay[claim] == nil, waiting[claim] != turn else { return }
        leave(claim)
        waiting[claim] = turn
        place(claim, turn, at: now)
    }

    /// Takes a claim back, whether it waits or is under way without having been used.
    package mutating func release(_ claim: Claim, _ buckets: inout TokenBuckets) {
        leave(claim)
        guard underWay.removeValue(forKey: claim) != nil else { return }
        suspended[claim.lane.recipient]?.free(claim)
        buckets.putBack(limits)
        gate.release()
    }

    private mutating func place(_ claim: Claim, _ turn: LaneTurn, at now: BootTime) {
        if suspended[claim.lane.recipient] != nil {
            suspended[claim.lane.recipient]?.line.add(claim, turn)
        } else if gate.isProbing || turn.dueAt <= now {
            line.add(claim, turn)
        } else {
            resting.set(claim, at: turn.dueAt)
        }
    }

    private mutating func leave(_ claim: Claim) {
        guard let turn = waiting.removeValue(forKey: claim) else { return }
        line.remove(claim, turn)
        resting.remove(claim)
        suspended[claim.lane.recipient]?.line.remove(claim, turn)
    }

    private mutating func wake(_ claim: Claim) {
        if let turn = waiting[claim] { line.add(claim, turn) }
    }

    private mutating func wakeAll() {
        while let claim = resting.take(at: BootTime(milliseconds: .max)) { wake(claim) }
    }

    // MARK: - Going

    /// When ``admitNext(at:_:)`` is worth another try without anything else happening; nil when nothing waits for that.
    package func opens(after now: BootTime, _ buckets: TokenBuckets) -> BootTime? {
        var times = [resting.first]
        times += suspended.values.map { $0.isWaiting ? max($0.until, opens(isUrgent: true, buckets)) : nil }
        if line.has(.urgent) { times.append(opens(isUrgent: true, buckets)) }
        if restWaits { times.append(opens(isUrgent: false, buckets)) }
        // A time that is over and still refuses waits for an attempt to end.
        return times.compactMap { $0 }.filter { $0 > now }.min()
    }

    private func opens(isUrgent: Bool, _ buckets: TokenBuckets) -> BootTime {
        let bucket = buckets.opens(limits, isUrgent: isUrgent)
        return gate.opens(isUrgent: isUrgent).map { max($0, bucket) } ?? bucket
    }

    /// The next claim to be let through, which then counts as under way; nil when there is no room or nobody waits.
    package mutating func admitNext(at now: BootTime, _ buckets: inout TokenBuckets) -> Claim? {
        while let claim = resting.take(at: now) { wake(claim) }
        guard let claim = takeProbe(at: now, buckets) ?? takeNext(at: now, buckets),
            let turn = waiting.removeValue(forKey: claim)
        else { return nil }
        _ = gate.admit(isUrgent: true, at: now)
        buckets.take(limits, at: now)
        underWay[claim] = turn.retryClass
        urgentRun = turn.retryClass == .urgent ? urgentRun + 1 : 0
        return claim
    }

    /// The best row for a recipient that was refused, once it is time to ask again.
    private mutating func takeProbe(at now: BootTime, _ buckets: TokenBuckets) -> Claim? {
        guard !suspended.isEmpty, hasRoom(isUrgent: true, at: now, buckets) else { return nil }
        let ready = suspended.filter { $0.value.isWaiting && $0.value.until <= now }
        guard let recipient = ready.min(by: { $0.value.until < $1.value.until })?.key else { return nil }
        return suspended[recipient]?.takeProbe()
    }

    private mutating func takeNext(at now: BootTime, _ buckets: TokenBuckets) -> Claim? {
        let urgent = line.has(.urgent) && hasRoom(isUrgent: true, at: now, buckets)
        let rest = restWaits && hasRoom(isUrgent: false, at: now, buckets)
        guard urgent || rest else { return nil }
        let isTurnOfRest = rest && (!urgent || self.isTurnOfRest)
        let classes = RetryClass.byUrgency.filter { isTurnOfRest ? $0 != .urgent : $0 == .urgent || rest }
        guard gate.isProbing else { return take(of: classes) }
        // A probe that failed gives way to the next best, and comes again after it.
        guard let best = take(of: classes) else { return nil }
        guard best == failedProbe, let other = take(of: classes) else { return best }
        wake(best)
        return other
    }

    private mutating func take(of classes: [RetryClass]) -> Claim? {
        for retryClass in classes {
            if let claim = line.take(retryClass) { return claim }
        }
        return nil
    }

    private func hasRoom(isUrgent: Bool, at now: BootTime, _ buckets: TokenBuckets) -> Bool {
        gate.hasRoom(isUrgent: isUrgent, at: now) && buckets.opens(limits, isUrgent: isUrgent) <= now
    }

    private var restWaits: Bool { RetryClass.byUrgency.contains { $0 != .urgent && line.has($0) } }

    private var isTurnOfRest: Bool {
        guard places > 1, !gate.isProbing else { return urgentRun >= Self.urgentTurns }
        let urgent = underWay.values.count { $0 == .urgent }
        return urgent == underWay.count && urgent >= places - 1
    }

    // MARK: - Coming back

    /// Notes what became of an attempt.
    package mutating func attempted(_ claim: Claim, _ outcome: DeliveryOutcome, at now: BootTime) {
        guard underWay.removeValue(forKey: claim) != nil else { return }
        let wasProbing = gate.isProbing
        gate.attempted(outcome, at: now)
        failedProbe = nil
        switch outcome {
        case .delivered, .duplicate, .reject:
            welcome(claim.lane.recipient)
        case .retry(_, let reason):
            self.reason = reason
            // Somebody else's failure now: the recipient itself was not refused.
            welcome(claim.lane.recipient)
            if gate.isProbing { failedProbe = claim }
        case .suspend(let pause, let reason):
            suspend(claim.lane.recipient, for: pause, reason, at: now)
        }
        if gate.isProbing, !wasProbing { wakeAll() }
    }

    /// Lets everything go at once that was held back, on a person's wish.
    package mutating func resume() {
        gate.resume()
        for recipient in suspended.keys { welcome(recipient) }
        wakeAll()
    }

    private mutating func suspend(_ recipient: Recipient, for pause: Duration, _ reason: String, at now: BootTime) {
        var suspension = suspended[recipient] ?? Suspension(since: now)
        suspension.extend(until: now + pause, reason: reason)
        if suspended.updateValue(suspension, forKey: recipient) != nil { return }
        wakeAll()
        for claim in line.takeAll() {
            guard let turn = waiting[claim] else { continue }
            place(claim, turn, at: now)
        }
    }

    private mutating func welcome(_ recipient: Recipient) {
        guard var suspension = suspended.removeValue(forKey: recipient) else { return }
        for claim in suspension.line.takeAll() { wake(claim) }
    }
}
