// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import StatusServer
import Synchronization

/// A watcher that says what it was told to, and remembers what it was asked.
final class ScriptedOperating: Operating {
    struct Script: Sendable {
        var gateways: [GatewayStatus] = []
        var sessions: [SessionStatus] = []
        var refreshed: PollAnswer?
        var started = StartAnswer.accepted
        var codes: [SessionKey: LiveQR] = [:]
        var history: Result<[HistoryRecord], StoreError> = .success([])
        var health = WatcherHealth(isAlive: true, isReady: true, problems: [])
        var metrics: [Metric] = []
        var rows: [OutboxRow] = []
        var attempts: [OutboxRow.Attempt] = []
        var channels: [ChannelStatus] = []
        var incidents: [IncidentStatus] = []
        var groups: [GroupStatus] = []
        var silences: [Silence] = []
        var reliefs: [Relief] = []
        var explanations: [Explanation] = []
        /// Why wishes are not followed; nil for following them.
        var refusal: OperatingError?
        var asked: [String] = []
    }

    private let script: Mutex<Script>

    private let holdup: Holdup?

    /// - Parameter holdup: holds up whatever has a gateway asked.
    init(holdup: Holdup? = nil, _ change: (inout Script) -> Void = { _ in }) {
        self.holdup = holdup
        var script = Script()
        change(&script)
        self.script = Mutex(script)
    }

    var asked: [String] { script.withLock { $0.asked } }

    func gateways() async -> [GatewayStatus] { script.withLock { $0.gateways } }

    func sessions() async -> [SessionStatus] { script.withLock { $0.sessions } }

    func session(_ key: SessionKey) async -> SessionStatus? {
        script.withLock { $0.sessions.first { $0.key == key } }
    }

    func refresh(_ key: SessionKey, limit: Duration) async -> (status: SessionStatus, answer: PollAnswer?)? {
        await holdup?.pass()
        return script.withLock { script in
            script.asked.append("refresh \(key) \(limit)")
            return script.sessions.first { $0.key == key }.map { ($0, script.refreshed) }
        }
    }

    func start(_ key: SessionKey, limit: Duration) async -> StartAnswer {
        await holdup?.pass()
        return script.withLock { script in
            script.asked.append("start \(key) \(limit)")
            return script.started
        }
    }

    func liveQR(_ key: SessionKey) async -> LiveQR? { script.withLock { $0.codes[key] } }

    func receivePush(_ body: [UInt8], from gateway: GatewayID) async {
        script.withLock { $0.asked.append("push \(gateway) \(String(decoding: body, as: UTF8.self))") }
    }

    func history(_ query: HistoryQuery) async throws(StoreError) -> [HistoryRecord] {
        let result = script.withLock { script in
            script.asked.append(
                "history \(query.subject?.sessionName ?? "-") \(query.since?.description ?? "-") \(query.limit)")
            return script.history
        }
        return try result.get()
    }

    func outboxRows(_ query: OutboxQuery) async throws(StoreError) -> [OutboxRow] {
        script.withLock { script in
            script.asked.append("outbox \(query.words)")
            return script.rows.filter { query.id == nil || query.id == $0.row.id }
        }
    }

    func attempts(of row: OutboxRow) async throws(StoreError) -> [OutboxRow.Attempt] {
        script.withLock { $0.attempts }
    }

    func purge(_ query: OutboxQuery) async throws(StoreError) -> Int {
        script.withLock { script in
            script.asked.append("purge \(query.words)")
            return 3
        }
    }

    func replay(_ query: OutboxQuery) async throws(StoreError) -> (sent: Int, skipped: Int) {
        script.withLock { script in
            script.asked.append("replay \(query.words)")
            return (2, 1)
        }
    }

    func channels() async -> [ChannelStatus] { script.withLock { $0.channels } }

    func resume(_ channel: ChannelID) async -> Bool {
        script.withLock { script in
            script.asked.append("resume \(channel)")
            return script.channels.contains { $0.plan.id == channel }
        }
    }

    func incidents() async -> [IncidentStatus] { script.withLock { $0.incidents } }

    func groups() async -> [GroupStatus] { script.withLock { $0.groups } }

    func explain(_ key: SessionKey) async -> Explanation? {
        script.withLock { $0.explanations.first { $0.session == key } }
    }

    func silences() async -> [Silence] { script.withLock { $0.silences } }

    /// Notes a wish, and refuses it where that is scripted.
    private func note(_ wish: String) throws(OperatingError) {
        let refusal = script.withLock { script in
            script.asked.append(wish)
            return script.refusal
        }
        if let refusal { throw refusal }
    }

    func acknowledge(
        _ name: IncidentName, by person: String, until end: Acknowledgement.End?
    ) async throws(OperatingError) -> [IncidentStatus] {
        let found = try name.find(incidents: await incidents(), groups: await groups())
        try note("acknowledge \(found.id) by \(person) until \(end.map { "\($0)" } ?? "-")")
        return await incidents().filter { $0.reference.id == found.id }
    }

    func unacknowledge(_ name: IncidentName, by person: String) async throws(OperatingError) -> [IncidentStatus] {
        let found = try name.find(incidents: await incidents(), groups: await groups())
        try note("unacknowledge \(found.id) by \(person)")
        return await incidents().filter { $0.reference.id == found.id }
    }

    func silence(
        _ match: Route.Match, until end: Timestamp, by person: String, comment: String
    ) async throws(OperatingError) -> Silence {
        try note("silence \(match.sessions) until \(end)")
        return Silence(id: "QK7M", match: match, until: end, createdAt: noon, by: person, comment: comment)
    }

    func endSilence(_ id: SilenceID) async throws(OperatingError) -> Silence {
        try note("end silence \(id)")
        guard let silence = await silences().first(where: { $0.id == id }) else { throw .unknown("no silence \(id)") }
        return silence
    }

    func expect(_ override: ExpectationOverride?, of key: SessionKey) async throws(OperatingError) -> SessionStatus {
        let what = override.map { "\($0.expectation) until \($0.until?.description ?? "-")" } ?? "the configuration"
        try note("expect \(key) \(what)")
        guard let session = await session(key) else { throw .unknown("no session \(key) is watched") }
        return session
    }

    func reliefs() async -> [Relief] { script.withLock { $0.reliefs } }

    func relieve(
        _ away: String, by instead: String, until end: Timestamp, madeBy person: String, comment: String
    ) async throws(OperatingError) -> Relief {
        try note("relieve \(away) by \(instead) until \(end) says \(person)")
        return Relief(
            id: "QK7M", of: Recipient(channel: ChannelID(away)), by: Recipient(channel: ChannelID(instead)), until: end,
            createdAt: noon, madeBy: person, comment: comment)
    }

    func endRelief(_ id: ReliefID) async throws(OperatingError) -> Relief {
        try note("end relief \(id)")
        guard let relief = await reliefs().first else { throw .unknown("no relief \(id)") }
        return relief
    }

    func acceptAccount(of key: SessionKey) async throws(OperatingError) -> SessionStatus {
        try note("accept account \(key)")
        guard let session = await session(key) else { throw .unknown("no session \(key) is watched") }
        return session
    }

    func pairingCode(of key: SessionKey, by person: String) async throws(OperatingError) -> LivePairingCode {
        try note("pairing code \(key) by \(person)")
        guard let code = PairingCode("ABCD1234") else { throw .refused("the sample code") }
        return LivePairingCode(code: code, last4: "0143", expiresAt: noon + PairingCode.life)
    }

    func forget(_ key: SessionKey) async throws(OperatingError) { try note("forget \(key)") }

    func health() async -> WatcherHealth { script.withLock { $0.health } }

    func metrics() async -> [Metric] { script.withLock { $0.metrics } }
}

extension OutboxQuery {
    fileprivate var words: String {
        let states = states.map(\.rawValue).sorted().joined(separator: ",")
        return "\(states) \(id?.rawValue ?? "-") \(channel?.rawValue ?? "-") \(since?.description ?? "-") \(limit)"
    }
}
