// SPDX-License-Identifier: Apache-2.0

/// A row that holds what this version never writes.
struct DamagedRow: Error, CustomStringConvertible {
    /// Where it lies.
    let table: String
    /// The column or member that cannot be read.
    let name: String

    var description: String { "a row of its table \(table) has an unusable \(name)" }
}
