// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import JSONText
import RelinkModel

/// What the gateways of the family have in common, which is everything but their list.
protocol WebJSGateway: SessionGateway {
    /// The server behind it.
    var server: WebJSServer { get }
}

extension WebJSGateway {
    var id: GatewayID { server.id }

    func accepts(sessionName: String) -> Bool { SessionNameRule.isWord(sessionName) }

    /// No key is needed, so none is shown.
    func ping() async -> PingAnswer {
        switch await server.client.getOpenly("/ping", limits: WebJSServer.pingLimits) {
        case .success(let reply): server.reader.ping(reply)
        case .failure(let failure): failure.ping
        }
    }

    func poll(_ sessions: [String], deliver: @escaping @Sendable ([PolledSession]) -> Void) {
        server.client.poll(
            sessions, path: "/session/status/", limits: server.statusLimits, interpret: server.answers.answer,
            deliver: deliver)
    }

    func qr(_ session: String) async -> QRAnswer {
        let path = "/session/qr/\(SessionNameRule.pathSegment(session))"
        switch await server.client.get(path, limits: server.statusLimits) {
        case .success(let reply): return server.reader.qr(reply)
        case .failure(let failure): return .failed(words: failure.words)
        }
    }

    func account(_ session: String) async -> AccountAnswer {
        let path = "/client/getClassInfo/\(SessionNameRule.pathSegment(session))"
        switch await server.client.get(path, limits: server.statusLimits) {
        case .success(let reply): return server.reader.account(reply)
        case .failure(let failure): return .failed(words: failure.words)
        }
    }

    /// Asks whether the session's own number has WhatsApp: the page hands that on to WhatsApp and waits for the answer.
    /// What the page knows by itself, such as the version of WhatsApp Web, it says as well when the connection is dead.
    func probe(_ session: String) async -> ProbeAnswer {
        let name = SessionNameRule.pathSegment(session)
        let number: String
        switch await server.client.get("/client/getClassInfo/\(name)", limits: server.statusLimits) {
        case .success(let reply):
            guard let own = server.reader.ownNumber(reply) else {
                return .unknown(words: "the gateway does not say its number")
            }
            number = own
        case .failure(let failure): return .unknown(words: failure.words)
        }
        let path = "/client/isRegisteredUser/\(name)"
        switch await server.client.post(path, ["number": .string(number)], limits: server.probeLimits) {
        case .success(let reply): return server.reader.probe(reply, hiding: number)
        case .failure(let failure):
            guard failure.isTimeout else { return .unknown(words: failure.words) }
            return .silent(words: "no answer within \(server.probeLimits.total.wholeSeconds) s")
        }
    }

    /// The phone shows a notification, so the request must not leave twice.
    func pairingCode(_ session: String, for phone: String) async -> PairingAnswer {
        guard kind.offersPairingCodes else { return .unsupported }
        let path = "/session/requestPairingCode/\(SessionNameRule.pathSegment(session))"
        let digits = String(phone.unicodeScalars.filter { ("0"..."9").contains($0) }.map(Character.init))
        let body: JSONValue = ["phoneNumber": .string(digits), "showNotification": true]
        switch await server.client.post(path, body, limits: WebJSServer.pairingLimits) {
        case .success(let reply): return server.reader.pairing(reply, hiding: digits)
        case .failure(let failure): return .failed(words: failure.words)
        }
    }

    func start(_ session: String) async -> StartAnswer { await begin("start", session) }

    func restart(_ session: String) async -> StartAnswer { await begin("restart", session) }

    func hints(inPush body: [UInt8]) -> [PushHint] { server.reader.hints(inPush: body) }

    /// Asked twice at once, the gateway starts two browsers on one profile, so the request must not leave twice.
    private func begin(_ verb: String, _ session: String) async -> StartAnswer {
        let path = "/session/\(verb)/\(SessionNameRule.pathSegment(session))"
        switch await server.client.get(path, limits: WebJSServer.startLimits, connection: .fresh) {
        case .success(let reply): return server.reader.start(reply)
        case .failure(let failure): return .noAnswer(words: failure.words)
        }
    }
}
