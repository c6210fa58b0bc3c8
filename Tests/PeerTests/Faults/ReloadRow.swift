// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSONText
import Testing

/// Row 24: the configuration is read again and again while alerts are on their way, and at last without a channel that
/// something waits for.
struct ReloadRow: FaultRow {
    let number = 24
    let fault = "SIGHUP during traffic; a channel removed that something waits for"

    func play(_ scale: FaultScale) async throws -> FaultFigures {
        try await Rig.play(sessions: 6, channels: ["hook", "doomed"]) { rig in
            try await rig.receiver.treat("/doomed", "fail")
            let reloads = scale(12, 500)
            let changes = Task {
                var dice = Dice(seed: PeerSettings.seed)
                while !Task.isCancelled {
                    let session = rig.simulator.sessions.randomElement(using: &dice) ?? ""
                    // Seen before it changes again, so that each change is to be told.
                    try await rig.change(session, rig.script.truth[session] == "connected" ? .unlinked : .connected)
                }
            }
            var dice = Dice(seed: PeerSettings.seed)
            for number in 1...reloads {
                try await Task.sleep(for: .milliseconds(Int.random(in: 20...600, using: &dice)))
                var scenery = rig.scenery
                scenery.token = number.isMultiple(of: 2) ? "even" : "odd"
                try rig.daemon.configure(scenery)
                rig.daemon.signal(SIGHUP)
            }
            changes.cancel()
            // The change that is under way is waited for, since the script knows of it.
            _ = await changes.result
            try await rig.seen()
            var scenery = rig.scenery
            scenery.furtherChannels = []
            try rig.daemon.configure(scenery)
            let report = try await rig.daemon.command("reload")
            #expect(report.status == 0)
            try await rig.change("sim-1", rig.script.truth["sim-1"] == "connected" ? .unlinked : .connected)
            var figures = try await rig.verdict(["hook"])
            figures.injected = reloads + 1
            try await judgeRemoved(rig)
            #expect(try await rig.daemon.stop() == 0)
            return figures
        }
    }

    /// What waited for the channel is given up with a reason, and is not forgotten.
    private func judgeRemoved(_ rig: Rig) async throws {
        let list = ["outbox", "list", "--state", "dead", "--channel", "doomed", "--json"]
        let answer = try await rig.stage.run(
            list + ["--config", rig.daemon.configuration], environment: rig.scenery.environment)
        let dead = try JSONText.parse(answer.output)["outbox"]?.array ?? []
        #expect(!dead.isEmpty, "what waited for the removed channel is kept")
        let reasons = Set(dead.map { $0["note"]?.string ?? "" })
        #expect(reasons == ["channel removed"])
    }
}
