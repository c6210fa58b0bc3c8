// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSONText

/// `receiver.py` as a program of its own: another implementation of Standard Webhooks looks at each signature.
struct Receiver: Sendable {
    /// How it treats requests.
    enum Mode: String {
        case accept, fail, close, hang, refuse
    }

    /// The port where nobody has any business.
    struct Canary: Sendable {
        let port: Int
        /// How many came.
        let hits: Int
    }

    /// A secret in the form that Standard Webhooks prescribes.
    static let secret = "whsec_" + Data("a key of thirty-two bytes, or so.".utf8).base64EncodedString()

    /// Where it listens.
    let url: String
    private let control: String
    /// Its process.
    let program: Subprocess
    private let records: RecordLog

    /// Starts one that accepts everything.
    init(on stage: Stage, secret: String = Self.secret) async throws {
        records = RecordLog("\(stage.folder)/received.jsonl")
        let program = try stage.start(
            PeerSettings.python, ["-B", PeerSettings.receiver, records.path, secret], name: "receiver")
        try await eventually("the receiver listens") { program.output.hasSuffix("\n") }
        self.program = program
        let words = program.output.split(whereSeparator: \.isWhitespace).map(String.init)
        url = words.first ?? ""
        control = words.last ?? ""
    }

    /// Treats requests like that from now on.
    func treat(_ mode: Mode) async throws {
        _ = try await Loopback.ask("\(control)/\(mode.rawValue)")
    }

    /// Treats the next requests of a path like that: as many as are told, after which they are accepted, or all.
    ///
    /// - Parameter behaviour: a name of `behaviours.py`, or one of ``Mode``.
    func treat(_ path: String, _ behaviour: String, count: Int? = nil) async throws {
        let times = count.map { "&count=\($0)" } ?? ""
        _ = try await Loopback.ask("\(control)/\(behaviour)?path=\(path)\(times)")
    }

    /// The port that redirects lead to.
    func canary() async throws -> Canary {
        let answer = try await Loopback.ask("\(control)/canary").json
        return Canary(port: Int(answer["port"]?.integer ?? 0), hits: Int(answer["hits"]?.integer ?? -1))
    }

    /// Everything that arrived so far, in that order; copies and refused attempts too.
    func received() throws -> [Received] { try records.read() }

    /// What it accepted of a kind, each once, as it came.
    func accepted(_ kind: String) throws -> [Received] {
        var seen: Set<String> = []
        return try received().filter { $0.isAccepted && $0.kind == kind && seen.insert($0.id).inserted }
    }
}
