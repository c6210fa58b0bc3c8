// SPDX-License-Identifier: Apache-2.0

/// The earliest of many deadlines, one for each key.
///
/// Nothing is removed from the middle of the heap: a key whose deadline moved gets a new entry, and the old one is
/// dropped when it comes up. So setting costs O(log n), nothing is searched, and nothing fires twice.
struct DeadlineQueue<Key: Hashable & Sendable>: Sendable {
    private var heap = TimedHeap<Key>()
    private var live: [Key: BootTime] = [:]

    /// The earliest deadline, nil when there is none.
    var first: BootTime? { heap.first }

    /// Keys that wait for their deadline.
    var count: Int { live.count }

    /// Whether the key waits for a deadline.
    func contains(_ key: Key) -> Bool { live[key] != nil }

    /// The deadline that the key waits for.
    subscript(key: Key) -> BootTime? { live[key] }

    /// Asks for the key to be taken at that time instead of any it asked for before.
    mutating func set(_ key: Key, at time: BootTime) {
        guard live.updateValue(time, forKey: key) != time else { return }
        heap.add(key, at: time)
        // Deadlines that keep moving ahead of themselves must not pile up.
        if heap.count > 2 * live.count + 16 { rebuild() }
        dropStale()
    }

    /// The next key whose deadline has come, removed; nil when none has.
    mutating func take(at now: BootTime) -> Key? {
        guard let key = heap.take(at: now) else { return nil }
        live[key] = nil
        dropStale()
        return key
    }

    /// Asks no longer for the key.
    mutating func remove(_ key: Key) {
        guard live.removeValue(forKey: key) != nil else { return }
        dropStale()
    }

    /// The first entry is always one that counts, so that ``first`` wakes nobody for nothing.
    private mutating func dropStale() {
        while let next = heap.next, live[next.item] != next.at { heap.removeFirst() }
    }

    private mutating func rebuild() {
        var seen: Set<Key> = []
        heap.keep { key, at in live[key] == at && seen.insert(key).inserted }
    }
}
