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

        @Test func nobodyIsRefusedAndNoWishIsLostWhileTheConfigurationIsReadAgainAndAgain() async throws {
            try await Stage.play { stage in
                let simulator = try await Simulator(on: stage, sessions: 2)
                var scenery = Scenery(gateway: simulator.url, sessions: simulator.sessions)
                let daemon = try Daemon(on: stage, scenery)
                try await daemon.startAndSettle()
                let socket = "\(stage.folder)/data/relink.sock"
                let askers = [
                    Task { await Self.answers { try await daemon.ask("/healthz") } },
                    Task {
                        await Self.answers { try await Loopback.ask("http://localhost/control/status", socket: socket) }
                    },
                    Task {
                        await Self.answers {
                            try await Loopback.ask("http://localhost/control/reload", body: [:], socket: socket)
                        }
                    },
                ]
                let wishes = Task { await Self.answers { try await Self.silence(over: socket) } }
                var dice = Dice(seed: PeerSettings.seed)
                for number in 1...40 {
                    try await Task.sleep(for: .milliseconds(Int.random(in: 1...150, using: &dice)))
                    scenery.token = "\(number)"
                    try daemon.configure(scenery)
                    daemon.signal(SIGHUP)
                }
                for task in askers {
                    task.cancel()
                    let answers = await task.value
                    #expect(Set(answers) == ["200"])
                    #expect(answers.count > 10)
                }
                wishes.cancel()
                let made = await wishes.value
                #expect(Set(made) == ["201"])
                let kept = try await Loopback.ask("http://localhost/api/v1/silences", socket: socket).json
                #expect(kept["silences"]?.array?.count == made.count)
                #expect(try await daemon.stop() == 0)
            }
        }

        @Test func whileAMessageIsUnderWayTheOldOneAnswersAndAWishWaits() async throws {
            try await Stage.play { stage in
                let simulator = try await Simulator(on: stage, sessions: 1)
                let receiver = try await Receiver(on: stage)
                let daemon = try Daemon(
                    on: stage,
                    Scenery(gateway: simulator.url, sessions: simulator.sessions, receiver: "\(receiver.url)/hook"))
                try await daemon.startAndSettle()
                try await receiver.treat("/hook", "late", count: 1)
                let told = try receiver.received().count
                try await simulator.show("sim-1", "UNPAIRED")
                try await eventually("a message is under way") { try receiver.received().count > told }
                // The old one waits ten seconds for its message, which takes longer.
                let began = ContinuousClock.now
                daemon.signal(SIGHUP)
                try await eventually("the file was read") { daemon.printed.contains("watcher.config_loaded") }
                for _ in 0..<20 {
                    let asked = ContinuousClock.now
                    #expect(try await daemon.ask("/healthz").status == 200)
                    #expect(ContinuousClock.now - asked < .seconds(5))
                }
                let again = try await daemon.command("reload")
                #expect(again.output == "nothing in the configuration is different\n")
                let made = try await Self.silence(over: "\(stage.folder)/data/relink.sock")
                #expect(made.status == 201)
                #expect(ContinuousClock.now - began > .seconds(8), "the next one took the wish")
                #expect(try await daemon.stop() == 0)
            }
        }

        @Test func anAddressMovesAndOneThatIsTakenChangesNothing() async throws {
            try await Stage.play { stage in
                let simulator = try await Simulator(on: stage, sessions: 1)
                let scenery = Scenery(gateway: simulator.url, sessions: simulator.sessions)
                let daemon = try Daemon(on: stage, scenery)
                try await daemon.startAndSettle()

                let taken = URL(string: simulator.url)?.port ?? 0
                try stage.write(scenery.yaml(port: taken), to: "relink.yaml")
                let accepted = try await daemon.command("reload")
                #expect(accepted.status == 0)
                try await eventually("the address is refused") { daemon.printed.contains("watcher.config_rejected") }
                #expect(daemon.printed.contains("cannot listen on 127.0.0.1:\(taken)"))
                #expect(try await daemon.ask("/healthz").status == 200)

                let free = try Loopback.freePort()
                try stage.write(scenery.yaml(port: free), to: "relink.yaml")
                let moved = try await daemon.command("reload")
                #expect(moved.status == 0)
                try await eventually("the former address is given up") { (try? await daemon.ask("/healthz")) == nil }
                #expect(try await Loopback.ask("http://127.0.0.1:\(free)/healthz").status == 200)
                #expect(try await daemon.stop() == 0)
            }
        }

        /// Asks without pause until it is cancelled, which cuts off no request.
        ///
        /// - Returns: the status of each answer, or why there was none.
        private static func answers(_ ask: @escaping @Sendable () async throws -> HTTPResponse) async -> [String] {
            var answers: [String] = []
            while !Task.isCancelled {
                let asking = Task { try await ask() }
                do {
                    answers.append(String(try await asking.value.status))
                } catch {
                    answers.append("\(error)")
                }
            }
            return answers
        }

        private static func silence(over socket: String) async throws -> HTTPResponse {
            try await Loopback.ask(
                "http://localhost/api/v1/silences",
                body: ["match": ["sessions": ["nobody"]], "for_seconds": 3600, "by": "Ana"], socket: socket)
        }
    }
}
