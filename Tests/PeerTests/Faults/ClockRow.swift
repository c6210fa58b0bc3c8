// SPDX-License-Identifier: Apache-2.0

import Testing

/// Row 6: the wall clock jumps under a running watcher, also while a message waits for its next attempt.
struct ClockRow: FaultRow {
    let number = 6
    let fault = "wall clock +1 h, −1 h, +1 y, −10 y, also during a backoff"
    private static let hour: Int64 = 3600
    private static let year: Int64 = 365 * 24 * hour

    func play(_ scale: FaultScale) async throws -> FaultFigures {
        try await Rig.play(sessions: 3, wrapper: { try await WallClock(on: $0).wrapper() }) { rig in
            let clock = WallClock(on: rig.stage)
            let jumps = [Self.hour, -Self.hour, Self.year, -10 * Self.year, 0]
            var waits: [Double] = []
            for _ in 0..<scale(1, 10) {
                for jump in jumps {
                    try await waits.append(backoff(rig) { try clock.turn(by: jump) })
                    // Nothing may fire again for a clock that was turned.
                    try await rig.change("sim-2", rig.script.truth["sim-2"] == "connected" ? .closed : .connected)
                }
            }
            var figures = try await rig.verdict()
            figures.injected = waits.count
            #expect(figures.duplicated == 0, "nothing fires again")
            let longest = waits.max() ?? 0
            // The first pause is half a second to a second; the rest is the machine's.
            #expect(longest < 4, "a wait does not follow the wall clock")
            figures.notes.append("longest wait for a second attempt \(FaultFigures.seconds(longest))")
            #expect(try await rig.daemon.stop() == 0)
            return figures
        }
    }

    /// Turns the clock between the first and the second attempt of a message.
    ///
    /// - Returns: the seconds between the two.
    private func backoff(_ rig: Rig, _ turn: () throws -> Void) async throws -> Double {
        #expect(try await rig.verdict().lost == 0, "nothing else is on its way")
        let before = try rig.receiver.received().count
        try await rig.receiver.treat("/hook", "fail", count: 1)
        try await rig.script.show("sim-1", rig.script.truth["sim-1"] == "connected" ? .unlinked : .connected)
        try await eventually("the first attempt fails") { try rig.receiver.received().count > before }
        try turn()
        try await eventually("the second attempt", within: .seconds(30)) {
            try rig.receiver.received().count > before + 1
        }
        let attempts = try rig.receiver.received().dropFirst(before)
        try await rig.seen()
        return (attempts.dropFirst().first?.time ?? .infinity) - (attempts.first?.time ?? 0)
    }
}
