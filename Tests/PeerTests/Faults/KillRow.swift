// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSONText
import Testing

/// Row 1: kill -9 at random moments while the world changes faster than anybody polls.
///
/// What nobody saw need not be told, so here the watcher's own history says what it saw. The script still says what can be
/// true: nothing may be told that no session showed, and the last word about each session is right.
struct KillRow: FaultRow {
    let number = 1
    let fault = "kill -9 at a random moment, and a start"

    func play(_ scale: FaultScale) async throws -> FaultFigures {
        let kills = PeerSettings.kills ?? scale(15, 1000)
        return try await Rig.play(sessions: scale(10, 50)) { rig in
            var dice = Dice(seed: PeerSettings.seed)
            let changes = Task { [dice = Dice(seed: dice.next())] in try await rig.script.wander(dice) }
            var times: [Double] = []
            var starts: [Double] = []
            for _ in 0..<kills {
                try await Task.sleep(for: .milliseconds(Int.random(in: 50...350, using: &dice)))
                times.append(Date().timeIntervalSince1970)
                try await rig.daemon.kill()
                let began = ContinuousClock.now
                try await rig.daemon.start()
                starts.append(Double((ContinuousClock.now - began) / .seconds(1)))
            }
            changes.cancel()
            _ = await changes.result
            // A page that closes over a code means something else than one that closes over a working session.
            try await rig.script.showAll(.connected)
            try await rig.seen()
            for session in rig.simulator.sessions {
                try await rig.script.show(session, Script.Page.allCases.randomElement(using: &dice) ?? .connected)
            }
            try await eventually("the last word about every session is true", within: .seconds(90)) {
                try lastWords(rig).allSatisfy { rig.script.truth[$0] == $1 }
            }
            #expect(try await rig.daemon.stop() == 0)
            var figures = try await judge(rig)
            figures.injected = kills
            #expect(figures.duplicated <= kills * 16, "no more copies than can be under way")
            try judgeCopies(rig.receiver.received(), times)
            let p95 = FaultFigures.p95(starts) ?? 0
            figures.notes.append("a restart takes \(FaultFigures.seconds(p95)) (p95)")
            return figures
        }
    }

    private func lastWords(_ rig: Rig) throws -> [String: String] {
        var words = Dictionary(uniqueKeysWithValues: rig.simulator.sessions.map { ($0, "connected") })
        for message in try rig.receiver.accepted("session.transition") { words[message.session ?? ""] = message.state }
        return words
    }

    /// What is stored was told, once and in order; and was shown by the session at that time.
    private func judge(_ rig: Rig) async throws -> FaultFigures {
        let received = try rig.receiver.received()
        var figures = Oracle.copies(received)
        let unsigned = received.filter { !$0.isVerified }
        #expect(unsigned.isEmpty, "every signature is right")
        let steps = Dictionary(grouping: rig.script.steps, by: \.session)
        let told = Dictionary(grouping: Oracle.transitions(received), by: { $0.session ?? "" })
        for session in rig.simulator.sessions {
            let told = told[session] ?? []
            figures.add(Oracle.compare(try await rig.daemon.observedChanges(of: session), told))
            for message in told {
                let shown = steps[session]?.last { $0.state == message.state && $0.at <= message.time }
                if let shown { figures.delays.append(message.time - shown.at) }
                // Where a session began it was shown by no step.
                if shown == nil, message.state != "connected" { figures.strays += 1 }
            }
        }
        return figures
    }

    /// Only a crash makes a copy.
    private func judgeCopies(_ received: [Received], _ kills: [Double]) throws {
        // A request may still be on its way when its sender is gone.
        let transit = 0.2
        for (id, messages) in Dictionary(grouping: received, by: \.id) where messages.count > 1 {
            for (first, second) in zip(messages, messages.dropFirst()) {
                let isExplained = kills.contains { first.time - transit <= $0 && $0 <= second.time }
                #expect(isExplained, "\(id): no crash between two copies")
            }
        }
    }
}
