// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSONText
import Testing

extension Peers {
    /// A code that is typed into the phone, where no second screen is at hand to scan from.
    @Suite struct PairingTests {
        @Test func aCodeIsGivenToWhoAsksAndWrittenNowhere() async throws {
            try await Stage.play { stage in
                let simulator = try await Simulator(on: stage, sessions: 2)
                let receiver = try await Receiver(on: stage)
                let sessions = [#"{ name: sim-1, phone: "+12025550100" }"#, "sim-2"]
                let scenery = Scenery(
                    gateway: simulator.url, sessions: sessions, receiver: receiver.url, events: "incidents")
                let daemon = try Daemon(on: stage, scenery)
                try await daemon.startAndSettle()
                try await refuses(daemon, "sim-1", because: "waits for no phone")
                for session in simulator.sessions { try await simulator.show(session, "UNPAIRED") }
                try await eventually("both are told") { try receiver.received().count == 2 }

                let given = try await daemon.command("qr", "main/sim-1", "--pairing-code")
                #expect(given.status == 0 && given.output.hasPrefix("ABCD-EFGH\n"))
                #expect(given.output.contains("whose number ends 0100"))
                try await refuses(daemon, "sim-1", because: "within the last minute")
                try await refuses(daemon, "sim-2", because: "write it into `phone:`")
                #expect(try await simulator.count(of: "pairing_codes") == 1)
                try await eventually("its state says so") {
                    try await daemon.command("sessions").output.contains("pairing_code")
                }
                #expect(try await daemon.command("history", "main/sim-1").output.contains("requested by"))

                try await simulator.command("scan", ["session": "sim-1"])
                try await eventually("it is back") { try receiver.received().last?.kind == "session.recovered" }
                // On the disk as it is after a crash: with a write-ahead log that nobody has folded in.
                try await daemon.kill()
                try expectNothingWritten(stage)
            }
        }

        private func refuses(_ daemon: Daemon, _ session: String, because words: String) async throws {
            let answer = try await daemon.command("qr", "main/\(session)", "--pairing-code")
            #expect(answer.status == 64 && answer.output.isEmpty)
            #expect(answer.errors.contains(words), "\(answer.errors)")
        }

        private func expectNothingWritten(_ stage: Stage) throws {
            let names = try FileManager.default.subpathsOfDirectory(atPath: stage.folder).filter { name in
                name.hasPrefix("data/") || name.hasPrefix("daemon-") || name.hasPrefix("receiver")
            }
            #expect(names.contains("data/relink.db-wal") && names.contains("daemon-1.err"))
            for name in names {
                guard let text = FileManager.default.contents(atPath: "\(stage.folder)/\(name)") else { continue }
                for code in ["ABCDEFGH", "ABCD-EFGH"] {
                    #expect(!text.contains(Data(code.utf8)), "\(name) holds the code")
                }
            }
        }
    }
}
