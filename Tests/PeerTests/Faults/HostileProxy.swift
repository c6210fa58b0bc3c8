// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import JSONText

/// `hostile_gateway.py` as a program of its own: passes a gateway's answers on, but for some sessions.
struct HostileProxy: Sendable {
    /// Where it listens.
    let url: String

    /// Stands before a gateway; it passes everything on until told otherwise.
    init(on stage: Stage, before gateway: String, _ sessions: [String]) async throws {
        let program = try stage.start(
            PeerSettings.python,
            ["-B", PeerSettings.program("hostile_gateway"), gateway, "\(PeerSettings.seed)"] + sessions, name: "proxy")
        try await eventually("the hostile gateway listens") { program.output.hasSuffix("\n") }
        url = program.output.split(separator: "\n").first.map(String.init) ?? ""
    }

    /// One that stands already.
    init(at url: String) { self.url = url }

    /// Answers with nonsense from now on.
    func begin() async throws { _ = try await ask("begin") }

    /// Passes everything on again.
    func end() async throws { _ = try await ask("end") }

    /// Documents that were given.
    func given() async throws -> Int { Int(try await ask("report")["given"]?.integer ?? 0) }

    /// How often all of them were.
    func rounds() async throws -> Int { Int(try await ask("report")["rounds"]?.integer ?? 0) }

    private func ask(_ verb: String) async throws -> JSONValue {
        try await Loopback.ask("\(url)/_hostile/\(verb)").json
    }
}
