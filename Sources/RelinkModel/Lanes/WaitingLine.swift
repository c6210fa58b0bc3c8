// SPDX-License-Identifier: Apache-2.0

/// Claims that may go as soon as there is room: the most urgent class first, and within it the oldest.
struct WaitingLine: Sendable {
    private var classes: [RetryClass: DeadlineQueue<Claim>] = [:]

    /// Whether nobody waits.
    var isEmpty: Bool { classes.values.allSatisfy { $0.count == 0 } }

    /// Whether anybody of the class waits.
    func has(_ retryClass: RetryClass) -> Bool { (classes[retryClass]?.count ?? 0) > 0 }

    /// Puts a claim in line.
    mutating func add(_ claim: Claim, _ turn: LaneTurn) {
        classes[turn.retryClass, default: DeadlineQueue()].set(claim, at: turn.since)
    }

    /// Takes a claim out of the line.
    mutating func remove(_ claim: Claim, _ turn: LaneTurn) {
        classes[turn.retryClass]?.remove(claim)
    }

    /// The oldest of the class, removed.
    mutating func take(_ retryClass: RetryClass) -> Claim? {
        classes[retryClass]?.take(at: BootTime(milliseconds: .max))
    }

    /// Every claim, removed, in order.
    mutating func takeAll() -> [Claim] {
        var claims: [Claim] = []
        for retryClass in RetryClass.byUrgency {
            while let claim = take(retryClass) { claims.append(claim) }
        }
        return claims
    }
}
