// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What a row found.
struct FaultFigures: Sendable {
    /// Faults that took place, as counted at their place: requests that were treated so, kills, jumps.
    var injected = 0
    /// What had to be told, one for each change and each channel.
    var alerts = 0
    /// What was not told by the end.
    var lost = 0
    /// Copies beyond the first that a receiver took, with the same id.
    var duplicated = 0
    /// What was told and never happened, or was told in the wrong order.
    var strays = 0
    /// Copies whose bytes differ.
    var altered = 0
    /// From a change at the gateway to its acceptance, in seconds, one for each alert.
    var delays: [Double] = []
    /// Further figures, in words.
    var notes: [String] = []

    /// What 95 of 100 delays do not exceed; nil without any.
    var p95: Double? { Self.p95(delays) }

    /// Adds what one channel, or one part of the row, found.
    mutating func add(_ other: FaultFigures) {
        injected += other.injected
        alerts += other.alerts
        lost += other.lost
        duplicated += other.duplicated
        strays += other.strays
        altered += other.altered
        delays += other.delays
        notes += other.notes
    }

    /// Seconds in words, such as `1.2 s`.
    static func seconds(_ value: Double) -> String { String(format: "%.1f s", value) }

    /// MiB in words, such as `48.3 MiB`.
    static func mebibytes(_ value: Double) -> String { String(format: "%.1f MiB", value) }

    /// What 95 of 100 of them do not exceed; nil without any.
    static func p95(_ values: [Double]) -> Double? {
        let sorted = values.sorted()
        return sorted.isEmpty ? nil : sorted[min(sorted.count - 1, (sorted.count * 95 + 99) / 100 - 1)]
    }
}
