// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import JSONText
import Testing

extension Peers {
    /// The API that existing dashboards speak, byte for byte.
    @Suite struct CompatibleAPITests {
        private static let connected = #"{"success":true,"state":"CONNECTED","message":"session_connected"}"#
        private static let unpaired = #"{"success":false,"state":"UNPAIRED","message":"session_not_connected"}"#
        private static let unknown = #"{"success":false,"state":null,"message":"session_not_found"}"#
        private static let pong = #"{"success":true,"message":"pong"}"#
        private static let noCode = #"{"success":false,"message":"qr code not ready or already scanned"}"#

        @Test func dashboardsGetTheGatewaysOwnWords() async throws {
            try await Stage.play { stage in
                let simulator = try await Simulator(on: stage, sessions: 2)
                let receiver = try await Receiver(on: stage)
                var scenery = Scenery(
                    gateway: simulator.url, sessions: simulator.sessions, receiver: receiver.url)
                scenery.key = "own-key"
                let daemon = try Daemon(on: stage, scenery)
                try await daemon.startAndSettle()
                for prefix in ["", "/g/main"] {
                    #expect(try await body(daemon, "\(prefix)/api/whatsapp/ping") == Self.pong)
                    let sessions = "\(prefix)/api/whatsapp/session"
                    #expect(try await body(daemon, "\(sessions)/status/sim-1") == Self.connected)
                    #expect(try await body(daemon, "\(sessions)/status/nobody") == Self.unknown)
                    #expect(try await body(daemon, "\(sessions)/qr/sim-1") == Self.noCode)
                }
                try await simulator.show("sim-2", "UNPAIRED")
                try await eventually("the change is seen") {
                    try await body(daemon, "/api/whatsapp/session/status/sim-2") == Self.unpaired
                }
                let code = try await simulator.code(of: "sim-2")
                try await eventually("the code is there") {
                    let answer = try await daemon.ask("/api/whatsapp/session/qr/sim-2").json
                    return answer["success"]?.bool == true && answer["qr"]?.string == code
                }
                try await refusals(daemon)
                #expect(try await daemon.stop() == 0)
            }
        }

        private func refusals(_ daemon: Daemon) async throws {
            let wrongKey = try await daemon.ask("/api/whatsapp/session/status/sim-1", key: "wrong")
            #expect(wrongKey.status == 403)
            #expect(try wrongKey.json["code"]?.integer == 403)
            #expect(try await daemon.ask("/api/whatsapp/ping", key: nil).status == 403)
            let badName = try await daemon.ask("/api/whatsapp/session/status/a%20b")
            #expect(badName.status == 422)
            #expect(try badName.json["success"]?.bool == false)
            #expect(try badName.json["error"]?.string == "Invalid session ID format")
            #expect(try badName.json["code"]?.integer == 422)
            #expect(try badName.json["details"]?.string?.isEmpty == false)
            // It runs already: answered at once, and the gateway is not asked.
            let start = try await daemon.ask("/api/whatsapp/session/start/sim-1")
            #expect(start.status == 422)
            #expect(try start.json["error"]?.string == "Session already exists for: sim-1")
        }

        private func body(_ daemon: Daemon, _ path: String) async throws -> String {
            let answer = try await daemon.ask(path)
            #expect(answer.status == 200, "\(path)")
            return answer.text
        }
    }
}
