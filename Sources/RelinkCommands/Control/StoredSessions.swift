// SPDX-License-Identifier: Apache-2.0

import ConfigurationFile
import JSONText
import OutboxStore
import RelinkModel
import StatusServer

/// What the last watcher stored, for commands that find none running.
struct StoredSessions {
    private let configuration: Configuration

    init(_ configuration: Configuration) {
        self.configuration = configuration
    }

    /// The store, for reading only.
    ///
    /// Ends the command when there is none, or it cannot be read.
    func reader() throws -> SQLiteReader {
        do throws(StoreError) {
            return try SQLiteStore.reading(configuration.store.path)
        } catch {
            throw Failure(words: "\(error)", status: ExitStatus.of(error)).reported()
        }
    }

    /// The stored sessions of every configured gateway, in the shape of `/api/v1/sessions`.
    func all() async throws -> [JSONValue] {
        let reader = try reader()
        var sessions: [JSONValue] = []
        for gateway in configuration.gateways {
            do throws(StoreError) {
                let snapshot = try await reader.load(gateway.plan.id)
                sessions += snapshot.sessions.map { Self.json($0, at: gateway.plan) }
            } catch {
                throw Failure(words: "\(error)", status: ExitStatus.of(error)).reported()
            }
        }
        return sessions
    }

    /// The sessions that a name may mean: those that were seen, and those that are configured and never answered for.
    func keys() async throws -> [SessionKey] {
        let seen = SessionName.keys(of: try await all())
        let known = Set(seen)
        let configured = configuration.gateways.flatMap { gateway in
            gateway.plan.sessions.map { SessionKey(gateway: gateway.plan.id, name: $0.name) }
        }
        return seen + configured.filter { !known.contains($0) }
    }

    private static func json(_ record: SessionRecord, at gateway: GatewayPlan) -> JSONValue {
        let pinned = gateway.sessions.first { $0.name == record.name }?.account
        return [
            "gateway": .string(gateway.id.rawValue), "name": .string(record.name),
            "state": .string(record.observed.state.rawValue), "detail": .string(record.observed.detail.rawValue),
            "since": .string(record.observedSince.description),
            "account": AccountStatus(stored: record, pinned: pinned).json,
        ]
    }
}
