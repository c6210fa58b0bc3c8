// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// The table of faults in Markdown. It is printed when the last row is in, and written to RELINK_FAULTS_TABLE.
final class FaultTable: Sendable {
    /// What became of a row.
    enum Entry: Sendable {
        case ran(FaultFigures, passed: Bool)
        case cannotRun(reason: String)
    }

    /// The table of this run.
    static let shared = FaultTable(awaiting: FaultRows.chosen.count)

    private let expected: Int
    private let rows = Mutex<[Int: (fault: String, entry: Entry)]>([:])

    init(awaiting expected: Int) { self.expected = expected }

    /// Enters a row.
    func enter(_ row: any FaultRow, _ entry: Entry) {
        let count = rows.withLock { rows in
            rows[row.number] = (row.fault, entry)
            return rows.count
        }
        print("row \(row.number): \(Self.line(row.number, row.fault, entry))")
        guard count == expected else { return }
        print(markdown)
        guard let path = PeerSettings.faultsTable else { return }
        do {
            try Data(markdown.utf8).write(to: URL(fileURLWithPath: path))
        } catch {
            print("the table could not be written to \(path): \(error)")
        }
    }

    /// The rows by their numbers, and how many of them count.
    private var markdown: String {
        let rows = rows.withLock { $0 }
        let passed = rows.values.count { if case .ran(_, passed: true) = $0.entry { true } else { false } }
        let lines = rows.sorted { $0.key < $1.key }.map { Self.line($0.key, $0.value.fault, $0.value.entry) }
        return """
            | # | fault | injected | alerts | lost | duplicated | p95 delay | and |
            | ---: | --- | ---: | ---: | ---: | ---: | ---: | --- |
            \(lines.joined(separator: "\n"))

            \(passed) of \(rows.count) rows passed (\(PeerSettings.faults?.rawValue ?? "no") form, seed \
            \(PeerSettings.seed)).

            """
    }

    private static func line(_ number: Int, _ fault: String, _ entry: Entry) -> String {
        switch entry {
        case .cannotRun(let reason): return "| \(number) | \(fault) | – | – | – | – | – | cannot run here: \(reason) |"
        case .ran(let figures, let passed):
            let p95 = figures.p95.map(FaultFigures.seconds) ?? "–"
            var notes = figures.notes
            if figures.strays > 0 { notes.insert("\(figures.strays) STRAYS", at: 0) }
            if figures.altered > 0 { notes.insert("\(figures.altered) ALTERED COPIES", at: 0) }
            if !passed { notes.insert("FAILED", at: 0) }
            return "| \(number) | \(fault) | \(figures.injected) | \(figures.alerts) | \(figures.lost) | "
                + "\(figures.duplicated) | \(p95) | \(notes.joined(separator: "; ")) |"
        }
    }
}
