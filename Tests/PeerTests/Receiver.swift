// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSONText

/// `receiver.py` as a program of its own: another implementation of Standard Webhooks looks at each signature.
struct Receiver: Sendable {
    /// How it treats requests.
    enum Mode: String {
        case accept, fail, close, hang, refuse
    }

    /// A secret in the form that Standard Webhooks prescribes.
    static let secret = "whsec_" + Data("a key of thirty-two bytes, or so.".utf8).base64EncodedString()

    /// Where it listens.
    let url: String
    private let control: String
    private let records: String

    /// Starts one that accepts everything.
    init(on stage: Stage, secret: String = Self.secret) async throws {
        records = "\(stage.folder)/received.jsonl"
        let program = try stage.start(PeerSettings.python, [PeerSettings.receiver, records, secret], name: "receiver")
        try await eventually("the receiver listens") { program.output.hasSuffix("\n") }
        let words = program.output.split(whereSeparator: \.isWhitespace).map(String.init)
        url = words.first ?? ""
        control = words.last ?? ""
    }

    /// Treats requests like that from now on.
    func treat(_ mode: Mode) async throws {
        _ = try await Loopback.ask("\(control)/\(mode.rawValue)")
    }

    /// Everything that arrived so far, in that order; copies and refused attempts too.
    func received() throws -> [Received] {
        let text = String(decoding: FileManager.default.contents(atPath: records) ?? Data(), as: UTF8.self)
        guard let end = text.lastIndex(of: "\n") else { return [] }
        return try text[..<end].split(separator: "\n").map { try Received(JSONText.parse(String($0))) }
    }

    /// What it accepted of a kind, each once, as it came.
    func accepted(_ kind: String) throws -> [Received] {
        var seen: Set<String> = []
        return try received().filter { $0.isAccepted && $0.kind == kind && seen.insert($0.id).inserted }
    }
}
