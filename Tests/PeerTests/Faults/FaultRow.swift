// SPDX-License-Identifier: Apache-2.0

import Testing

/// One row of the table of faults: what is done to the watcher or to those around it, and what came of it.
protocol FaultRow: Sendable, CustomTestStringConvertible {
    /// Its number in the plan of faults.
    var number: Int { get }
    /// What is done, in the words of the table.
    var fault: String { get }
    /// Whether nothing else may run beside it, since it measures or loads the machine.
    var isSolitary: Bool { get }

    /// Does it, and judges by the script of the simulated gateway and the receiver's log.
    ///
    /// Throws ``CannotRunHere`` where the machine lacks something.
    func play(_ scale: FaultScale) async throws -> FaultFigures
}

extension FaultRow {
    var isSolitary: Bool { false }
    var testDescription: String { "row \(number): \(fault)" }
}

/// The machine lacks what a row needs, so it shows nothing.
struct CannotRunHere: Error {
    let reason: String
}
