// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// Row 16: a receiver that admits one message a second and asks for patience in every form that there is.
struct ThrottleRow: FaultRow {
    let number = 16
    let fault = "429 beyond one message a second, with Retry-After in twelve forms; absurd ones"

    func play(_ scale: FaultScale) async throws -> FaultFigures {
        let absurd = ["absurd", "absurd_digits"]
        let sessions = scale(24, 300)
        return try await Rig.play(sessions: sessions, channels: ["hook", "free"] + absurd) { rig in
            try await rig.receiver.treat("/hook", "throttle")
            for path in absurd { try await rig.receiver.treat("/\(path)", path, count: 1) }
            let began = ContinuousClock.now
            try await rig.script.showAll(.unlinked)
            for path in absurd {
                try await eventually("\(path) is asked for") { try !rig.received(path).isEmpty }
            }
            // A quarter of an hour at most, whatever was asked for; nobody here waits for that.
            for path in absurd { try await rig.resume(path) }
            let limit = Duration.seconds(sessions * 2 + 60)
            var figures = try await rig.verdict(within: limit)
            let seconds = Double((ContinuousClock.now - began) / .seconds(1))
            let received = try rig.received("hook")
            let refused = received.count { $0.mode == "throttled" }
            figures.injected = refused + absurd.count
            let calls = Double(received.count) / Double(max(1, received.count - refused))
            // All that may be under way at once leaves before the first refusal is heard.
            #expect(
                Double(received.count) <= 1.3 * Double(received.count - refused) + 16,
                "it is asked little more than it takes")
            let open = try await rig.metric("relink_outbox_dead")
            #expect(open == 0, "patience gives nothing up")
            let free = Oracle.judge(rig.script.steps, try rig.received("free"))
            #expect((free.p95 ?? .infinity) < 8, "another channel does not notice")
            figures.notes.append(
                String(format: "%.2f calls for each admitted; %d drained in %.0f s", calls, sessions, seconds))
            #expect(try await rig.daemon.stop() == 0)
            return figures
        }
    }
}
