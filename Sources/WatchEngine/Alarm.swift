// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// Wakes a loop at its earliest deadline.
///
/// A sleeper is never called back: where one for an earlier or equal deadline is under way, no other is needed, and
/// one that wakes the loop for nothing costs a turn. Deadlines are rounded up to a common grid, so that a thousand
/// sessions with a phase of their own cost twenty wakes a second at most.
struct Alarm {
    /// Deadlines are met that much late at most.
    static let grid: Int64 = 50

    private let time: any TimeSource
    private let ring: @Sendable () -> Void
    private var sleepers: [BootTime] = []

    /// - Parameter ring: wakes the loop; called from tasks of the group.
    init(time: any TimeSource, ring: @escaping @Sendable () -> Void) {
        self.time = time
        self.ring = ring
    }

    /// Sees to it that the loop is woken at the deadline; at the next point of the grid if it is over.
    mutating func set(_ deadline: BootTime, in group: inout DiscardingTaskGroup) {
        let now = time.now.boot
        let target = Self.rounded(max(deadline.milliseconds, now.milliseconds + 1))
        sleepers.removeAll { $0 <= now }
        if let first = sleepers.min(), first <= target { return }
        sleepers.append(target)
        group.addTask { [time, ring] in
            await time.sleep(until: target)
            ring()
        }
    }

    private static func rounded(_ milliseconds: Int64) -> BootTime {
        BootTime(milliseconds: (milliseconds + grid - 1) / grid * grid)
    }
}
