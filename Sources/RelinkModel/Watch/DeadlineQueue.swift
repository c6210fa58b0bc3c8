// SPDX-License-Identifier: Apache-2.0

/// The earliest of many deadlines, one for each key.
///
/// A binary heap that never removes from its middle: a key whose deadline moved gets a new entry, and the old one is
/// dropped when it comes up. So setting costs O(log n), nothing is searched, and nothing fires twice.
struct DeadlineQueue<Key: Hashable & Sendable>: Sendable {
    private struct Entry: Sendable {
        let at: BootTime
        let order: Int
        let key: Key

        func isBefore(_ other: Entry) -> Bool { (at, order) < (other.at, other.order) }
    }

    private var heap: [Entry] = []
    private var live: [Key: BootTime] = [:]
    /// Equal deadlines are met in the order in which they were set.
    private var order = 0

    /// The earliest deadline, nil when there is none.
    var first: BootTime? { heap.first?.at }

    /// Keys that wait for their deadline.
    var count: Int { live.count }

    /// Whether the key waits for a deadline.
    func contains(_ key: Key) -> Bool { live[key] != nil }

    /// The deadline that the key waits for.
    subscript(key: Key) -> BootTime? { live[key] }

    /// Asks for the key to be taken at that time instead of any it asked for before.
    mutating func set(_ key: Key, at time: BootTime) {
        guard live.updateValue(time, forKey: key) != time else { return }
        order += 1
        heap.append(Entry(at: time, order: order, key: key))
        rise(heap.count - 1)
        // Deadlines that keep moving ahead of themselves must not pile up.
        if heap.count > 2 * live.count + 16 { rebuild() }
        dropStale()
    }

    /// The next key whose deadline has come, removed; nil when none has.
    mutating func take(at now: BootTime) -> Key? {
        guard let first = heap.first, first.at <= now else { return nil }
        live[first.key] = nil
        removeFirst()
        dropStale()
        return first.key
    }

    /// Asks no longer for the key.
    mutating func remove(_ key: Key) {
        guard live.removeValue(forKey: key) != nil else { return }
        dropStale()
    }

    /// The first entry is always one that counts, so that ``first`` wakes nobody for nothing.
    private mutating func dropStale() {
        while let first = heap.first, live[first.key] != first.at { removeFirst() }
    }

    private mutating func rebuild() {
        var seen: Set<Key> = []
        heap = heap.sorted { $0.isBefore($1) }.filter { live[$0.key] == $0.at && seen.insert($0.key).inserted }
    }

    private mutating func removeFirst() {
        let last = heap.removeLast()
        guard !heap.isEmpty else { return }
        heap[0] = last
        sink()
    }

    private mutating func rise(_ start: Int) {
        var child = start
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].isBefore(heap[parent]) else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child].isBefore(heap[least])
            {
                least = child
            }
            guard least != parent else { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
