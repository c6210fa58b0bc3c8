// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

/// The API that existing dashboards speak with a gateway of the wwebjs-api family, answered by the watcher.
///
/// What a gateway says of a session is repeated in its own words; only failures are ours.
struct CompatibleAPI: Sendable {
    /// Beyond that age an observation is not given out before the gateway was asked again; also how long that may take.
    private static let freshness = Duration.seconds(15)
    private static let statusLimit = Duration.seconds(15)
    private static let startLimit = Duration.seconds(30)

    let operating: any Operating
    let defaultGateway: GatewayID
    let now: @Sendable () -> Timestamp

    func ping(_ gateway: GatewayID?) async throws(Refusal) -> Answer {
        let id = gateway ?? defaultGateway
        guard let status = await operating.gateways().first(where: { $0.id == id }) else {
            throw .unknownGateway(id.rawValue)
        }
        guard status.reachability != .unreachable else { throw Self.unreachable(status.problem) }
        return .json(["success": true, "message": "pong"])
    }

    func answer(
        _ call: Endpoint.CompatibleCall, _ gateway: GatewayID?, session: String
    ) async throws(Refusal) -> Answer {
        guard Self.isName(session) else { throw .badName }
        let key = SessionKey(gateway: gateway ?? defaultGateway, name: session)
        guard let known = await operating.session(key) else { return Self.unknown(call) }
        switch call {
        case .status: return try await status(known)
        case .start: return try await start(known)
        case .qr: return await code(key)
        }
    }

    private func status(_ known: SessionStatus) async throws(Refusal) -> Answer {
        if let words = known.words, let answeredAt = known.answeredAt, !known.isFrozen,
            (.zero..<Self.freshness).contains(now() - answeredAt)
        {
            return .json(words.json)
        }
        guard let refreshed = await operating.refresh(known.key, limit: Self.statusLimit) else {
            return Self.unknown(.status)
        }
        switch refreshed.answer {
        case .observed(_, let words): return .json(words.json)
        case .unreachable(_, let words): throw Self.unreachable(words)
        case .unauthorized(let words):
            throw Refusal(code: 500, error: "Gateway refused the API key", details: words.summary)
        case .unmapped(let words): throw Refusal(code: 500, error: "Unknown gateway answer", details: words)
        case .timedOut, nil: throw Self.timeout("The gateway did not answer in time.")
        }
    }

    private func start(_ known: SessionStatus) async throws(Refusal) -> Answer {
        switch known.shown?.state {
        case .connected: throw Self.exists(known.key.name)
        case .starting: return Self.started
        default: break
        }
        switch await operating.start(known.key, limit: Self.startLimit) {
        case .accepted: return Self.started
        case .alreadyRunning: throw Self.exists(known.key.name)
        case .unknownSession: return Self.unknown(.start)
        case .refused(let words): throw Refusal(code: 500, error: "Session start failed", details: words)
        case .noAnswer(let words): throw Self.timeout(words)
        }
    }

    private func code(_ key: SessionKey) async -> Answer {
        guard let code = await operating.liveQR(key) else {
            return .json(["success": false, "message": "qr code not ready or already scanned"])
        }
        return .json(["success": true, "qr": .string(code.payload.revealed)])
    }

    // MARK: - Words

    private static let started = Answer.json(["success": true, "message": "Session initiated successfully"])

    /// As the gateways word it (avoylenko/wwebjs-api at e45da16): the QR's answer has no state.
    private static func unknown(_ call: Endpoint.CompatibleCall) -> Answer {
        call == .qr
            ? .json(["success": false, "message": "session_not_found"])
            : .json(GatewayWords(message: "session_not_found").json)
    }

    private static func exists(_ name: String) -> Refusal {
        Refusal(
            code: 422, error: "Session already exists for: \(name)",
            details: "It runs already; only a restart at the gateway would change anything.")
    }

    private static func unreachable(_ words: String) -> Refusal {
        Refusal(code: 500, error: "Gateway unreachable", details: words)
    }

    private static func timeout(_ words: String) -> Refusal {
        Refusal(code: 504, error: "Gateway timeout", details: words)
    }

    /// The rule of these gateways for names, `^[A-Za-z0-9_-]+$`.
    private static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
