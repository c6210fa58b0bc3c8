// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// What is to happen, by time; what is to happen at one time keeps its order. A binary heap.
struct VirtualQueue<Item: Sendable>: Sendable {
    private struct Entry: Sendable {
        let at: BootTime
        let order: Int
        let item: Item

        func isBefore(_ other: Entry) -> Bool { (at, order) < (other.at, other.order) }
    }

    private var heap: [Entry] = []
    private var order = 0

    /// When the next item is due; nil when there is none.
    var first: BootTime? { heap.first?.at }

    /// Lets something happen at that time.
    mutating func add(_ item: Item, at time: BootTime) {
        order += 1
        heap.append(Entry(at: time, order: order, item: item))
        rise(heap.count - 1)
    }

    /// The next item that is due, removed; nil when none is.
    mutating func take(at now: BootTime) -> Item? {
        guard let first = heap.first, first.at <= now else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty {
            heap[0] = last
            sink()
        }
        return first.item
    }

    /// Keeps only what passes.
    mutating func keep(_ isKept: (Item) -> Bool) {
        // What is sorted is a heap.
        heap = heap.filter { isKept($0.item) }.sorted { $0.isBefore($1) }
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
