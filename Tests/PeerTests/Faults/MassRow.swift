// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// Row 19: every session of a gateway fails at the same moment. Machines hear of each, people of one thing.
struct MassRow: FaultRow {
    let number = 19
    let fault = "all sessions of a gateway fail at once"
    let isSolitary = true
    private static let chats = ["chat-1", "chat-2", "chat-3"]

    func play(_ scale: FaultScale) async throws -> FaultFigures {
        let sessions = scale(1000, 10_000)
        return try await Rig.play(
            sessions: sessions,
            configure: { scenery, receiver, _ in
                scenery.furtherChannels += Self.chats.map {
                    "  - { id: \($0), kind: slack, url: \"\(receiver.url)/chat/\($0)\" }"
                }
                // Incidents are told to people in the way that the defaults say.
                scenery.policy += "\n  group: { wait: 3s, interval: 10s, individual_max: 3 }"
            }
        ) { rig in
            let before = rig.daemon.residentMiB ?? 0
            try await rig.script.showAll(.closed)
            var figures = try await rig.verdict(within: .seconds(scale(60, 300)))
            figures.injected = sessions
            let peak = rig.daemon.residentMiB ?? .infinity
            try await eventually("every chat is told", within: .seconds(60)) {
                try Self.chats.allSatisfy { try !rig.received("chat/\($0)").isEmpty }
            }
            let listed = try await rig.daemon.command("sessions")
            #expect(listed.output.split(separator: "\n").count > sessions, "operators see all of them")
            #expect(listed.errors.isEmpty, "as the watcher sees them")
            // Long enough for what is told by the group's interval.
            try await Task.sleep(for: .seconds(12))
            let most = try Self.chats.map { try rig.received("chat/\($0)").count }.max() ?? 0
            #expect(most <= 3, "people are told of one thing")
            let first = figures.delays.min() ?? .infinity
            let last = figures.delays.max() ?? .infinity
            figures.notes.append(
                "\(most) messages to each chat; first told after \(FaultFigures.seconds(first)), last after "
                    + "\(FaultFigures.seconds(last)); store \(FaultFigures.mebibytes(try rig.storeMiB())); RSS "
                    + "\(FaultFigures.mebibytes(before)) → \(FaultFigures.mebibytes(peak))")
            #expect(try await rig.daemon.stop() == 0)
            return figures
        }
    }
}
