// SPDX-License-Identifier: Apache-2.0

import ConfigurationFile
import Foundation
import JSONText
import RelinkModel
import StatusServer

/// Asks the running watcher about incidents and tells it wishes; where a command only looks and none runs, the store of
/// the last one answers in the same shape.
struct IncidentAsking {
    let configuration: Configuration
    private let client: ControlClient

    init(_ configuration: Configuration) {
        self.configuration = configuration
        client = ControlClient(configuration)
    }

    /// What the watcher shows at a path; nil when none runs.
    func get(_ path: String) async throws -> JSONValue? {
        guard let (status, body) = await client.get(path) else { return nil }
        return try Self.accepted(status, body)
    }

    /// What the watcher shows at a path or, when none runs, what the store of the last one gives.
    func get(_ path: String, stored: (StoredWatches) async throws -> JSONValue) async throws -> JSONValue {
        if let body = try await get(path) { return body }
        Self.sayStored()
        return try await stored(StoredWatches(configuration))
    }

    /// Tells a wish. What comes back is durable.
    func wish(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> JSONValue {
        guard let (status, answer) = await client.send(method, path, body: body) else {
            throw Failure(
                words: "no watcher runs here; only a running one can do that", status: ExitStatus.unavailable
            ).reported()
        }
        return try Self.accepted(status, answer)
    }

    /// The session that somebody names.
    func session(_ text: String) async throws -> SessionKey {
        let keys: [SessionKey]
        if let body = try await get("/api/v1/sessions") {
            keys = SessionName.keys(of: body["sessions"]?.array ?? [])
        } else {
            keys = try await StoredSessions(configuration).keys()
        }
        do {
            return try SessionName.find(text, among: keys)
        } catch let failure as Failure {
            throw failure.reported()
        }
    }

    /// Who wishes something where nobody is named: whoever is logged in.
    static var person: String { ProcessInfo.processInfo.environment["SUDO_USER"] ?? NSUserName() }

    static func sayStored() {
        Console.error.write("relink: no watcher runs here; this is what the last one stored\n")
    }

    private static func accepted(_ status: Int, _ body: JSONValue) throws -> JSONValue {
        guard status >= 400 else { return body }
        let words = body["details"]?.string ?? "the watcher answered \(status)"
        throw Failure(
            words: PrintableText.of(words), status: status < 500 ? ExitStatus.usage : ExitStatus.unavailable
        ).reported()
    }
}
