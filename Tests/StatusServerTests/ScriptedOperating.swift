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
        var asked: [String] = []
    }

    private let script: Mutex<Script>

    init(_ change: (inout Script) -> Void = { _ in }) {
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
        script.withLock { script in
            script.asked.append("refresh \(key) \(limit)")
            return script.sessions.first { $0.key == key }.map { ($0, script.refreshed) }
        }
    }

    func start(_ key: SessionKey, limit: Duration) async -> StartAnswer {
        script.withLock { script in
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

    func health() async -> WatcherHealth { script.withLock { $0.health } }

    func metrics() async -> [Metric] { script.withLock { $0.metrics } }
}
