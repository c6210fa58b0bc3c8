// SPDX-License-Identifier: Apache-2.0

/// How far apart attempts are once a receiver has said that they come too often.
///
/// Each refusal makes the pace slower by half and each success faster by a twentieth, so that a receiver with a rate of
/// its own is asked about eight times for seven messages, and one that was only busy is soon asked as before.
struct ThrottlePace: Sendable {
    /// After the first refusal.
    static let first: Duration = .seconds(1)
    /// The slowest.
    static let slowest: Duration = .seconds(30)
    /// What is faster than that is no pace any more.
    static let fastest: Duration = .milliseconds(100)

    private var interval: Duration?
    private var lastAttempt: BootTime?

    /// Before that time no attempt begins; nil without a pace.
    var opens: BootTime? {
        guard let interval, let lastAttempt else { return nil }
        return lastAttempt + interval
    }

    /// Notes that an attempt begins.
    mutating func began(at now: BootTime) { lastAttempt = now }

    /// Notes that an attempt came too soon.
    mutating func refuse() {
        interval = interval.map { min($0 * 3 / 2, Self.slowest) } ?? Self.first
    }

    /// Notes that an attempt was taken.
    mutating func succeed() {
        guard let interval else { return }
        let faster = interval * 19 / 20
        self.interval = faster < Self.fastest ? nil : faster
    }
}
