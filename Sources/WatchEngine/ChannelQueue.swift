// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// One channel's gate, and the lanes that wait before it: urgent ones first, then in the order of their coming.
///
/// Bulk and normal lanes cannot starve: where the channel takes several attempts at once, urgent ones leave one place
/// to the rest while any of the rest waits; where it takes one, every ninth turn is the rest's.
struct ChannelQueue: Sendable {
    /// Urgent turns in a row before the rest has one.
    static let urgentTurns = 8

    private let places: Int
    private var gate: ChannelGate
    private var lines: [RetryClass: FIFO<Claim>] = [:]
    private var waiting: [Claim: RetryClass] = [:]
    private var counts: [RetryClass: Int] = [:]
    private var underWay: [Claim: RetryClass] = [:]
    private var urgentRun = 0

    /// A queue before an open gate.
    init(concurrency: Int) {
        places = max(1, concurrency)
        gate = ChannelGate(concurrency: concurrency)
    }

    /// When ``admitNext(at:)`` is worth another try without anything else happening; nil when nothing waits for that.
    func opens(after now: BootTime) -> BootTime? {
        // A hold that is over and still refuses waits for its probe to end.
        guard !waiting.isEmpty, let opens = gate.opens, opens > now else { return nil }
        return opens
    }

    /// Lanes that wait.
    var waitingCount: Int { waiting.count }

    /// Puts a lane in line. One that waits already moves up if it became more urgent; one under way is not heard.
    mutating func offer(_ claim: Claim, _ retryClass: RetryClass) {
        guard underWay[claim] == nil else { return }
        if let present = waiting[claim], present.rank <= retryClass.rank { return }
        leave(claim)
        waiting[claim] = retryClass
        counts[retryClass, default: 0] += 1
        lines[retryClass, default: FIFO()].append(claim)
    }

    /// The next lane to be let through, which then counts as under way; nil when there is no room or nobody waits.
    mutating func admitNext(at now: BootTime) -> Claim? {
        guard let retryClass = nextClass(), gate.admit(at: now), let claim = take(retryClass) else { return nil }
        leave(claim)
        underWay[claim] = retryClass
        urgentRun = retryClass == .urgent ? urgentRun + 1 : 0
        return claim
    }

    /// Takes back an admission that was not used.
    mutating func release(_ claim: Claim) {
        guard underWay.removeValue(forKey: claim) != nil else { return }
        gate.release()
    }

    /// Notes what became of an attempt.
    mutating func attempted(_ claim: Claim, _ outcome: DeliveryOutcome, at now: BootTime) {
        guard underWay.removeValue(forKey: claim) != nil else { return }
        gate.attempted(outcome, at: now)
    }

    private func nextClass() -> RetryClass? {
        let rest = [.normal, .bulk].first(where: isWaiting)
        guard isWaiting(.urgent) else { return rest }
        guard let rest, isTurnOfRest else { return .urgent }
        return rest
    }

    private func isWaiting(_ retryClass: RetryClass) -> Bool { counts[retryClass, default: 0] > 0 }

    private mutating func leave(_ claim: Claim) {
        guard let retryClass = waiting.removeValue(forKey: claim) else { return }
        counts[retryClass, default: 0] -= 1
    }

    private var isTurnOfRest: Bool {
        guard places > 1, !gate.isProbing else { return urgentRun >= Self.urgentTurns }
        let urgent = underWay.values.count { $0 == .urgent }
        return urgent == underWay.count && urgent >= places - 1
    }

    /// The first of a line that still waits there: one that moved up left its old place behind.
    private mutating func take(_ retryClass: RetryClass) -> Claim? {
        while let claim = lines[retryClass]?.popFirst() {
            if waiting[claim] == retryClass { return claim }
        }
        return nil
    }
}

extension RetryClass {
    /// The order of sending, the most urgent first.
    fileprivate var rank: Int {
        switch self {
        case .urgent: 0
        case .normal: 1
        case .bulk: 2
        }
    }
}
