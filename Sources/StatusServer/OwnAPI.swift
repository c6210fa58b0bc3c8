// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

/// Health, metrics and `/api/v1`: what is known, as it is.
struct OwnAPI: Sendable {
    /// The most lines of a history in one answer.
    private static let longestHistory = 1000

    let operating: any Operating
    let reloading: (any Reloading)?

    /// One word, since it is open to everyone.
    func health() async -> Answer {
        await operating.health().isAlive ? .text("ok\n") : .text("failing\n", status: 503)
    }

    func readiness() async -> Answer {
        let health = await operating.health()
        return .json(
            ["ready": .bool(health.isReady), "problems": .array(health.problems.map { .string($0) })],
            status: health.isReady ? 200 : 503)
    }

    func metrics() async -> Answer {
        let text = PrometheusText.render(await operating.metrics() + configuration)
        return Answer(status: 200, contentType: PrometheusText.contentType, body: Array(text.utf8))
    }

    private var configuration: [Metric] {
        guard let reloading else { return [] }
        return [
            Metric(
                "relink_config_last_reload_success", .gauge,
                help: "Whether the configuration that was read last is the one that runs.",
                samples: [.init(reloading.rejection == nil ? 1 : 0)])
        ]
    }

    func sessions() async -> Answer {
        .json(["sessions": .array(await operating.sessions().map(\.json))])
    }

    func session(_ key: SessionKey) async throws(Refusal) -> Answer {
        guard let status = await operating.session(key) else { throw .unknownSession(key.description) }
        return .json(status.json)
    }

    func gateways() async -> Answer {
        .json(["gateways": .array(await operating.gateways().map(\.json))])
    }

    /// - Parameter query: `limit`, 100 by default; `since`, an instant in UTC.
    func history(_ gateway: GatewayID, session: String?, query: Query) async throws(Refusal) -> Answer {
        guard await operating.gateways().contains(where: { $0.id == gateway }) else {
            throw .unknownGateway(gateway.rawValue)
        }
        let lines: [HistoryRecord]
        do {
            lines = try await operating.history(
                HistoryQuery(
                    gateway: gateway, subject: session.map { .session($0) }, since: try query.since(),
                    limit: try query.limit(orElse: 100, upTo: Self.longestHistory)))
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal(code: 500, error: "History unavailable", details: String(describing: error))
        }
        return .json(["history": .array(lines.map(\.json))])
    }
}
