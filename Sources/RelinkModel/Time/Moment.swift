// SPDX-License-Identifier: Apache-2.0

/// One instant on both clocks: the wall clock for people and storage, the boot clock for waiting.
package struct Moment: Hashable, Sendable {
    /// What a clock on the wall shows.
    package let wall: Timestamp
    /// What the rules measure by.
    package let boot: BootTime

    /// One instant, read from both clocks at once.
    package init(wall: Timestamp, boot: BootTime) {
        self.wall = wall
        self.boot = boot
    }

    /// How long ago `earlier` was, by the boot clock.
    package func elapsed(since earlier: Moment) -> Duration {
        boot - earlier.boot
    }

    /// How long something lasted that began at `earlier`, for people.
    ///
    /// The boot clock measures it, so that a jump of the wall clock makes no outage longer. Only what is too long for
    /// ``recalling(_:)`` to have placed it is measured by the wall clock.
    package func length(since earlier: Moment) -> Duration {
        let elapsed = max(elapsed(since: earlier), .zero)
        return elapsed < .hours(24) ? elapsed : max(elapsed, wall - earlier.wall)
    }

    /// The moment of a stored wall time, seen from `self`.
    ///
    /// The boot clock does not survive a restart, so what was stored is placed by the difference of the wall clocks,
    /// clamped to the last 24 hours: a wall clock set wrong must not stretch a rule for days.
    package func recalling(_ stored: Timestamp) -> Moment {
        let age = min(max(wall - stored, .zero), .hours(24))
        return Moment(wall: stored, boot: boot - age)
    }
}
