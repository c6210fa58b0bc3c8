// SPDX-License-Identifier: Apache-2.0

/// Rows in columns, each as wide as its widest cell.
enum TextTable {
    /// The rows under their titles; cells are made safe for a terminal.
    static func text(_ titles: [String], _ rows: [[String]]) -> String {
        let table = [titles] + rows.map { $0.map(PrintableText.of) }
        let widths = titles.indices.map { column in table.map { $0[column].count }.max() ?? 0 }
        return table.map { row in
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            let line = cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
        }.joined()
    }
}
