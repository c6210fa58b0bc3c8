// SPDX-License-Identifier: Apache-2.0

/// What is due at which time; what is due at one time keeps the order in which it came. A binary heap.
package struct TimedHeap<Item: Sendable>: Sendable {
    private struct Entry: Sendable {
        let at: BootTime
        let order: Int
        let item: Item

        func isBefore(_ other: Entry) -> Bool { (at, order) < (other.at, other.order) }
    }

    private var heap: [Entry] = []
    private var order = 0

    /// Nothing.
    package init() {}

    /// How much there is.
    var count: Int { heap.count }

    /// When the next item is due; nil when there is none.
    package var first: BootTime? { heap.first?.at }

    /// The next item, and when it is due; nil when there is none.
    var next: (item: Item, at: BootTime)? { heap.first.map { ($0.item, $0.at) } }

    /// Adds an item that is due at that time.
    package mutating func add(_ item: Item, at time: BootTime) {
        order += 1
        heap.append(Entry(at: time, order: order, item: item))
        rise(heap.count - 1)
    }

    /// The next item that is due, removed; nil when none is.
    package mutating func take(at now: BootTime) -> Item? {
        guard let first = heap.first, first.at <= now else { return nil }
        removeFirst()
        return first.item
    }

    /// Removes the next item, due or not.
    mutating func removeFirst() {
        guard let last = heap.popLast(), !heap.isEmpty else { return }
        heap[0] = last
        sink()
    }

    /// Keeps only what passes; it is asked in the order in which it would be taken.
    package mutating func keep(_ isKept: (Item) -> Bool) { keep { item, _ in isKept(item) } }

    /// The same, by the time too.
    mutating func keep(_ isKept: (Item, BootTime) -> Bool) {
        // What is sorted is a heap.
        heap = heap.sorted { $0.isBefore($1) }.filter { isKept($0.item, $0.at) }
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
