// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSONText
import Testing

extension Peers {
    /// What operators tell a running watcher, and that it keeps its word through kill -9.
    @Suite struct OperatorTests {
        @Test func anAcknowledgementOutlivesTheProcess() async throws {
            try await play { simulator, receiver, daemon in
                try await simulator.show("sim-1", "tab_closed")
                try await eventually("the outage is told") { try !receiver.accepted("session.opened").isEmpty }
                let listed = try await daemon.command("incidents", "--json", "--exit-code")
                #expect(listed.status == 1)
                let incident = try #require(try JSONText.parse(listed.output)["incidents"]?[0])
                #expect(incident["acknowledged"]?.isNull == true)
                #expect(incident["told"] == ["hook"])
                let code = try #require(incident["code"]?.string)
                let acked = try await daemon.command(
                    "ack", "#\(code.lowercased())", "--by", "Ana", "--until", "connected")
                // What was answered is durable, so there is nothing to wait for.
                try await daemon.kill()
                #expect(acked.status == 0)
                #expect(acked.output.contains("Ana until connected"))
                try await daemon.startAndSettle()
                let kept = try await daemon.ask("/api/v1/incidents").json["incidents"]?[0]
                #expect(kept?["acknowledged"]?["by"]?.string == "Ana")
                #expect(kept?["id"] == incident["id"])
                try await eventually("machines hear who has it") { try !receiver.accepted("session.acked").isEmpty }
                let explained = try await daemon.command("explain", "sim-1")
                #expect(explained.output.contains("Ana has taken it on at "))
                #expect(try await daemon.command("unack", code).status == 0)
                #expect(try await daemon.command("unack", code).status == 64)
                #expect(try await daemon.command("ack", "0000").status == 64)
                try await eventually("and who gave it back") { try !receiver.accepted("session.unacked").isEmpty }
                #expect(try receiver.accepted("session.opened").count == 1)
            }
        }

        @Test func aSilenceHidesAnOpeningAndItsEndTellsIt() async throws {
            try await play { simulator, receiver, daemon in
                let added = try await daemon.command(
                    "silence", "add", "--match", "session=sim-1", "--for", "2h", "--comment", "new phone", "--json")
                try await daemon.kill()
                #expect(added.status == 0)
                let id = try #require(try JSONText.parse(added.output)["id"]?.string)
                try await daemon.startAndSettle()
                #expect(try await daemon.command("silence", "list").output.contains(id))
                try await simulator.show("sim-1", "tab_closed")
                try await simulator.show("sim-2", "tab_closed")
                try await eventually("the other one is told") {
                    try receiver.accepted("session.opened").map(\.session) == ["sim-2"]
                }
                try await eventually("the silenced one is believed") {
                    try await daemon.command("explain", "main/sim-1").output.contains(
                        "Nothing is told now: silence \(id) until ")
                }
                // Without a watcher the store says the same.
                try await daemon.kill()
                let stored = try await daemon.command("explain", "main/sim-1")
                #expect(stored.status == 0)
                #expect(stored.errors.contains("this is what the last one stored"))
                #expect(stored.output.contains("Nothing is told now: silence \(id) until "))
                #expect(!stored.output.contains("It is polled at"))
                #expect(try await daemon.command("incidents").output.contains("main/sim-1"))
                #expect(try await daemon.command("silence", "list").output.contains("new phone"))
                #expect(try await daemon.command("silence", "end", id).status == 69)
                try await daemon.startAndSettle()
                #expect(try receiver.accepted("session.opened").map(\.session) == ["sim-2"])
                #expect(try await daemon.command("silence", "end", id.lowercased()).status == 0)
                try await eventually("its end tells the outage") {
                    try receiver.accepted("session.opened").map(\.session) == ["sim-2", "sim-1"]
                }
                let handover = try await daemon.command("handover")
                #expect(handover.output.contains("no silences"))
                #expect(handover.output.contains("session.opened"))
            }
        }

        @Test func whatIsExpectedOutlivesTheProcess() async throws {
            try await play { simulator, receiver, daemon in
                let expected = try await daemon.command("expect", "main/sim-1", "stopped", "--until", "2h")
                try await daemon.kill()
                #expect(expected.status == 0)
                try await daemon.startAndSettle()
                try await simulator.command("stop", ["session": "sim-1"])
                try await eventually("being stopped is right") {
                    try await daemon.command("explain", "sim-1").output.contains("so it is no outage")
                }
                #expect(try receiver.accepted("session.opened").isEmpty)
                #expect(try await daemon.command("expect", "sim-1", "configured").status == 0)
                try await eventually("it is an outage again") {
                    try receiver.received().contains { $0.kind == "session.opened" || $0.kind == "session.first_seen" }
                }
                #expect(try await daemon.command("forget", "sim-1").status == 64)
            }
        }

        @Test func routesAreTestedWithoutAWatcher() async throws {
            try await Stage.play { stage in
                let daemon = try Daemon(on: stage, Scenery(gateway: "http://127.0.0.1:9", sessions: ["sim-1"]))
                let told = try await daemon.command("routes", "test", "sim-1", "failed", "--at", "Sun 03:12", "--json")
                #expect(told.status == 0)
                let row = try JSONText.parse(told.output)["told"]?[0]
                #expect(row?["recipient"]?.string == "hook")
                #expect(row?["when"]?.string == "at_once")
                #expect(try await daemon.command("routes", "test", "nobody", "failed").status == 64)
                #expect(try await daemon.command("routes", "test", "sim-1", "connected").status == 64)
            }
        }

        private func play(_ body: (Simulator, Receiver, Daemon) async throws -> Void) async throws {
            try await Stage.play { stage in
                let simulator = try await Simulator(on: stage, sessions: 2)
                let receiver = try await Receiver(on: stage)
                let daemon = try Daemon(
                    on: stage, Scenery(gateway: simulator.url, sessions: simulator.sessions, receiver: receiver.url))
                try await daemon.startAndSettle()
                try await eventually("the sessions are believed connected") {
                    let sessions = try await daemon.ask("/api/v1/sessions").json["sessions"]?.array ?? []
                    return sessions.allSatisfy { $0["confirmed_state"]?.string == "connected" }
                }
                try await body(simulator, receiver, daemon)
                #expect(try await daemon.stop() == 0)
            }
        }
    }
}
