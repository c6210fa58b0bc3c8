// SPDX-License-Identifier: Apache-2.0

import ConfigurationFile
import JSONText
import OutboxStore
import RelinkModel
import StatusServer
import WatchEngine

/// Asks the running watcher about its outbox or, where it only looks and none runs, the store of the last one.
struct OutboxAsking {
    private let configuration: Configuration
    private let client: ControlClient

    init(_ configuration: Configuration) {
        self.configuration = configuration
        client = ControlClient(configuration)
    }

    /// Messages, newest first.
    ///
    /// - Parameter query: as `/api/v1/outbox` takes it; empty values are left out.
    func rows(_ query: [(String, String)], states: String, limit: Int) async throws -> [JSONValue] {
        if let (status, body) = await client.get("/api/v1/outbox" + Self.query(query)) {
            return try Self.accepted(status, body)["outbox"]?.array ?? []
        }
        Self.sayStored()
        let words = Dictionary(query) { first, _ in first }
        let bounds = OutboxQuery(
            states: try Self.states(states), channel: words["channel"].flatMap { $0.isEmpty ? nil : ChannelID($0) },
            since: words["since"].flatMap { Timestamp(iso8601: $0) }, limit: limit)
        return try await stored { reader throws(StoreError) in try await reader.outboxRows(bounds).map(\.json) }
    }

    /// One message with its last attempts.
    func row(_ id: DeliveryID) async throws -> JSONValue {
        if let (status, body) = await client.get("/api/v1/outbox" + ControlClient.path(id.rawValue)) {
            return try Self.accepted(status, body)
        }
        Self.sayStored()
        let found = try await stored { reader throws(StoreError) -> JSONValue? in
            guard let row = try await reader.outboxRows(OutboxQuery(id: id)).first else { return nil }
            return row.json(try await reader.attempts(of: row))
        }
        guard let found else {
            throw Failure(words: "the outbox has no message \(PrintableText.of(id.rawValue))", status: ExitStatus.usage)
                .reported()
        }
        return found
    }

    /// Has the watcher do something.
    func post(_ path: String, _ selection: OutboxCommand.Selection) async throws -> JSONValue {
        let query = Self.query([
            ("channel", selection.channel ?? ""), ("since", try Self.instant(selection.since)),
        ])
        guard let (status, body) = await client.post(path + query) else {
            throw Failure(
                words: "no watcher runs here; only a running one can do that", status: ExitStatus.unavailable
            ).reported()
        }
        return try Self.accepted(status, body)
    }

    /// An instant as the API takes it, from one or from how long ago it was; empty for nothing.
    static func instant(_ text: String?, now: Timestamp = SystemTimeSource().now.wall) throws -> String {
        guard let text else { return "" }
        if Timestamp(iso8601: text) != nil { return text }
        guard let ago = DurationText.parse(text) else {
            throw Failure(
                words: "--since takes a duration such as 2h, or an instant such as 2026-01-01T00:00:00Z",
                status: ExitStatus.usage
            ).reported()
        }
        return "\(now - ago)"
    }

    private func stored<Value>(
        _ read: (SQLiteReader) async throws(StoreError) -> Value
    ) async throws -> Value {
        let reader = try StoredSessions(configuration).reader()
        do throws(StoreError) {
            return try await read(reader)
        } catch {
            throw Failure(words: "\(error)", status: ExitStatus.of(error)).reported()
        }
    }

    private static func sayStored() {
        Console.error.write("relink: no watcher runs here; this is what the last one stored\n")
    }

    private static func states(_ word: String) throws -> Set<Delivery.State> {
        switch word {
        case "open": return [.queued, .sending]
        case "all": return Set(Delivery.State.allCases)
        default:
            guard let state = Delivery.State(rawValue: word) else {
                let words = Delivery.State.allCases.map(\.rawValue).joined(separator: ", ")
                throw Failure(words: "--state takes open, all, \(words)", status: ExitStatus.usage).reported()
            }
            return [state]
        }
    }

    private static func accepted(_ status: Int, _ body: JSONValue) throws -> JSONValue {
        guard status < 400 else {
            let words = body["details"]?.string ?? "the watcher answered \(status)"
            throw Failure(
                words: PrintableText.of(words), status: status < 500 ? ExitStatus.usage : ExitStatus.unavailable
            )
            .reported()
        }
        return body
    }

    private static func query(_ pairs: [(String, String)]) -> String {
        let parts = pairs.filter { !$0.1.isEmpty }.map { "\($0.0)=\(ControlClient.path($0.1).dropFirst())" }
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }
}
