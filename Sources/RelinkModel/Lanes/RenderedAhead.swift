// SPDX-License-Identifier: Apache-2.0

/// Which rows are rendered and stored ahead of their turn, so that a burst is not sent at the pace of the disk.
struct RenderedAhead: Sendable {
    /// That many rows at most: each is held in memory until it is sent.
    static let limit = 512

    private var rows: Set<DeliveryID> = []
    private var waiting: [LaneKey] = []
    /// Of the waiting, those already taken.
    private var taken = 0

    /// Whether another row may be rendered.
    var hasRoom: Bool { rows.count < Self.limit }

    /// Whether the row is rendered and waits.
    func holds(_ row: DeliveryID) -> Bool { rows.contains(row) }

    /// Notes a row that is rendered.
    ///
    /// - Returns: whether there is room for it; if not, its lane waits.
    mutating func insert(_ row: DeliveryID, of lane: LaneKey) -> Bool {
        guard hasRoom else {
            waiting.append(lane)
            return false
        }
        rows.insert(row)
        return true
    }

    /// Forgets a row that has its turn or is none any more; whether it was there.
    @discardableResult
    mutating func remove(_ row: DeliveryID) -> Bool { rows.remove(row) != nil }

    /// The lane that has waited longest.
    mutating func takeWaiting() -> LaneKey? {
        guard taken < waiting.count else { return nil }
        defer {
            taken += 1
            if taken * 2 >= waiting.count {
                waiting.removeFirst(taken)
                taken = 0
            }
        }
        return waiting[taken]
    }
}
