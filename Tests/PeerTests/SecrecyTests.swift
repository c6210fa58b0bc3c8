// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransfer
import JSONText
import Testing

extension Peers {
    /// Where secrets and codes may be: with those who need them, and nowhere else.
    @Suite struct SecrecyTests {
        private static let gatewayKey = "canary-of-the-gateway-key"
        private static let ownKey = "canary-of-the-own-key"
        private static let path = "canary-of-the-webhook-path"
        private static let token = "canary-of-the-header"
        private static let secret = "whsec_" + Data("canary-of-the-signing-secret".utf8).base64EncodedString()

        @Test func noSecretAndNoCodeIsWrittenAnywhere() async throws {
            try await Stage.play { stage in
                let simulator = try await Simulator(on: stage, sessions: 2, key: Self.gatewayKey)
                let receiver = try await Receiver(on: stage, secret: Self.secret)
                var scenery = Scenery(gateway: simulator.url, sessions: simulator.sessions)
                scenery.receiver = "\(receiver.url)/\(Self.path)"
                scenery.events = "transitions, incidents, qr"
                (scenery.key, scenery.gatewayKey) = (Self.ownKey, Self.gatewayKey)
                (scenery.secret, scenery.token) = (Self.secret, Self.token)
                let daemon = try Daemon(on: stage, scenery)
                try await daemon.startAndSettle()
                var secrets = [Self.gatewayKey, Self.ownKey, Self.path, Self.token]
                secrets.append(String(Self.secret.dropFirst("whsec_".count)))
                secrets += try await alert(simulator, receiver)
                let shown = try await everythingShown(daemon)
                #expect(try await daemon.stop() == 0)
                // Once more, on the disk as it is after a crash: with a write-ahead log that nobody has folded in.
                try await daemon.startAndSettle()
                try await daemon.kill()
                for (place, text) in try shown + everythingWritten(stage) {
                    for (index, secret) in secrets.enumerated() {
                        #expect(!text.contains(Data(secret.utf8)), "\(place) holds secret \(index)")
                    }
                }
            }
        }

        /// Has an alert with its code delivered after attempts that fail in every way.
        ///
        /// - Returns: what may not be found of the codes.
        private func alert(_ simulator: Simulator, _ receiver: Receiver) async throws -> [String] {
            var codes: [String] = []
            try await receiver.treat(.fail)
            try await simulator.show("sim-1", "UNPAIRED")
            try await codes.append(simulator.code(of: "sim-1"))
            for mode in [Receiver.Mode.fail, .close, .refuse] {
                let before = try receiver.received().count
                try await receiver.treat(mode)
                if mode == .refuse {
                    try await Task.sleep(for: .seconds(2))
                } else {
                    try await eventually("an attempt fails: \(mode)") { try receiver.received().count > before }
                }
            }
            try await simulator.command("rotate", ["session": "sim-1"])
            try await codes.append(simulator.code(of: "sim-1"))
            try await receiver.treat(.accept)
            try await eventually("the alert arrives with a code", within: .seconds(40)) {
                try receiver.received().contains {
                    $0.isAccepted && $0.kind.hasPrefix("session.") && $0.code.map(codes.contains) == true
                }
            }
            let received = try receiver.received()
            #expect(received.allSatisfy { $0.isVerified && $0.path == "/\(Self.path)" && $0.token == Self.token })
            return Set(codes.flatMap { $0.split(separator: ",") }).map(String.init).filter { $0.count > 20 }
        }

        /// What the daemon and the commands show of themselves.
        private func everythingShown(_ daemon: Daemon) async throws -> [(String, Data)] {
            var shown: [(String, Data)] = []
            for path in ["/metrics", "/api/v1/sessions", "/api/v1/gateways", "/api/v1/history/main", "/healthz"] {
                let answer = try await daemon.ask(path)
                #expect(answer.status == 200, "\(path)")
                shown.append((path, Data(answer.body)))
            }
            #expect(try await daemon.command("history", "main/sim-1").output.contains("scan_qr"))
            for command in [["status", "--json"], ["sessions", "--json"]] {
                #expect(try await daemon.command(command[0], command[1]).status == 0)
            }
            return shown
        }

        /// What the daemon and the commands wrote: the data directory, and all that was printed.
        private func everythingWritten(_ stage: Stage) throws -> [(String, Data)] {
            let names = try FileManager.default.subpathsOfDirectory(atPath: stage.folder).filter { name in
                name.hasPrefix("data/") || name.hasPrefix("daemon-") || name.hasPrefix("command-")
            }
            for needed in ["data/relink.db", "data/relink.db-wal", "daemon-1.err", "command-1.out"] {
                #expect(names.contains(needed))
            }
            return names.compactMap { name in
                FileManager.default.contents(atPath: "\(stage.folder)/\(name)").map { (name, $0) }
            }
        }
    }
}
