// SPDX-License-Identifier: Apache-2.0

import Glibc
import JSONText
import RelinkModel

/// What only our own commands may ask, over the control socket.
struct ControlAPI: Sendable {
    private static let startLimit = Duration.seconds(30)

    let operating: any Operating
    let reloading: (any Reloading)?
    let version: String
    private let began = ContinuousClock.now

    init(operating: any Operating, reloading: (any Reloading)?, version: String) {
        self.operating = operating
        self.reloading = reloading
        self.version = version
    }

    func status() async -> Answer {
        let gateways = await operating.gateways()
        let health = await operating.health()
        return .json([
            "version": .string(version),
            "pid": .integer(Int64(getpid())),
            "uptime_seconds": .integer((ContinuousClock.now - began).wholeSeconds),
            "alive": .bool(health.isAlive),
            "ready": .bool(health.isReady),
            "problems": .array(health.problems.map { .string($0) }),
            "sessions_total": .integer(Int64(gateways.reduce(0) { $0 + $1.counts.total })),
            "sessions_connected": .integer(Int64(gateways.reduce(0) { $0 + $1.counts.connectedNow })),
            "incidents_open": .integer(Int64(await operating.incidents().count(where: \.isOpen))),
            "wrong_accounts": .array(await wrongAccounts()),
            "silences": .integer(Int64(await operating.silences().count)),
            "gateways": .array(gateways.map(\.json)),
            "configuration_rejected": reloading?.rejection.map(Self.json) ?? .null,
        ])
    }

    /// The sessions that are linked to another phone than they should be.
    private func wrongAccounts() async -> [JSONValue] {
        await operating.sessions().filter { $0.account.standing == .wrong && !$0.isFrozen }.map { session in
            ["session": .string(session.key.description), "account": session.account.json]
        }
    }

    /// 200 where the configuration was taken, or would be; 422 with every problem where it was not.
    ///
    /// - Parameter query: `dry_run=1` changes nothing.
    func reload(_ query: Query) async throws(Refusal) -> Answer {
        guard let reloading else { throw .noRoute }
        let report = await reloading.reload(isDry: query["dry_run"] == "1")
        return .json(Self.json(report), status: report.isAccepted ? 200 : 422)
    }

    private static func json(_ report: ReloadReport) -> JSONValue {
        [
            "at": .string(report.at.description), "accepted": .bool(report.isAccepted),
            "problems": .array(report.problems.map { .string($0) }),
            "changes": .array(report.changes.map { .string($0) }),
        ]
    }

    /// The code with its payload: the one place besides `/api/whatsapp` that shows it.
    func code(_ key: SessionKey) async throws(Refusal) -> Answer {
        guard await operating.session(key) != nil else { throw .unknownSession(key.description) }
        guard let code = await operating.liveQR(key) else {
            throw Refusal(code: 404, error: "No code", details: "The session \(key) shows no QR code now.")
        }
        return .json([
            "gateway": .string(key.gateway.rawValue),
            "session": .string(key.name),
            "payload": .string(code.payload.revealed),
            "id": .string(code.id.rawValue),
            "round": .integer(Int64(code.round)),
            "sequence": .integer(Int64(code.sequence)),
            "first_seen": .string(code.firstSeen.description),
            "expires_at": .string(code.expiresAt.description),
        ])
    }

    /// Always 200 when the gateway was asked: `answer` says what it said.
    func start(_ key: SessionKey) async throws(Refusal) -> Answer {
        guard await operating.session(key) != nil else { throw .unknownSession(key.description) }
        let (answer, words) =
            switch await operating.start(key, limit: Self.startLimit) {
            case .accepted: ("accepted", "")
            case .alreadyRunning: ("already_running", "")
            case .unknownSession: ("unknown_session", "")
            case .refused(let words): ("refused", words)
            case .noAnswer(let words): ("no_answer", words)
            }
        return .json(["answer": .string(answer), "words": .string(words)])
    }
}
