// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// Row 5: the watcher stands still, as a machine does that is paused or swaps, also while an attempt is under way.
struct PauseRow: FaultRow {
    let number = 5
    let fault = "watcher stopped by SIGSTOP, with an attempt under way"

    func play(_ scale: FaultScale) async throws -> FaultFigures {
        try await Rig.play(sessions: 3) { rig in
            let pauses: [Duration] = scale([.seconds(1), .seconds(8)], [.seconds(1), .seconds(30), .seconds(300)])
            for pause in pauses {
                // Held until the mode changes, so that the watcher stops with its request answered by nobody.
                try await rig.receiver.treat("/hook", "hang", count: 1)
                let before = try rig.receiver.received().count
                try await rig.script.show("sim-1", .unlinked)
                try await eventually("an attempt is under way") { try rig.receiver.received().count > before }
                try await rig.daemon.pausing {
                    // What happens meanwhile is found when it wakes up.
                    try await rig.script.show("sim-2", .closed)
                    try await Task.sleep(for: pause)
                }
                try await rig.seen()
                for session in ["sim-1", "sim-2"] { try await rig.change(session, .connected) }
            }
            var figures = try await rig.verdict(within: .seconds(90))
            figures.injected = pauses.count
            #expect(figures.duplicated <= pauses.count, "at most one copy of what was under way")
            figures.notes.append("up to \(pauses.last ?? .zero)")
            #expect(try await rig.daemon.stop() == 0)
            return figures
        }
    }
}
