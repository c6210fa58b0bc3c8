// SPDX-License-Identifier: Apache-2.0

import RelinkModel
private import Synchronization

/// Hands out the windows of all calendars, and notices when the wall clock was set.
///
/// All drivers share one, since a jump of the clock is told once however many gateways there are.
final class Almanac: Sendable {
    /// What one reader has been given.
    struct Edition: Sendable {
        fileprivate var skew: Duration?
        fileprivate var lasts = BootTime(milliseconds: .min)
    }

    /// Windows are handed out again after that long; they reach a week further than that.
    static let period: Duration = .hours(24)
    /// The wall clock may gain or lose that much between two turns; more is a jump.
    static let tolerance: Duration = .seconds(5)

    private let source: (any CalendarSource)?
    private let log: any EventLog
    private let told = Mutex<Duration?>(nil)
    private let counted = Turns()

    /// - Parameter source: nil where no calendar is configured.
    init(_ source: (any CalendarSource)?, log: any EventLog) {
        self.source = source
        self.log = log
    }

    /// How often the wall clock was set.
    var jumps: Int { counted.count }

    /// The windows from now on, where the reader needs new ones: at first, after a day, and when the clock was set.
    func next(for edition: inout Edition, at now: Moment) -> Calendars? {
        let skew = Duration.milliseconds(now.wall.milliseconds - now.boot.milliseconds)
        let jump = edition.skew.map { skew - $0 } ?? .zero
        let hasJumped = max(jump, .zero - jump) > Self.tolerance
        edition.skew = skew
        if hasJumped { tell(jump, skew: skew) }
        guard hasJumped || edition.lasts <= now.boot else { return nil }
        edition.lasts = now.boot + Self.period
        return source?.calendars(at: now.wall)
    }

    private func tell(_ jump: Duration, skew: Duration) {
        let isNew = told.withLock { told in
            let difference = told.map { $0 - skew } ?? .seconds(60)
            guard max(difference, .zero - difference) > Self.tolerance else { return false }
            told = skew
            return true
        }
        guard isNew else { return }
        counted.add()
        let seconds = jump.wholeSeconds
        let direction = seconds > 0 ? "forward" : "back"
        log.write(
            LogEntry(
                .warning, "clock_jump",
                "the clock was set \(direction) by \(abs(seconds)) s; calendars and quiet hours go by it from now on",
                fields: [.init("seconds", String(seconds))]))
    }
}
