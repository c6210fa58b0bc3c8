// SPDX-License-Identifier: Apache-2.0

import JSONText
import Testing

extension Peers {
    /// Whoever gets hold of a code links a phone of their own.
    @Suite struct AccountTests {
        @Test func aStrangersPhoneIsToldUntilAPersonAcceptsIt() async throws {
            try await Stage.play { stage in
                let simulator = try await Simulator(on: stage, sessions: 2)
                let receiver = try await Receiver(on: stage)
                var scenery = Scenery(gateway: simulator.url, sessions: simulator.sessions, receiver: receiver.url)
                scenery.events = "incidents"
                let daemon = try Daemon(on: stage, scenery)
                try await daemon.startAndSettle()
                let early = try await daemon.command("account", "accept", "main/sim-1")
                #expect(early.status == 64 && early.errors.contains("the right account already"))

                try await relink("sim-1", at: simulator, receiver)
                try await eventually("the first recovery") { try kinds(receiver).last == "session.recovered" }
                try await simulator.command("phone", ["session": "sim-1", "number": "12025550199"])
                try await relink("sim-1", at: simulator, receiver)
                try await eventually("the alert", within: .seconds(30)) {
                    try kinds(receiver).last == "session.wrong_account"
                }
                // A restart of the watcher changes nothing about it.
                try await daemon.kill()
                try await daemon.startAndSettle()
                #expect(try kinds(receiver).last == "session.wrong_account")

                try await eventually("the account is read again") {
                    try await daemon.command("account", "accept", "main/sim-1").status == 0
                }
                try await eventually("its end") { try kinds(receiver).last == "session.recovered" }
                #expect(try await daemon.stop() == 0)
            }
        }

        /// Unlinks the session, waits until that was told, and scans.
        private func relink(_ session: String, at simulator: Simulator, _ receiver: Receiver) async throws {
            let before = try kinds(receiver).count
            try await simulator.show(session, "UNPAIRED")
            try await eventually("it is told") { try kinds(receiver).count > before }
            try await simulator.command("scan", ["session": .string(session)])
        }

        private func kinds(_ receiver: Receiver) throws -> [String] { try receiver.received().map(\.kind) }
    }
}
