// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransfer
import JSONText
import Testing

extension Peers {
    /// How the daemon begins and ends, and how commands speak to it.
    @Suite struct LifecycleTests {
        @Test func sigtermFinishesWhatIsUnderWay() async throws {
            try await play { _, simulator, receiver, daemon in
                try await receiver.treat(.hang)
                try await simulator.show("sim-1", "tab_closed")
                try await eventually("an attempt is under way") { try !receiver.received().isEmpty }
                async let status = daemon.stop()
                try await Task.sleep(for: .milliseconds(500))
                try await receiver.treat(.fail)
                #expect(try await status == 0)
                // What was not accepted is told after the next start.
                try await receiver.treat(.accept)
                try await daemon.startAndSettle()
                try await eventually("the outage is told", within: .seconds(45)) {
                    // First seen, where the page was closed before the session was believed connected.
                    try !(receiver.accepted("session.opened") + receiver.accepted("session.first_seen")).isEmpty
                        && !receiver.accepted("session.transition").isEmpty
                }
            }
        }

        @Test func secondInstanceOnTheSameStoreIsRefused() async throws {
            try await play { stage, simulator, receiver, daemon in
                let second = try Daemon(
                    on: stage,
                    Scenery(gateway: simulator.url, sessions: simulator.sessions, receiver: receiver.url))
                let ended = try await second.command("run")
                #expect(ended.status == 69)
                #expect(ended.errors.contains("relink.db"))
                #expect(try await daemon.ask("/healthz").status == 200)
            }
        }

        @Test func damagedStoreIsRefusedAndLeftAlone() async throws {
            try await play { stage, _, _, daemon in
                #expect(try await daemon.stop() == 0)
                let path = "\(stage.folder)/data/relink.db"
                let file = try #require(FileHandle(forUpdatingAtPath: path))
                try file.write(contentsOf: Data("this was a database once".utf8))
                try file.close()
                let damaged = FileManager.default.contents(atPath: path)
                let ended = try await daemon.command("run")
                #expect(ended.status == 65)
                #expect(ended.errors.contains("relink.db"))
                #expect(FileManager.default.contents(atPath: path) == damaged)
            }
        }

        @Test func commandsSpeakToTheRunningDaemon() async throws {
            try await play { stage, simulator, _, daemon in
                #expect(try await daemon.command("health").output == "ok\n")
                let status = try await daemon.command("status", "--json")
                #expect(try JSONText.parse(status.output)["sessions_connected"]?.integer == 3)
                #expect(try await daemon.command("qr", "sim-1", "--text").status == 69)
                try await simulator.show("sim-1", "UNPAIRED")
                try await eventually("the code is there") {
                    try await daemon.command("qr", "sim-1", "--text").status == 0
                }
                let code = try await simulator.code(of: "sim-1")
                #expect(try await daemon.command("qr", "main/sim-1", "--text").output == code + "\n")
                #expect(try await daemon.command("qr", "sim-1", "--png", "code.png").status == 0)
                let scanned = try await stage.run(["--raw", "-q", "code.png"], of: "/usr/bin/zbarimg")
                #expect(scanned.output == code + "\n")
                let sessions = try await daemon.command("sessions", "--json", "--exit-code")
                #expect(sessions.status == 1)
                #expect(
                    try JSONText.parse(sessions.output)["sessions"]?.array?.map { $0["state"]?.string }
                        == ["scan_qr", "connected", "connected"])
                let mode = try FileManager.default.attributesOfItem(atPath: "\(stage.folder)/data/relink.sock")
                #expect(mode[.posixPermissions] as? Int == 0o600)
            }
        }

        @Test func withoutADaemonCommandsShowWhatIsStored() async throws {
            try await play { _, simulator, receiver, daemon in
                try await simulator.show("sim-2", "tab_closed")
                try await eventually("the outage is told") { try !receiver.accepted("session.transition").isEmpty }
                #expect(try await daemon.stop() == 0)
                let sessions = try await daemon.command("sessions", "--json")
                #expect(
                    try JSONText.parse(sessions.output)["sessions"]?.array?.map { $0["state"]?.string }
                        == ["connected", "failed", "connected"])
                #expect(try await daemon.command("health").status == 1)
                #expect(try await daemon.command("status").status == 69)
                #expect(try await daemon.command("history", "nobody").status == 64)
            }
        }

        @Test func aSessionWhoseGatewayNeverAnsweredIsKnownAllTheSame() async throws {
            try await Stage.play { stage in
                let nowhere = "http://127.0.0.1:\(try Loopback.freePort())"
                let daemon = try Daemon(on: stage, Scenery(gateway: nowhere, sessions: ["shop"]))
                try await daemon.start()
                let history = try await daemon.command("history", "shop", "--json")
                #expect(history.status == 0, "\(history.errors)")
                #expect(try JSONText.parse(history.output)["history"]?.array == [])
                #expect(try await daemon.stop() == 0)
                let explained = try await daemon.command("explain", "shop")
                #expect(explained.status == 0, "\(explained.errors)")
            }
        }

        private func play(_ body: (Stage, Simulator, Receiver, Daemon) async throws -> Void) async throws {
            try await Stage.play { stage in
                let simulator = try await Simulator(on: stage, sessions: 3)
                let receiver = try await Receiver(on: stage)
                let daemon = try Daemon(
                    on: stage,
                    Scenery(gateway: simulator.url, sessions: simulator.sessions, receiver: receiver.url))
                try await daemon.startAndSettle()
                try await body(stage, simulator, receiver, daemon)
                #expect(try await daemon.stop() == 0)
            }
        }
    }
}
