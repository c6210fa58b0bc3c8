// SPDX-License-Identifier: Apache-2.0

import ConfigurationFile
import OutboxStore
import RelinkModel
import WatchEngine

/// What each gateway's watch would go on from if a watcher were started now: the last known state, decided on by nobody.
struct StoredWatches {
    let watches: [GatewayWatch]
    let now: Moment
    private let reader: SQLiteReader

    /// Loads what the last watcher stored.
    ///
    /// Ends the command when there is nothing, or it cannot be read.
    init(_ configuration: Configuration) async throws {
        reader = try StoredSessions(configuration).reader()
        now = SystemTimeSource().now
        var watches: [GatewayWatch] = []
        for gateway in configuration.gateways {
            do throws(StoreError) {
                let snapshot = try await reader.load(gateway.plan.id)
                var watch = GatewayWatch(plan: gateway.plan, snapshot: snapshot, at: now)
                watch.lookUp(configuration.calendars.calendars(at: now.wall), at: now)
                watches.append(watch)
            } catch {
                throw Failure(words: "\(error)", status: ExitStatus.of(error)).reported()
            }
        }
        self.watches = watches
    }

    /// The incidents of all gateways.
    var incidents: [IncidentStatus] { watches.flatMap { $0.incidents(at: now) } }

    /// What recipients were told of together.
    var groups: [GroupStatus] { watches.flatMap(\.groupStatuses) }

    /// The silences that are not over, each once.
    var silences: [Silence] {
        let all = watches.flatMap(\.silences).filter { $0.until > now.wall }.map { ($0.id, $0) }
        return Dictionary(all) { first, _ in first }.values.sorted { ($0.until, $0.id) < ($1.until, $1.id) }
    }

    /// The reliefs that are not over, each once.
    var reliefs: [Relief] {
        let all = watches.flatMap(\.reliefs).filter { $0.until > now.wall }.map { ($0.id, $0) }
        return Dictionary(all) { first, _ in first }.values.sorted { ($0.until, $0.id) < ($1.until, $1.id) }
    }

    /// The last known state of a session in sentences; nil when nothing is stored of it.
    func explain(_ key: SessionKey) async throws -> Explanation? {
        let history = try await history(HistoryQuery(gateway: key.gateway, subject: .session(key.name), limit: 200))
        return watches.first { $0.plan.id == key.gateway }?
            .explain(key.name, history: history, isLive: false, at: now)
    }

    /// Lines of a history, newest last.
    func history(_ query: HistoryQuery) async throws -> [HistoryRecord] {
        do throws(StoreError) {
            return try await reader.history(query)
        } catch {
            throw Failure(words: "\(error)", status: ExitStatus.of(error)).reported()
        }
    }
}
