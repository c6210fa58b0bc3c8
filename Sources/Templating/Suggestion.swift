// SPDX-License-Identifier: Apache-2.0

/// The known name that somebody probably meant.
enum Suggestion {
    /// ` (did you mean "…"?)`, or nothing where no candidate is close.
    static func text(for name: String, among candidates: some Sequence<String>) -> String {
        let limit = max(1, name.utf8.count / 3)
        let best = candidates.map { (distance: distance(name, $0), name: $0) }.min { $0 < $1 }
        guard let best, best.distance <= limit else { return "" }
        return " (did you mean \"\(best.name)\"?)"
    }

    /// How many bytes have to be inserted, removed, replaced, or swapped with their neighbour to make one from the other
    /// (optimal string alignment).
    static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.utf8)
        let right = Array(right.utf8)
        var rows = [Array(0...right.count)]
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let replaced = rows[row][column] + (left[row] == right[column] ? 0 : 1)
                var best = min(replaced, rows[row][column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, rows[row - 1][column - 1] + 1)
                }
                current.append(best)
            }
            rows.append(current)
        }
        return rows[left.count][right.count]
    }
}
