// SPDX-License-Identifier: Apache-2.0

import JSONText
import Testing

extension Peers {
    /// What a receiver is told that was away.
    @Suite struct OutageTests {
        @Test func receiverDownWhileASessionFailsAndRecovers() async throws {
            try await Stage.play { stage in
                let simulator = try await Simulator(on: stage, sessions: 2)
                let receiver = try await Receiver(on: stage)
                let daemon = try Daemon(
                    on: stage,
                    Scenery(gateway: simulator.url, sessions: simulator.sessions, receiver: receiver.url))
                try await daemon.startAndSettle()
                try await eventually("the sessions are believed") { try await believes(daemon, ["connected"]) }
                try await receiver.treat(.refuse)
                try await simulator.show("sim-1", "UNPAIRED")
                try await eventually("the outage is believed") { try await believes(daemon, ["scan_qr", "connected"]) }
                // Long enough for several attempts.
                try await Task.sleep(for: .seconds(6))
                try await simulator.show("sim-1", "CONNECTED")
                try await eventually("the recovery is believed") { try await believes(daemon, ["connected"]) }
                #expect(try receiver.received().isEmpty)
                let back = ContinuousClock.now
                try await receiver.treat(.accept)
                try await eventually("both ends of the outage are told", within: .seconds(45)) {
                    let kinds = try receiver.received().map(\.kind)
                    return kinds.count { $0 == "session.transition" } == 2 && Self.isTold(kinds)
                }
                print("told \(ContinuousClock.now - back) after the receiver was back")
                let changes = try receiver.accepted("session.transition").map(\.change)
                #expect(
                    changes == [Change(from: "connected", to: "scan_qr"), Change(from: "scan_qr", to: "connected")])
                #expect(try receiver.received().allSatisfy(\.isVerified))
                #expect(try await daemon.stop() == 0)
                #expect(Set(try receiver.received().map(\.id)).count == (try receiver.received().count), "no copies")
            }
        }

        /// Both ends, or one message that tells of both.
        private static func isTold(_ kinds: [String]) -> Bool {
            kinds.contains("session.brief_outage")
                || kinds.contains("session.opened") && kinds.contains("session.recovered")
        }

        private func believes(_ daemon: Daemon, _ states: Set<String>) async throws -> Bool {
            let sessions = try await daemon.ask("/api/v1/sessions").json["sessions"]?.array ?? []
            return Set(sessions.compactMap { $0["confirmed_state"]?.string }) == states
        }
    }
}
