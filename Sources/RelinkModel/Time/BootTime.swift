// SPDX-License-Identifier: Apache-2.0

/// An instant on the boot clock, in milliseconds since the machine started, time in suspend included.
///
/// Every rule waits by it, so that a jump of the wall clock neither fires nor delays anything. Only the driver reads
/// the clock (CLOCK_BOOTTIME); the value means nothing after a reboot and is never stored.
package struct BootTime: Hashable, Comparable, Sendable {
    /// Milliseconds since boot.
    package let milliseconds: Int64

    /// The instant that many milliseconds after boot.
    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package static func < (left: BootTime, right: BootTime) -> Bool {
        left.milliseconds < right.milliseconds
    }

    package static func + (instant: BootTime, duration: Duration) -> BootTime {
        BootTime(milliseconds: instant.milliseconds + duration.wholeMilliseconds)
    }

    package static func - (instant: BootTime, duration: Duration) -> BootTime {
        BootTime(milliseconds: instant.milliseconds - duration.wholeMilliseconds)
    }

    package static func - (later: BootTime, earlier: BootTime) -> Duration {
        .milliseconds(later.milliseconds - earlier.milliseconds)
    }
}
