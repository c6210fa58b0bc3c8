// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import JSONText

/// `relink simulate-gateway` as a program of its own.
struct Simulator: Sendable {
    /// Where it listens.
    let url: String
    /// Its sessions.
    let sessions: [String]
    private let key: String

    /// Starts one with that many sessions, all connected.
    init(on stage: Stage, sessions: Int, key: String = "change-me", speed: Int = 1) async throws {
        let program = try stage.start(
            PeerSettings.binary,
            ["simulate-gateway", "--port", "0", "--sessions", "\(sessions)", "--key", key, "--speed", "\(speed)"],
            name: "simulator")
        try await eventually("the simulator listens") { program.output.contains("Ctrl-C") }
        url = String(program.output.split(separator: " ").first { $0.hasPrefix("http://") } ?? "")
        self.sessions = (1...sessions).map { "sim-\($0)" }
        self.key = key
    }

    /// Does what a command says, such as `show` with a session and a page.
    func command(_ verb: String, _ arguments: JSONValue) async throws {
        let answer = try await Loopback.ask("\(url)/_control/\(verb)", body: arguments)
        guard answer.status == 202 else { throw Refused(what: "\(verb): \(answer.text)") }
    }

    /// Shows a page of a session: a word of WhatsApp's socket, or `tab_closed`.
    func show(_ session: String, _ page: String) async throws {
        try await command("show", ["session": .string(session), "page": .string(page)])
    }

    /// How often it was asked for something, such as `statuses` or `starts`.
    func count(of what: String) async throws -> Int {
        Int(try await Loopback.ask("\(url)/_control/tally").json[what]?.integer ?? 0)
    }

    /// Whether the gateway itself says so, asked as the watcher asks.
    func isConnected(_ session: String) async throws -> Bool {
        // While it restarts, nobody answers.
        guard let answer = try? await Loopback.ask("\(url)/session/status/\(session)", key: key) else { return false }
        return try answer.json["state"]?.string == "CONNECTED"
    }

    /// The QR code's text that a session shows now.
    func code(of session: String) async throws -> String {
        let answer = try await Loopback.ask("\(url)/session/qr/\(session)", key: key).json
        guard let code = answer["qr"]?.string else { throw Refused(what: "\(session) shows no code") }
        return code
    }

    /// A command that the simulator did not take.
    struct Refused: Error {
        let what: String
    }
}
