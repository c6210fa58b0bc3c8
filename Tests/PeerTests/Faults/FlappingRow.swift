// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransfer
import Testing

/// Row 20: sessions change all the time while nobody takes any message. What waits is bounded, and once the receivers are
/// back they hear how it is, and of every gap.
struct FlappingRow: FaultRow {
    let number = 20
    let fault = "sessions flap while every channel is down"
    let isSolitary = true
    /// Open messages of a feed of transitions, and of a lane that tells of states.
    private static let feed = 100
    private static let lane = 3

    func play(_ scale: FaultScale) async throws -> FaultFigures {
        let sessions = scale(100, 1000)
        let seconds = scale(25, 600)
        return try await Rig.play(
            sessions: sessions,
            configure: { scenery, receiver, _ in
                scenery.furtherChannels += [
                    Scenery.webhook("machine", "\(receiver.url)/machine", events: "incidents"),
                    "  - { id: chat, kind: slack, url: \"\(receiver.url)/chat\" }",
                ]
                // Otherwise each is soon told of as flapping, and nothing more is until it has been calm.
                scenery.policy += "\n  flapping: { changes: 0 }"
            }
        ) { rig in
            try await rig.receiver.treat(.refuse)
            let before = rig.daemon.residentMiB ?? 0
            let deadline = ContinuousClock.now + .seconds(seconds)
            var flaps = 0
            while ContinuousClock.now < deadline {
                try await rig.script.showAll(flaps.isMultiple(of: 2) ? .unlinked : .connected)
                flaps += 1
                try await Task.sleep(for: .seconds(1))
            }
            try await rig.script.showAll(.connected)
            try await rig.seen()
            let rows = Int(try await rig.metric("relink_outbox_open"))
            let peak = rig.daemon.residentMiB ?? .infinity
            let bound = sessions * (Self.feed + Self.lane * 2) + Self.lane
            #expect(rows <= bound, "what waits is bounded")
            let size = try rig.storeMiB()
            try await rig.receiver.treat(.accept)
            var figures = try await ends(rig, within: .seconds(scale(60, 600)))
            figures.injected = flaps * sessions
            figures.notes.append(
                "\(rows) rows wait (bound \(bound)), store \(FaultFigures.mebibytes(size)), RSS "
                    + "\(FaultFigures.mebibytes(before)) → \(FaultFigures.mebibytes(peak))")
            #expect(try await rig.daemon.stop() == 0)
            return figures
        }
    }

    /// Waits until the last word about every session is true, at each channel that names sessions.
    private func ends(_ rig: Rig, within limit: Duration) async throws -> FaultFigures {
        let sessions = rig.simulator.sessions
        let channels = ["hook", "machine"]
        var untold: [String: Set<String>] = [:]
        do {
            try await eventually("everybody hears how it is", within: limit) {
                let byPath = Dictionary(grouping: try rig.receiver.received().filter(\.isAccepted), by: \.path)
                for channel in channels {
                    var last: [String: String] = [:]
                    for message in byPath["/\(channel)"] ?? [] where message.session != nil {
                        last[message.session ?? ""] = message.state
                    }
                    untold[channel] = Set(sessions.filter { last[$0] != nil && last[$0] != "connected" })
                        .union(channel == "hook" ? sessions.filter { last[$0] == nil } : [])
                }
                return untold.values.allSatisfy(\.isEmpty)
            }
        } catch is NeverHappened {
            // The figures tell what is missing.
        }
        var figures = Oracle.copies(try rig.receiver.received())
        figures.alerts = sessions.count * channels.count
        figures.lost = untold.values.reduce(0) { $0 + $1.count }
        return figures
    }
}
