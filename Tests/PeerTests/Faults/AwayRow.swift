// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// Row 17: nobody listens for a while. The longer outages of the plan are played in virtual time by the tests of the
/// model.
struct AwayRow: FaultRow {
    let number = 17
    let fault = "receiver away"

    func play(_ scale: FaultScale) async throws -> FaultFigures {
        let outages = scale([5, 20], [5, 30, 600])
        return try await Rig.play(
            sessions: scale(6, 20),
            configure: { scenery, receiver, _ in
                scenery.furtherChannels.append(
                    Scenery.webhook("people", "\(receiver.url)/people", events: "incidents"))
            }
        ) { rig in
            var extra: [String] = []
            for seconds in outages {
                try await rig.receiver.treat(.refuse)
                try await rig.script.showAll(.unlinked)
                try await rig.seen()
                try await Task.sleep(for: .seconds(seconds))
                // Some are over before anybody could be told.
                try await rig.change("sim-1", .connected)
                let back = Date().timeIntervalSince1970
                try await rig.receiver.treat(.accept)
                #expect(try await rig.verdict(within: .seconds(90)).lost == 0)
                let late = try rig.received("hook").map { $0.time - back }.filter { $0 > 0 }
                extra.append("\(seconds) s: told \(FaultFigures.seconds(late.max() ?? 0)) after it was back")
                try await rig.script.showAll(.connected)
                try await rig.seen()
            }
            var figures = try await rig.verdict()
            figures.injected = outages.count
            try await eventually("every outage is told to its end", within: .seconds(60)) {
                Oracle.unended(rig.script.truth, try rig.received("people")).isEmpty
            }
            figures.notes += extra
            #expect(try await rig.daemon.stop() == 0)
            return figures
        }
    }
}
