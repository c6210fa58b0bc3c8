// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSONText
import Synchronization
import Testing

extension Peers {
    /// What a crash at any moment may cost: a copy, and nothing else.
    @Suite struct CrashTests {
        /// What a session is made to show, and what that is called.
        private static let pages = [
            ("CONNECTED", "connected"), ("CONNECTED", "connected"), ("UNPAIRED", "scan_qr"), ("OPENING", "starting"),
            ("tab_closed", "failed"), ("stop", "not_found"),
        ]

        @Test func killedAtRandomPointsLosesNothing() async throws {
            try await Stage.play { stage in
                let simulator = try await Simulator(on: stage, sessions: 10)
                let receiver = try await Receiver(on: stage)
                let daemon = try Daemon(
                    on: stage,
                    Scenery(gateway: simulator.url, sessions: simulator.sessions, receiver: receiver.url))
                try await daemon.startAndSettle()
                var dice = Dice(seed: PeerSettings.seed)
                let kills = try await kill(daemon, while: simulator, &dice)
                let truth = try await rest(simulator, &dice)
                try await eventually("the last word about every session is true", within: .seconds(90)) {
                    try lastWords(receiver) == truth
                }
                #expect(try await daemon.stop() == 0)
                try await judge(receiver, daemon, simulator.sessions, kills)
            }
        }

        /// Kills it again and again while its world changes, and starts it anew each time.
        ///
        /// - Returns: the times of the kills, in seconds since 1970.
        private func kill(_ daemon: Daemon, while simulator: Simulator, _ dice: inout Dice) async throws -> [Double] {
            let changes = Task { [seed = dice.next()] in
                var dice = Dice(seed: seed)
                do {
                    while !Task.isCancelled {
                        _ = try await change(simulator.sessions.randomElement(using: &dice) ?? "", simulator, &dice)
                        try await Task.sleep(for: .milliseconds(Int.random(in: 5...40, using: &dice)))
                    }
                } catch  where Task.isCancelled {
                    // Whatever was under way when the last kill was done.
                }
            }
            defer { changes.cancel() }
            var times: [Double] = []
            for _ in 0..<PeerSettings.kills {
                try await Task.sleep(for: .milliseconds(Int.random(in: 50...350, using: &dice)))
                times.append(Date().timeIntervalSince1970)
                try await daemon.kill()
                try await daemon.start()
            }
            changes.cancel()
            try await changes.value
            return times
        }

        /// Leaves every session in a last state.
        private func rest(_ simulator: Simulator, _ dice: inout Dice) async throws -> [String: String] {
            var truth: [String: String] = [:]
            for session in simulator.sessions { truth[session] = try await change(session, simulator, &dice) }
            return truth
        }

        private func change(_ session: String, _ simulator: Simulator, _ dice: inout Dice) async throws -> String {
            let (page, state) = Self.pages.randomElement(using: &dice) ?? ("CONNECTED", "connected")
            if page == "stop" {
                try await simulator.command("stop", ["session": .string(session)])
            } else {
                try await simulator.show(session, page)
            }
            return state
        }

        private func lastWords(_ receiver: Receiver) throws -> [String: String] {
            var words: [String: String] = [:]
            for message in try receiver.accepted("session.transition") { words[message.session ?? ""] = message.state }
            return words
        }

        private func judge(
            _ receiver: Receiver, _ daemon: Daemon, _ sessions: [String], _ kills: [Double]
        ) async throws {
            let received = try receiver.received()
            let unsigned = received.filter { !$0.isVerified }
            #expect(unsigned.isEmpty, "every signature is right")
            let transitions = try receiver.accepted("session.transition")
            var (told, lost) = (0, 0)
            for session in sessions {
                let arrived = transitions.filter { $0.session == session }
                let changes = try await daemon.observedChanges(of: session)
                #expect(arrived.map(\.change) == changes, "\(session): what is stored was told, once and in order")
                let numbers = arrived.compactMap(\.number)
                #expect(numbers == numbers.sorted(), "\(session): in order")
                told += changes.count
                lost += max(0, changes.count - arrived.count)
            }
            let copies = judgeCopies(received, kills)
            print("kills \(kills.count) / transitions \(told) / lost \(lost) / duplicates \(copies)")
        }

        /// A copy has the same bytes, and only a crash makes one.
        ///
        /// - Returns: how many there are.
        private func judgeCopies(_ received: [Received], _ kills: [Double]) -> Int {
            // A request may still be on its way when its sender is gone.
            let transit = 0.2
            var copies = 0
            for (id, messages) in Dictionary(grouping: received, by: \.id) where messages.count > 1 {
                copies += messages.count - 1
                #expect(Set(messages.map(\.hash)).count == 1, "\(id): copies have the same bytes")
                for (first, second) in zip(messages, messages.dropFirst()) {
                    let isExplained = kills.contains { first.time - transit <= $0 && $0 <= second.time }
                    #expect(isExplained, "\(id): no crash between two copies")
                }
            }
            return copies
        }
    }
}
