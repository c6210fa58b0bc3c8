// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import StatusServer

/// The wall clock of these tests stands still.
let noon = Timestamp(milliseconds: 1_767_268_800_000)

extension GatewayStatus {
    static func main(_ reachability: Reachability = .reachable, problem: String = "") -> GatewayStatus {
        GatewayStatus(
            id: "main", kind: .wwebjs, reachability: reachability, since: noon, problem: problem,
            counts: SessionCounts(total: 3, connectedBefore: 2, connectedNow: 2))
    }
}

extension SessionStatus {
    /// A session of the gateway `main` that the gateway answered for that long ago.
    static func sample(
        _ name: String = "shop-07", gateway: GatewayID = "main", condition: SessionCondition? = .connected,
        words: GatewayWords? = GatewayWords(success: true, state: "CONNECTED", message: "session_connected"),
        age: Duration = .seconds(1), isFrozen: Bool = false,
        account: AccountStatus = AccountStatus(.expected, last4: "0143", expectedLast4: "0143")
    ) -> SessionStatus {
        SessionStatus(
            key: SessionKey(gateway: gateway, name: name),
            plan: SessionPlan(name: name, title: "Shop Centro", phone: "+12025550143", labels: ["team": "sales"]),
            observed: condition, observedSince: noon, confirmed: condition, confirmedSince: noon, words: words,
            answeredAt: words == nil ? nil : noon - age, account: account, isFrozen: isFrozen,
            incident: IncidentReference(id: "a1b2c3-1", code: "K7Q2", openedAt: noon), qrSequence: 2, qrExpiresAt: noon)
    }
}

extension LiveQR {
    static func sample() throws -> LiveQR {
        guard let payload = QRPayload("2@abc,def=,1") else { throw StoreError.corrupt("the sample payload") }
        return LiveQR(
            payload: payload, id: QRID(rawValue: "0123456789abcdef"), round: 1, sequence: 2, firstSeen: noon,
            expiresAt: noon + .seconds(20))
    }
}

extension StatusServerSettings {
    static func loopback(key: String? = nil) -> StatusServerSettings {
        StatusServerSettings(
            listener: .loopback, apiKey: key.map { Secret($0) }, compatibleGateway: "main", version: "1.2.3")
    }
}

extension StatusServer.Listener {
    /// Any free port of this machine.
    static let loopback = StatusServer.Listener.tcp(host: "127.0.0.1", port: 0)
}

/// Runs a server for as long as the body does, with one who answers by those settings.
func withServer(
    _ settings: StatusServerSettings = .loopback(), _ operating: ScriptedOperating,
    on listener: StatusServer.Listener = .loopback, limits: ServerLimits = ServerLimits(),
    _ body: (SocketClient) async throws -> Void
) async throws {
    let reception = Reception()
    reception.serve(try OperatorResponder(settings, operating: operating) { noon }, takesWishes: true)
    try await withServer(StatusServer(listener, reception: reception, limits: limits), body)
}

/// Runs that server for as long as the body does.
func withServer(_ server: StatusServer, _ body: (SocketClient) async throws -> Void) async throws {
    let (listening, announce) = AsyncStream.makeStream(of: Void.self)
    let running = Task {
        defer { announce.finish() }
        try await server.run { announce.yield() }
    }
    for await _ in listening { break }
    switch server.listener {
    case .tcp: if let port = server.port { try await body(SocketClient(address: .tcp(port: port))) }
    case .unix(let path): try await body(SocketClient(address: .unix(path: path)))
    }
    running.cancel()
    try await running.value
}
