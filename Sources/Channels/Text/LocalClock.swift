// SPDX-License-Identifier: Apache-2.0

import Foundation
package import RelinkModel

/// Tells times the way people at one place do.
package struct LocalClock: Sendable {
    private let zone: TimeZone

    /// The clock of an IANA time zone such as `Europe/Lisbon`; nil when the system does not know it.
    package init?(timeZone identifier: String) {
        guard let zone = TimeZone(identifier: identifier) else { return nil }
        self.zone = zone
    }

    private init(zone: TimeZone) { self.zone = zone }

    /// Coordinated Universal Time.
    package static let utc = LocalClock(zone: .gmt)

    /// `09:02` on the same day as `now`, `Sun 09:02` within six days of it, else `2026-01-01 09:02`.
    ///
    /// - Parameter name: what a day of the week is called; nil for English.
    func words(_ instant: Timestamp, seenFrom now: Timestamp, calling name: ((Phrase) -> String)? = nil) -> String {
        let day = localDay(instant)
        return switch abs(localDay(now) - day) {
        case 0: "\(time(instant))"
        case 1...6: "\(name?(Self.phrase(of: day)) ?? Self.weekday(day)) \(time(instant))"
        default: "\(local(instant).description.prefix(10)) \(time(instant))"
        }
    }

    /// `Sun 2026-01-04 09:02`.
    func full(_ instant: Timestamp) -> String {
        "\(Self.weekday(localDay(instant))) \(local(instant).description.prefix(10)) \(time(instant))"
    }

    /// `Sun 2026-01-04 09:02:41`.
    package func precise(_ instant: Timestamp) -> String {
        let local = local(instant).description
        return "\(Self.weekday(localDay(instant))) \(local.prefix(10)) \(local.dropFirst(11).prefix(8))"
    }

    private func time(_ instant: Timestamp) -> Substring {
        local(instant).description.dropFirst(11).prefix(5)
    }

    /// The instant at which a clock in UTC shows what ours shows at `instant`.
    private func local(_ instant: Timestamp) -> Timestamp {
        let date = Date(timeIntervalSince1970: Double(instant.seconds))
        return instant + .seconds(zone.secondsFromGMT(for: date))
    }

    /// Days since 1970-01-01, which was a Thursday.
    private func localDay(_ instant: Timestamp) -> Int {
        let seconds = Int(local(instant).seconds)
        return seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    }

    private static func phrase(of day: Int) -> Phrase {
        let phrases: [Phrase] = [.thursday, .friday, .saturday, .sunday, .monday, .tuesday, .wednesday]
        return phrases[((day % 7) + 7) % 7]
    }

    private static func weekday(_ day: Int) -> String {
        let names = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        return names[((day % 7) + 7) % 7]
    }
}
