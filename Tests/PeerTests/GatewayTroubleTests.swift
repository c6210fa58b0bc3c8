// SPDX-License-Identifier: Apache-2.0

import JSONText
import Testing

extension Peers {
    /// Trouble of the gateway itself is one message, whatever the number of its sessions.
    @Suite struct GatewayTroubleTests {
        @Test func wrongKeyIsOneMisconfiguredAlert() async throws {
            try await play { simulator, receiver in
                try await simulator.command("key", ["key": "another"])
                try await eventually("the alert", within: .seconds(40)) { try !incidents(receiver).isEmpty }
                try await refusalsPass(30, simulator)
                #expect(try incidents(receiver) == ["server.misconfigured"])
                try await simulator.command("key", ["key": "change-me"])
                try await eventually("its end") { try incidents(receiver).count > 1 }
                try await pollsPass(3, simulator)
                #expect(try incidents(receiver) == ["server.misconfigured", "server.recovered"])
            }
        }

        @Test func gatewayDownIsOneServerAlert() async throws {
            try await play { simulator, receiver in
                try await simulator.command("die", ["ms": 6000])
                try await eventually("the alert") { try incidents(receiver) == ["server.opened"] }
                try await eventually("its end", within: .seconds(60)) { try incidents(receiver).count > 1 }
                try await pollsPass(4, simulator)
                #expect(try incidents(receiver) == ["server.opened", "server.recovered"])
                #expect(try await simulator.count(of: "starts") == 0)
            }
        }

        @Test func gatewayRestartWithSequentialRestoreStartsNothing() async throws {
            // Ten sessions of one second each; nobody would wait that long for any of them otherwise.
            try await play(speed: 10) { simulator, receiver in
                try await simulator.command("restart", ["ms": 1500])
                try await eventually("all sessions are back", within: .seconds(60)) {
                    // The last of the sequence is back last.
                    try await simulator.isConnected("sim-10")
                }
                try await pollsPass(4, simulator)
                #expect(try incidents(receiver).filter { $0.hasPrefix("session.") } == [])
                #expect(try await simulator.count(of: "starts") == 0)
            }
        }

        private func play(
            speed: Int = 1, _ body: (Simulator, Receiver) async throws -> Void
        ) async throws {
            try await Stage.play { stage in
                let simulator = try await Simulator(on: stage, sessions: 10, speed: speed)
                let receiver = try await Receiver(on: stage)
                var scenery = Scenery(
                    gateway: simulator.url, sessions: simulator.sessions, receiver: receiver.url)
                scenery.events = "incidents"
                // As patient with sessions as without this, and eager to start them.
                scenery.policy = Scenery.quick.replacing("attempts: 0", with: "attempts: 3")
                let daemon = try Daemon(on: stage, scenery)
                try await daemon.startAndSettle()
                try await pollsPass(3, simulator)
                try await body(simulator, receiver)
                #expect(try await daemon.stop() == 0)
            }
        }

        private func incidents(_ receiver: Receiver) throws -> [String] {
            try receiver.received().map(\.kind)
        }

        private func pollsPass(_ rounds: Int, _ simulator: Simulator) async throws {
            let goal = try await simulator.count(of: "statuses") + rounds * simulator.sessions.count
            try await eventually("\(rounds) rounds of polls") { try await simulator.count(of: "statuses") >= goal }
        }

        private func refusalsPass(_ count: Int, _ simulator: Simulator) async throws {
            let goal = try await simulator.count(of: "refused") + count
            try await eventually("\(count) refusals") { try await simulator.count(of: "refused") >= goal }
        }
    }
}
