// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// A gateway of the played world: what it answers at each time.
struct PlayedGateway: Sendable {
    /// Until a status, a list or a ping that never comes is given up.
    private static let statusTimeout: Duration = .seconds(15)
    private static let pingTimeout: Duration = .seconds(5)
    private static let probeTimeout: Duration = .seconds(20)
    /// Until an answer that comes is there.
    static let latency: Duration = .milliseconds(50)

    var reach = Reach.up
    var starts = StartScript()
    var listed: [String]
    var startedAt: Timestamp?
    private var sessions: [String: PlayedSession]

    init(_ names: [String], at now: BootTime) {
        listed = names
        sessions = Dictionary(names.map { ($0, PlayedSession($0, at: now)) }) { first, _ in first }
    }

    /// All sessions by name.
    var names: [String] { sessions.keys.sorted() }

    /// How a session looks by the script; unknown to the gateway where the script never named it.
    func script(of name: String) -> SessionScript { sessions[name]?.script ?? .notFound }

    /// Counts a session's changes.
    func version(of name: String) -> Int { sessions[name]?.version ?? 0 }

    /// Lets a session look like that.
    mutating func become(_ script: SessionScript, _ name: String, at now: BootTime) {
        var session = sessions[name] ?? PlayedSession(name, at: now)
        session.become(script, at: now)
        sessions[name] = session
    }

    /// The answer to a ping, and how long it takes.
    func ping() -> (PingAnswer, after: Duration) {
        switch reach {
        case .up, .keyRefused: (.alive(startedAt: startedAt), Self.latency)
        case .down: (.unreachable(.refused, words: "connection refused"), Self.latency)
        case .silent: (.unreachable(.timeout, words: "no answer within 5 s"), Self.pingTimeout)
        case .proxy: (.unreachable(.proxyAnswer, words: "HTTP 502 of a proxy"), Self.latency)
        }
    }

    /// The answer to a request for the list, and how long it takes.
    func list() -> (ListAnswer, after: Duration) {
        switch reach {
        case .up: (.names(listed), Self.latency)
        case .keyRefused: (.failed(words: "Invalid API key"), Self.latency)
        case .down: (.failed(words: "connection refused"), Self.latency)
        case .silent: (.failed(words: "no answer within 15 s"), Self.statusTimeout)
        case .proxy: (.failed(words: "HTTP 502 of a proxy"), Self.latency)
        }
    }

    /// The answers to status requests: those that come at once, and those that never do.
    func poll(_ names: [String], at now: BootTime) -> (prompt: [PolledSession], late: [PolledSession], after: Duration)
    {
        guard reach != .silent else { return ([], names.map(hanging), Self.statusTimeout) }
        var (prompt, late): ([PolledSession], [PolledSession]) = ([], [])
        for name in names {
            if reach == .up, sessions[name]?.script.hangs == true {
                late.append(hanging(name))
            } else {
                prompt.append(PolledSession(session: name, answer: answer(name, at: now), took: Self.latency))
            }
        }
        return (prompt, late, Self.statusTimeout)
    }

    /// What a look at a session's code shows.
    func sighting(_ name: String, at now: BootTime) -> QRSighting {
        guard reach == .up else { return .failed }
        return sessions[name]?.code(at: now).map { .code($0) } ?? .none
    }

    /// Which account a session is linked to: the one that the script names, else the one that it should have.
    func account(_ name: String, usually usual: AccountNumber?) -> AccountAnswer {
        guard reach == .up else { return .failed(words: "connection refused") }
        return (sessions[name]?.script.account ?? usual).map { .number($0) } ?? .none
    }

    /// Whether WhatsApp answers a session, and how long that takes.
    func probe(_ name: String) -> (ProbeAnswer, after: Duration) {
        guard reach == .up else { return (.unknown(words: "connection refused"), Self.latency) }
        guard sessions[name]?.script.isDeaf == true else { return (.alive, Self.latency) }
        return (.silent(words: "no answer within 20 s"), Self.probeTimeout)
    }

    private func hanging(_ name: String) -> PolledSession {
        PolledSession(session: name, answer: .timedOut, took: Self.statusTimeout)
    }

    private func answer(_ name: String, at now: BootTime) -> PollAnswer {
        switch reach {
        case .up, .silent: sessions[name]?.answer(at: now) ?? PlayedSession(name, .notFound, at: now).answer(at: now)
        case .down: .unreachable(.refused, words: "connection refused")
        case .proxy: .unreachable(.proxyAnswer, words: "HTTP 502 of a proxy")
        case .keyRefused: .unauthorized(GatewayWords(message: "Invalid API key"))
        }
    }
}
