// SPDX-License-Identifier: Apache-2.0

/// Everything the simulated gateway knows. Pure: time is passed in, as simulated time since the world began.
package struct SimulatedWorld: Sendable {
    /// What it was asked for so far.
    package private(set) var tally = SimulatorTally()

    private let kind: SimulatedKind
    private let bootTime: Duration
    private let codes: QRPayloadSource
    private var key: String?
    private var latency = Duration.zero
    private var proxy: ProxyPretence?
    private var sessions: [SimulatedSession] = []
    private var places: [String: Int] = [:]

    /// The world of those settings, with all sessions connected.
    package init(_ settings: SimulatorSettings) {
        kind = settings.kind
        bootTime = settings.bootTime
        codes = QRPayloadSource(seed: settings.seed)
        key = settings.key
        for name in settings.sessions {
            sessions[place(of: name)].show(.socket(.connected), at: .zero)
        }
    }

    /// The names in the gateway's map.
    package mutating func names(at now: Duration) -> [String] {
        sessions.indices.compactMap { place in
            sessions[place].settle(at: now, kind: kind)
            return sessions[place].isKnown(to: kind) ? sessions[place].name : nil
        }
    }

    private mutating func place(of name: String) -> Int {
        if let place = places[name] { return place }
        places[name] = sessions.count
        // 555-0100 to 555-0199 are numbers that nobody has.
        sessions.append(
            SimulatedSession(name: name, phone: "120255501\((places.count - 1) / 10 % 10)\((places.count - 1) % 10)"))
        return sessions.count - 1
    }

    // MARK: - Commands

    /// Does what a command says. Those about the listener are not the world's: they change nothing here.
    package mutating func perform(_ command: SimulatorCommand, at now: Duration) {
        switch command {
        case .show(let name, let page): change(name, at: now) { $0.show(page, at: now) }
        case .stop(let name): change(name, at: now) { $0.stop() }
        case .rotate(let name): change(name, at: now) { $0.rotate() }
        case .freeze(let name): change(name, at: now) { $0.freeze(at: now) }
        case .scan(let name): change(name, at: now) { $0.scan(at: now) }
        case .phone(let name, let number): change(name, at: now) { $0.phone = number }
        case .hang(let name, let duration): change(name, at: now) { $0.hang = duration }
        case .deafen(let name, let isDeaf): change(name, at: now) { $0.isDeaf = isDeaf }
        case .failStarts(let name, let failure): change(name, at: now) { $0.startFailure = failure }
        case .latency(let duration): latency = duration
        case .key(let key): self.key = key
        case .proxy(let pretence): proxy = pretence
        case .die, .comeBack, .restart: break
        }
    }

    /// Boots all sessions that were running, as a new process of the gateway does.
    package mutating func restore(at now: Duration) {
        var end = now
        for place in sessions.indices {
            sessions[place].settle(at: now, kind: kind)
            guard sessions[place].presence != .absent else { continue }
            end = kind == .wwebjs ? end + bootTime : now + bootTime
            sessions[place].boot(until: end)
        }
    }

    private mutating func change(_ name: String, at now: Duration, _ body: (inout SimulatedSession) -> Void) {
        for place in name == "*" ? Array(sessions.indices) : [place(of: name)] {
            sessions[place].settle(at: now, kind: kind)
            body(&sessions[place])
        }
    }

    // MARK: - Requests

    /// Answers a request for the gateway, in its own words or in those of the proxy it hides behind.
    package mutating func answer(_ request: SimulatedRequest, at now: Duration) -> SimulatedAnswer {
        if let proxy { return proxy.answer }
        return gatewayAnswer(request, at: now).delayed(by: latency)
    }

    private mutating func gatewayAnswer(_ request: SimulatedRequest, at now: Duration) -> SimulatedAnswer {
        guard let call = GatewayCall(request, kind: kind) else {
            return .noRoute(method: request.method, path: request.path)
        }
        if call == .ping { return .pong }
        guard key == nil || request.key == key else {
            tally.refused += 1
            return .invalidKey
        }
        switch call {
        case .ping: return .pong
        case .list: return .names(names(at: now))
        case .session(let action, let name):
            guard let name else { return .invalidName }
            return answer(action, name, at: now)
        }
    }

    private mutating func answer(_ action: GatewayCall.Action, _ name: String, at now: Duration) -> SimulatedAnswer {
        count(action)
        // Only a start makes a session that nobody has heard of.
        guard let index = action == .start ? place(of: name) : places[name] else { return unknown(action) }
        sessions[index].settle(at: now, kind: kind)
        guard action == .start || sessions[index].isKnown(to: kind) else { return unknown(action) }
        switch action {
        case .start: return start(index, at: now)
        case .status: return status(sessions[index])
        case .qr: return code(index, at: now)
        case .restart: return restart(index, at: now)
        case .getClassInfo: return account(sessions[index])
        case .isRegisteredUser: return registration(sessions[index])
        case .requestPairingCode: return sessions[index].pair().map { .pairingCode($0) } ?? .noPairing
        case .stop:
            sessions[index].stop()
            return .stopped
        }
    }

    private mutating func count(_ action: GatewayCall.Action) {
        switch action {
        case .status: tally.statuses += 1
        case .qr: tally.codes += 1
        case .start: tally.starts += 1
        case .restart: tally.restarts += 1
        case .requestPairingCode: tally.pairingCodes += 1
        case .isRegisteredUser: tally.probes += 1
        case .stop, .getClassInfo: break
        }
    }

    private func unknown(_ action: GatewayCall.Action) -> SimulatedAnswer {
        switch action {
        case .qr: .noSessionForQR
        case .stop: .stopped
        case .getClassInfo, .isRegisteredUser: .notConnected("session_not_found")
        case .status, .start, .restart, .requestPairingCode: .notFound
        }
    }

    private func status(_ session: SimulatedSession) -> SimulatedAnswer {
        // Only the ancestor knows a session whose browser is still coming up.
        let page = session.presence == .present ? session.page : .socket(.opening)
        return page.status.delayed(by: session.hang)
    }

    private func account(_ session: SimulatedSession) -> SimulatedAnswer {
        guard session.presence == .present, session.page == .socket(.connected) else {
            return .notConnected("session_not_connected")
        }
        return .classInfo(session.account)
    }

    /// WhatsApp is asked, and a session that is deaf never hears what it says.
    private func registration(_ session: SimulatedSession) -> SimulatedAnswer {
        guard session.presence == .present, session.page == .socket(.connected) else {
            return .notConnected("session_not_connected")
        }
        return session.isDeaf ? .registered.delayed(by: SimulatedSession.protocolTimeout) : .registered
    }

    private func code(_ place: Int, at now: Duration) -> SimulatedAnswer {
        guard let code = sessions[place].code(at: now, kind: kind) else { return .noQR }
        return .qr(codes.payload(session: place, round: code.round, sequence: code.sequence))
    }

    private mutating func start(_ place: Int, at now: Duration) -> SimulatedAnswer {
        if case .booting = sessions[place].presence { tally.overlappingStarts += 1 }
        guard !sessions[place].isKnown(to: kind) else { return .exists(sessions[place].name) }
        sessions[place].boot(until: now + bootTime)
        guard kind == .wwebjs else { return .started }
        return (sessions[place].startFailure.map(SimulatedAnswer.startFailed) ?? .started).delayed(by: bootTime)
    }

    /// Says that it succeeded, also when the new start failed: so do both gateways.
    private mutating func restart(_ place: Int, at now: Duration) -> SimulatedAnswer {
        sessions[place].boot(until: now + bootTime)
        return .restarted.delayed(by: kind == .wwebjs ? bootTime : .zero)
    }
}
