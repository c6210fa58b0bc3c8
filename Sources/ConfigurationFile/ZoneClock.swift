// SPDX-License-Identifier: Apache-2.0

/// What clocks on the wall show in a time zone, of which it only knows how far they are ahead of UTC at an instant.
///
/// Instants are seconds since 1970-01-01T00:00:00Z; a reading of a local clock is counted as if it were in UTC.
struct ZoneClock: Sendable {
    private static let day: Int64 = 86_400

    private let offset: @Sendable (Int64) -> Int64

    /// - Parameter offset: how many seconds the local clock is ahead of UTC at an instant.
    init(offset: @escaping @Sendable (Int64) -> Int64) { self.offset = offset }

    /// The local day at an instant, counted from 1970-01-01.
    func day(of instant: Int64) -> Int64 {
        let reading = instant + offset(instant)
        let quotient = reading / Self.day
        return reading % Self.day < 0 ? quotient - 1 : quotient
    }

    /// The instants from which and until which a window lasts whose times are minutes after a local midnight.
    ///
    /// Where the clock is set back, it lasts from the first time that the clock shows its start until the last time that
    /// it shows its end. Where the clock is set forward, a time that it never shows is the moment of the jump, and a
    /// window that lies in the lost hour as a whole lasts from there as long as it is written: it must not be missed.
    func stretch(of day: Int64, from start: Int, to end: Int) -> (start: Int64, end: Int64) {
        let first = instants(showing: day * Self.day + Int64(start) * 60)
        let last = instants(showing: day * Self.day + Int64(end) * 60)
        guard first.earliest < last.latest else { return (first.earliest, first.earliest + Int64(end - start) * 60) }
        return (first.earliest, last.latest)
    }

    /// The first and the last instant at which the local clock shows a reading; the moment of the jump, twice, where it
    /// never does.
    private func instants(showing reading: Int64) -> (earliest: Int64, latest: Int64) {
        // No clock is set twice within two days, and none is more than a day ahead of UTC or behind it.
        let before = offset(reading - Self.day)
        let after = offset(reading + Self.day)
        let showing = [reading - max(before, after), reading - min(before, after)].filter { $0 + offset($0) == reading }
        if let earliest = showing.first, let latest = showing.last { return (earliest, latest) }
        let jump = change(after: reading - Self.day, until: reading + Self.day)
        return (jump, jump)
    }

    /// The first instant with the later offset of the two.
    private func change(after low: Int64, until high: Int64) -> Int64 {
        var (low, high) = (low, high)
        let old = offset(low)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if offset(middle) == old { low = middle } else { high = middle }
        }
        return high
    }
}
