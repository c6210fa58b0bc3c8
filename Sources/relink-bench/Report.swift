// SPDX-License-Identifier: Apache-2.0

import Glibc
import JSONText

/// Prints findings as they come: lines of a table, or of JSON.
struct Report: Sendable {
    let json: Bool

    /// The head: where and of what the figures are.
    func begin(_ machine: Machine, relink version: String) {
        if json {
            return write([
                "measurement": "machine", "cores": .integer(Int64(machine.cores)), "model": .string(machine.model),
                "load": .double(machine.load), "date": .string(machine.date), "relink": .string(version),
            ])
        }
        line(
            "\(machine.cores) cores, \(machine.model), load \(Self.shown(machine.load)), \(machine.date), Relink \(version)"
        )
    }

    /// Begins a group of findings.
    func section(_ measurement: Measurement, _ words: String) {
        if !json { line("\n\(measurement.rawValue): \(words)") }
    }

    /// One figure.
    func add(_ finding: Finding, to measurement: Measurement) {
        if json { return write(Self.object(finding, measurement)) }
        let verdict = finding.isMet.map { $0 ? "ok" : "short" } ?? ""
        line(
            "  " + Self.padded(finding.what, to: 62) + Self.padded(Self.words(finding), to: 20)
                + Self.padded(Self.words(finding.bar), to: 12) + verdict)
    }

    /// The load at the end: figures from a busy machine are to be compared as ratios only.
    func end() {
        if !json { line("\nload \(Self.shown(Machine.current().load)) at the end") }
    }

    private func write(_ value: JSONValue) { line(JSONText.serialize(value)) }

    private func line(_ text: String) {
        print(text)
        fflush(nil)
    }

    private static func object(_ finding: Finding, _ measurement: Measurement) -> JSONValue {
        var object: JSONObject = [
            "measurement": .string(measurement.rawValue), "what": .string(finding.what),
            "figure": .double(finding.figure), "unit": .string(finding.unit),
        ]
        switch finding.bar {
        case .atMost(let limit): object["at_most"] = .double(limit)
        case .atLeast(let limit): object["at_least"] = .double(limit)
        case nil: break
        }
        object["met"] = finding.isMet.map { .bool($0) }
        return .object(object)
    }

    private static func words(_ finding: Finding) -> String { "\(shown(finding.figure)) \(finding.unit)" }

    private static func words(_ bar: Finding.Bar?) -> String {
        switch bar {
        case .atMost(let limit): "≤ \(shown(limit))"
        case .atLeast(let limit): "≥ \(shown(limit))"
        case nil: ""
        }
    }

    /// Three digits, or all of a larger number.
    static func shown(_ value: Double) -> String {
        guard value.isFinite else { return "-" }
        let places = value == 0 || value.magnitude >= 100 ? 0 : value.magnitude >= 10 ? 1 : value.magnitude >= 1 ? 2 : 3
        let scale = [1.0, 10, 100, 1_000][places]
        let scaled = (value * scale).rounded() / scale
        return Int64(exactly: scaled).map { String($0) } ?? String(scaled)
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
