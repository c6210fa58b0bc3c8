// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import RelinkModel

/// Takes every request: gate, path, method, and then the part of the API that answers.
struct OperatorResponder: HTTPResponder {
    /// Nothing of the connection matters to an answer.
    struct Context: InitializableFromSource {
        init(source: ApplicationRequestContextSource) {}
    }

    private let gatekeeper: Gatekeeper
    private let bodyLimit: Int
    private let hasControl: Bool
    private let own: OwnAPI
    private let deliveries: DeliveryAPI
    private let incidents: IncidentAPI
    private let compatible: CompatibleAPI
    private let control: ControlAPI
    private let pushes: PushReceiver

    init(_ settings: StatusServerSettings, operating: any Operating, now: @escaping @Sendable () -> Timestamp) {
        gatekeeper = Gatekeeper(settings)
        bodyLimit = settings.limits.bodyBytes
        if case .unix = settings.listener { hasControl = true } else { hasControl = false }
        own = OwnAPI(operating: operating, reloading: settings.reloading)
        deliveries = DeliveryAPI(operating: operating)
        incidents = IncidentAPI(operating: operating, now: now)
        compatible = CompatibleAPI(operating: operating, defaultGateway: settings.compatibleGateway, now: now)
        control = ControlAPI(operating: operating, reloading: settings.reloading, version: settings.version)
        pushes = PushReceiver(operating: operating, secrets: settings.pushSecrets)
    }

    func respond(to request: Request, context: Context) async -> Response {
        let target = request.head.path ?? ""
        let path = target.prefix { $0 != "?" }
        let answer: Answer
        do throws(Refusal) {
            answer = try await self.answer(to: request, path: path, query: Query(target.dropFirst(path.count + 1)))
        } catch {
            answer = error.answer(in: Endpoint.family(of: path))
        }
        return answer.response(toHead: request.method == .head)
    }

    private func answer(to request: Request, path: Substring, query: Query) async throws(Refusal) -> Answer {
        let head = request.head
        let endpoint = Endpoint(path: path, control: hasControl)
        if let length = head.headerFields[.contentLength].flatMap({ Int($0) }), length > bodyLimit {
            throw .bodyTooLarge
        }
        if case .push(let gateway, let secret) = endpoint, head.method == .post {
            return try await pushes.take(request.body, upTo: bodyLimit, from: gateway, secret: secret)
        }
        if endpoint != .health, let refusal = gatekeeper.refusal(of: head) { throw refusal }
        guard let endpoint else { throw .noRoute }
        let method = head.method == .head ? "GET" : head.method.rawValue
        guard endpoint.methods.contains(method) else { throw .method(endpoint.methods.joined(separator: ", ")) }
        let isWish = method != "GET"
        let body = isWish ? try await WishBody.bytes(of: request.body, upTo: bodyLimit) : []
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
