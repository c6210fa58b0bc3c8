// SPDX-License-Identifier: Apache-2.0

/// Whether a session drops and recovers so often that telling each time is noise.
///
/// A sliding window rather than weighted samples: pushes and adaptive polling make samples irregular.
struct Flapping: Hashable, Sendable {
    /// The last outages, oldest first, no more than it takes.
    private(set) var drops: [Moment] = []
    /// Whether it flaps.
    private(set) var isActive = false
    /// Outages since it began to flap, those that made it flap included.
    private(set) var count = 0
    private var changedAt: Moment?

    /// Nothing is known.
    init() {}

    /// Goes on from what was stored.
    init(record: FlappingRecord, at now: Moment) {
        drops = record.drops.map { now.recalling($0) }
        isActive = record.isActive
        count = record.count
        changedAt = isActive ? now : nil
    }

    /// What is stored of it; nil while there is nothing to remember.
    var record: FlappingRecord? {
        drops.isEmpty && !isActive ? nil : FlappingRecord(drops: drops.map(\.wall), isActive: isActive, count: count)
    }

    /// When it is calm if nothing happens any more; nil while it does not flap.
    func calmAt(_ policy: WatchPolicy) -> BootTime? {
        isActive ? changedAt.map { $0.boot + policy.flappingCalm } : nil
    }

    /// Notes an outage.
    ///
    /// - Returns: whether it flaps from now on.
    mutating func dropped(_ policy: WatchPolicy, at now: Moment) -> Bool {
        drops.append(now)
        drops.removeAll { now.elapsed(since: $0) > policy.flappingWithin }
        if drops.count > policy.flappingChanges { drops.removeFirst(drops.count - policy.flappingChanges) }
        changedAt = now
        if isActive {
            count += 1
            return false
        }
        guard policy.flappingChanges > 0, drops.count >= policy.flappingChanges else { return false }
        isActive = true
        count = drops.count
        return true
    }

    /// Notes the end of an outage.
    mutating func recovered(at now: Moment) {
        if isActive { changedAt = now }
    }

    /// Whether it has been calm for long enough; it then no longer flaps.
    mutating func takeCalm(_ policy: WatchPolicy, at now: Moment) -> Bool {
        guard let calmAt = calmAt(policy), calmAt <= now.boot else { return false }
        self = Flapping()
        return true
    }
}
