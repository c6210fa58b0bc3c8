// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
package import RelinkModel

/// Answers every request on behalf of one watcher: gate, path, method, and then the part of the API that knows.
package struct OperatorResponder: Sendable {
    private let gatekeeper: Gatekeeper
    private let own: OwnAPI
    private let deliveries: DeliveryAPI
    private let incidents: IncidentAPI
    private let compatible: CompatibleAPI
    private let control: ControlAPI
    private let pushes: PushReceiver

    /// One of those settings. Throws when it would be open to other machines without a key.
    ///
    /// - Parameter now: the wall clock, by which an observation is old.
    package init(
        _ settings: StatusServerSettings, operating: any Operating, now: @escaping @Sendable () -> Timestamp
    ) throws(StatusServerError) {
        guard settings.listener.isLocal || settings.apiKey.map({ !$0.isEmpty }) == true else {
            throw .keyRequired(address: settings.listener.description)
        }
        gatekeeper = Gatekeeper(settings)
        own = OwnAPI(operating: operating, reloading: settings.reloading)
        deliveries = DeliveryAPI(operating: operating)
        incidents = IncidentAPI(operating: operating, now: now)
        compatible = CompatibleAPI(operating: operating, defaultGateway: settings.compatibleGateway, now: now)
        control = ControlAPI(operating: operating, reloading: settings.reloading, version: settings.version)
        pushes = PushReceiver(operating: operating, secrets: settings.pushSecrets)
    }

    func respond(to inquiry: Inquiry) async -> Response {
        do throws(Refusal) {
            return inquiry.response(try await answer(to: inquiry))
        } catch {
            return inquiry.response(error)
        }
    }

    private func answer(to inquiry: Inquiry) async throws(Refusal) -> Answer {
        let (request, head, query) = (inquiry.request, inquiry.request.head, inquiry.query)
        if let length = head.headerFields[.contentLength].flatMap({ Int($0) }), length > inquiry.bodyLimit {
            throw .bodyTooLarge
        }
        if case .push(let gateway, let secret) = inquiry.endpoint, head.method == .post {
            return try await pushes.take(request.body, upTo: inquiry.bodyLimit, from: gateway, secret: secret)
        }
        if !inquiry.isControl, inquiry.endpoint != .health, let refusal = gatekeeper.refusal(of: head) { throw refusal }
        guard let endpoint = inquiry.endpoint else { throw .noRoute }
        let method = head.method == .head ? "GET" : head.method.rawValue
        guard endpoint.methods.contains(method) else { throw .method(endpoint.methods.joined(separator: ", ")) }
        let isWish = method != "GET"
        let body = isWish ? try await WishBody.bytes(of: request.body, upTo: inquiry.bodyLimit) : []
        switch endpoint {
        case .incidents: return await incidents.incidents()
        case .explain(let key): return try await incidents.explain(key)
        case .acknowledge(let name): return try await incidents.acknowledge(name, body)
        case .unacknowledge(let name): return try await incidents.unacknowledge(name, body)
        case .silences: return isWish ? try await incidents.silence(body) : await incidents.silences()
        case .silence(let id): return try await incidents.endSilence(id)
        case .reliefs: return isWish ? try await incidents.relieve(body) : await incidents.reliefs()
        case .relief(let id): return try await incidents.endRelief(id)
        case .wish(.expect, let key): return try await incidents.expect(key, body)
        case .wish(.forget, let key): return try await incidents.forget(key, body)
        case .wish(.acceptAccount, let key): return try await incidents.acceptAccount(key, body)
        case .wish(.pairingCode, let key): return try await incidents.pairingCode(key, body)
        case .wish(.start, let key): return try await control.start(key)
        case .health: return await own.health()
        case .ready: return await own.readiness()
        case .metrics: return await own.metrics()
        case .sessions: return await own.sessions()
        case .session(let key): return try await own.session(key)
        case .gateways: return await own.gateways()
        case .history(let gateway, let session): return try await own.history(gateway, session: session, query: query)
        case .outbox: return try await deliveries.rows(query)
        case .outboxRow(let id): return try await deliveries.row(id)
        case .replay(let id): return try await deliveries.replay(id, query)
        case .channels: return await deliveries.channels()
        case .resume(let channel): return try await deliveries.resume(channel)
        case .controlPurge(let id): return try await deliveries.purge(id, query)
        case .ping(let gateway): return try await compatible.ping(gateway)
        case .compatible(let call, let gateway, let session):
            return try await compatible.answer(call, gateway, session: session)
        case .push: throw .method("POST")
        case .controlStatus: return await control.status()
        case .controlQR(let key): return try await control.code(key)
        case .controlStart(let key): return try await control.start(key)
        case .controlReload: return try await control.reload(query)
        }
    }
}
