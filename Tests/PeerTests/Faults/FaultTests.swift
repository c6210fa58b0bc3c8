// SPDX-License-Identifier: Apache-2.0

import Testing

/// The promise of delivery under every fault that can be made on one machine: nothing is lost, nothing that did not happen
/// is told, and every copy has the bytes of the first.
///
/// Only with RELINK_FAULTS; `make faults` sets it. The truth is the script that the simulated gateway was played by; what
/// was told is what the receiver noted.
@Suite(.enabled(if: PeerSettings.faults != nil))
struct FaultTests {
    @Test(arguments: FaultRows.chosen)
    func keepsItsPromise(under row: any FaultRow) async throws {
        let scale = PeerSettings.faults ?? .short
        try await FaultGate.shared.pass(alone: row.isSolitary) {
            do {
                try await judge(row, row.play(scale))
            } catch let error as CannotRunHere {
                FaultTable.shared.enter(row, .cannotRun(reason: error.reason))
            } catch {
                FaultTable.shared.enter(row, .ran(FaultFigures(notes: ["\(error)"]), passed: false))
                throw error
            }
        }
    }

    private func judge(_ row: any FaultRow, _ figures: FaultFigures) async throws {
        #expect(figures.injected > 0, "a row without a fault shows nothing")
        #expect(figures.alerts > 0, "a row without an alert shows nothing")
        #expect(figures.lost == 0)
        #expect(figures.strays == 0, "nothing is told that did not happen")
        #expect(figures.altered == 0, "copies have the same bytes")
        let passed =
            figures.injected > 0 && figures.alerts > 0 && figures.lost + figures.strays + figures.altered == 0
        FaultTable.shared.enter(row, .ran(figures, passed: passed))
    }
}
