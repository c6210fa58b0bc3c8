// SPDX-License-Identifier: Apache-2.0

private import Glibc
package import RelinkModel

/// The clocks of the machine: CLOCK_REALTIME for people, CLOCK_BOOTTIME for waiting.
package struct SystemTimeSource: TimeSource {
    /// The machine's clocks.
    package init() {}

    package var now: Moment {
        Moment(
            wall: Timestamp(milliseconds: Self.milliseconds(CLOCK_REALTIME)),
            boot: BootTime(milliseconds: Self.milliseconds(CLOCK_BOOTTIME)))
    }

    /// Sleeps by `ContinuousClock`, which on Linux counts the time in suspend like CLOCK_BOOTTIME does.
    package func sleep(until deadline: BootTime) async {
        // The clock here drops fractions of a millisecond, so one sleep may end just before the deadline shows.
        while !Task.isCancelled {
            let left = deadline - now.boot
            guard left > .zero else { return }
            try? await ContinuousClock().sleep(for: left)
        }
    }

    private static func milliseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
