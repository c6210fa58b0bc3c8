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
                    let received = try receiver.received()
                    return Self.toldStates(received) == ["scan_qr", "connected"] && Self.isTold(received.map(\.kind))
                }
                print("told \(ContinuousClock.now - back) after the receiver was back")
                let told = try receiver.accepted("session.transition").filter { $0.session == "sim-1" }
                let changes = told.map(\.change)
                #expect(changes.map(\.from) == ["connected"] + changes.dropLast().map(\.to), "one after the other")
                #expect(try receiver.received().allSatisfy(\.isVerified))
                #expect(try await daemon.stop() == 0)
                #expect(Set(try receiver.received().map(\.id)).count == (try receiver.received().count), "no copies")
            }
        }

        /// What the session was told to be, without what a busy machine adds: a poll that takes too long is told too.
        private static func toldStates(_ received: [Received]) -> [String] {
            let states = received.filter { $0.kind == "session.transition" && $0.session == "sim-1" }.map(\.state)
            return states.filter { $0 != "unreachable" }.reduce(into: []) { told, state in
                if told.last != state { told.append(state) }
            }
        }

        /// Both ends, or one message that tells of both.
        private static func isTold(_ kinds: [String]) -> Bool {
            kinds.contains("session.brief_outage")
                || kinds.contains("session.opened") && kinds.contains("session.recovered")
        }

        private func believes(_ daemon: Daemon, _ states: Set<String>) async throws -> Bool {
            let sessions = try await daemon.ask("/api/v1/sessions").json["sessions"]?.array ?? []
            // One of which nothing is confirmed yet would be told as seen for the first time, and not as an outage.
            return Set(sessions.map { $0["confirmed_state"]?.string ?? "" }) == states
        }
    }
}
