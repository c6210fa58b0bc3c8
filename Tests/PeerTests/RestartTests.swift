// SPDX-License-Identifier: Apache-2.0

import JSONText
import Testing

extension Peers {
    /// What a restart of the watcher tells.
    @Suite struct RestartTests {
        @Test(arguments: [false, true])
        func restartWithAnUnchangedWorldSendsNothing(afterCrash: Bool) async throws {
            try await Stage.play { stage in
                let simulator = try await Simulator(on: stage, sessions: 4)
                let receiver = try await Receiver(on: stage)
                let daemon = try Daemon(
                    on: stage,
                    Scenery(gateway: simulator.url, sessions: simulator.sessions, receiver: receiver.url))
                try await daemon.startAndSettle()
                try await simulator.show("sim-1", "UNPAIRED")
                try await simulator.show("sim-2", "tab_closed")
                try await simulator.command("stop", ["session": "sim-3"])
                try await eventually("all is told") { try Self.openings(receiver).count == 3 }
                try await pollsPass(4, simulator)
                let before = try receiver.received().count
                if afterCrash {
                    try await daemon.kill()
                } else {
                    #expect(try await daemon.stop() == 0)
                }
                try await daemon.startAndSettle()
                try await pollsPass(5, simulator)
                #expect(try receiver.received().count == before)
                #expect(try await daemon.stop() == 0)
            }
        }

        @Test func changeWhileStoppedIsToldOnce() async throws {
            try await Stage.play { stage in
                let simulator = try await Simulator(on: stage, sessions: 2)
                let receiver = try await Receiver(on: stage)
                let daemon = try Daemon(
                    on: stage,
                    Scenery(gateway: simulator.url, sessions: simulator.sessions, receiver: receiver.url))
                try await daemon.startAndSettle()
                try await pollsPass(3, simulator)
                #expect(try await daemon.stop() == 0)
                try await simulator.show("sim-1", "UNPAIRED")
                for _ in 0..<2 {
                    try await daemon.startAndSettle()
                    try await eventually("the outage is told") { try !Self.openings(receiver).isEmpty }
                    try await pollsPass(4, simulator)
                    #expect(try await daemon.stop() == 0)
                }
                let received = try receiver.received()
                #expect(received.map(\.kind).sorted() == ["session.opened", "session.transition"])
                #expect(received.allSatisfy { $0.session == "sim-1" && $0.state == "scan_qr" })
            }
        }

        private static func openings(_ receiver: Receiver) throws -> [Received] {
            try receiver.received().filter { $0.kind == "session.opened" || $0.kind == "session.first_seen" }
        }

        /// Lets every session be polled that often.
        private func pollsPass(_ rounds: Int, _ simulator: Simulator) async throws {
            let goal = try await simulator.count(of: "statuses") + rounds * simulator.sessions.count
            try await eventually("\(rounds) rounds of polls") { try await simulator.count(of: "statuses") >= goal }
        }
    }
}
