// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransfer
import JSONText
import Testing

extension Peers {
    /// A running watcher takes a changed configuration, and refuses one with mistakes.
    @Suite struct ReloadTests {
        @Test func aMistakeChangesNothingAndAGoodFileIsTakenWithoutLosingAnything() async throws {
            try await Stage.play { stage in
                let simulator = try await Simulator(on: stage, sessions: 2)
                let receiver = try await Receiver(on: stage)
                let daemon = try Daemon(
                    on: stage, Scenery(gateway: simulator.url, sessions: simulator.sessions, receiver: receiver.url))
                let process = try await daemon.startAndSettle()
                let good = try String(contentsOfFile: daemon.configuration, encoding: .utf8)

                try stage.write(good + "\nunknown_key: 1\n", to: "relink.yaml")
                process.signal(SIGHUP)
                try await eventually("the mistake is in the log") {
                    (process.errors + process.output).contains("watcher.config_rejected")
                }
                let refused = try await daemon.command("reload")
                #expect(refused.status == 78)
                #expect(refused.output.contains("unknown key `unknown_key`"))
                #expect(try await daemon.ask("/readyz").status == 200)

                try stage.write(good + "\ntimezone: Europe/Lisbon\n", to: "relink.yaml")
                let dry = try await daemon.command("reload", "--dry-run")
                #expect(dry.status == 0)
                #expect(dry.output.contains("timezone"))
                let taken = try await daemon.command("reload")
                #expect(taken.status == 0)
                try await eventually("relink is ready again") { (try? await daemon.ask("/readyz").status) == 200 }
                let again = try await daemon.command("reload", "--dry-run")
                #expect(again.output == "nothing in the configuration is different\n")
                #expect(process.isRunning)
                #expect(try await daemon.stop() == 0)
            }
        }
    }
}
