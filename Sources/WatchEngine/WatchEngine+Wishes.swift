// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// What people wish of the incidents. Everything here answers only once it is durable, so that a promise that was given
/// survives the end of the process.
extension WatchEngine {
    /// A store that has taken nothing for that long is told of; the wish stays in memory meanwhile.
    static let patience: Duration = .seconds(10)
    /// Lines of a session's history that are looked through for what was told of its incident.
    static let explained = 200

    package func incidents() async -> [IncidentStatus] {
        let now = time.now
        return drivers.flatMap { $0.reading { $0.incidents(at: now) } }
    }

    package func groups() async -> [GroupStatus] {
        drivers.flatMap { $0.reading(\.groupStatuses) }
    }

    package func silences() async -> [Silence] {
        let all = drivers.flatMap { $0.reading(\.silences) }.map { ($0.id, $0) }
        return Dictionary(all) { first, _ in first }.values.sorted { ($0.until, $0.id) < ($1.until, $1.id) }
    }

    package func explain(_ key: SessionKey) async -> Explanation? {
        let query = HistoryQuery(gateway: key.gateway, subject: .session(key.name), limit: Self.explained)
        // Without its history the rest is as true.
        let history = try? await store.history(query)
        let now = time.now
        return driver(of: key.gateway)?.reading { $0.explain(key.name, history: history ?? [], at: now) }
    }

    package func acknowledge(
        _ name: IncidentName, by person: String, until end: Acknowledgement.End?
    ) async throws(OperatingError) -> [IncidentStatus] {
        if case .time(let time) = end, time <= self.time.now.wall {
            throw .refused("an acknowledgement until \(time) would be over already")
        }
        let found = try name.find(incidents: await incidents(), groups: await groups())
        let covered = await members(of: found.id, at: found.gateway)
        let person = SpokenText.clean(person, limit: SpokenText.nameLimit)
        try await commit(.acknowledged(found.id, by: person, until: end), at: found.gateway)
        return await incidents(covered, at: found.gateway)
    }

    package func unacknowledge(
        _ name: IncidentName, by person: String
    ) async throws(OperatingError) -> [IncidentStatus] {
        let found = try name.find(incidents: await incidents(), groups: await groups())
        let covered = await members(of: found.id, at: found.gateway)
        guard await incidents(covered, at: found.gateway).contains(where: { $0.acknowledgement != nil }) else {
            throw .refused("nobody has taken on \(found.id), so there is nothing to give back")
        }
        let person = SpokenText.clean(person, limit: SpokenText.nameLimit)
        try await commit(.unacknowledged(found.id, by: person), at: found.gateway)
        return await incidents(covered, at: found.gateway)
    }

    package func silence(
        _ match: Route.Match, until end: Timestamp, by person: String, comment: String
    ) async throws(OperatingError) -> Silence {
        let now = time.now.wall
        guard end > now else { throw .refused("a silence until \(end) would be over already") }
        guard match != Route.Match() else {
            throw .refused("a silence needs something that it covers; session=* covers every session")
        }
        for gateway in match.gateways.sorted() where driver(of: gateway) == nil {
            throw .unknown("no gateway has the id \(SpokenText.clean(gateway.rawValue, limit: 40))")
        }
        let concerned = drivers.filter { match.gateways.isEmpty || match.gateways.contains($0.gateway.id) }
        let id = reserveSilence(at: now, taken: Set(await silences().map(\.id)))
        defer { releaseSilence(id) }
        let silence = Silence(
            id: id, match: match, until: end, createdAt: now,
            by: SpokenText.clean(person, limit: SpokenText.nameLimit),
            comment: SpokenText.clean(comment, limit: SpokenText.commentLimit))
        try await commit(.silenced(silence), at: concerned.map(\.gateway.id))
        return silence
    }

    package func endSilence(_ id: SilenceID) async throws(OperatingError) -> Silence {
        let keeping = drivers.filter { $0.reading { $0.silences.contains { $0.id == id } } }
        guard let silence = await silences().first(where: { $0.id == id }) else {
            throw .unknown(
                "no silence has the id \(SpokenText.clean(id.rawValue, limit: 40)); "
                    + "`relink silence list` lists them")
        }
        try await commit(.silenceEnded(id), at: keeping.map(\.gateway.id))
        return silence
    }

    package func expect(
        _ override: ExpectationOverride?, of key: SessionKey
    ) async throws(OperatingError) -> SessionStatus {
        guard await session(key) != nil else { throw Self.unknown(key) }
        if let until = override?.until, until <= time.now.wall {
            throw .refused("what is expected until \(until) would be over already")
        }
        try await commit(.expected(session: key.name, override), at: key.gateway)
        guard let status = await session(key) else { throw Self.unknown(key) }
        return status
    }

    package func acceptAccount(of key: SessionKey) async throws(OperatingError) -> SessionStatus {
        guard let driver = driver(of: key.gateway), await session(key) != nil else { throw Self.unknown(key) }
        if let reason = driver.reading({ $0.refusalToAccept(key.name) }) {
            throw .refused("no account of \(key) is accepted: \(reason)")
        }
        try await commit(.accountAccepted(session: key.name), at: key.gateway)
        guard let status = await session(key) else { throw Self.unknown(key) }
        return status
    }

    package func forget(_ key: SessionKey) async throws(OperatingError) {
        guard let driver = driver(of: key.gateway), await session(key) != nil else { throw Self.unknown(key) }
        if let reason = driver.reading({ $0.refusalToForget(key.name) }) {
            throw .refused("\(key) is not forgotten: \(reason)")
        }
        try await commit(.forgotten(session: key.name), at: key.gateway)
    }

    static func unknown(_ key: SessionKey) -> OperatingError {
        .unknown("no session \(SpokenText.clean(key.description, limit: 160)) is watched")
    }

    /// The incidents that an id stands for: itself, or those of the group.
    private func members(of id: IncidentID, at gateway: GatewayID) async -> Set<IncidentID> {
        guard let group = await groups().first(where: { $0.gateway == gateway && $0.reference.id == id }) else {
            return [id]
        }
        let sessions = Set(group.sessions)
        return Set(
            await incidents().filter {
                $0.gateway == gateway && $0.isOpen && sessions.contains($0.subject.sessionName ?? "")
            }.map(\.reference.id))
    }

    private func incidents(_ ids: Set<IncidentID>, at gateway: GatewayID) async -> [IncidentStatus] {
        await incidents().filter { $0.gateway == gateway && ids.contains($0.reference.id) }
    }

    func commit(_ input: Input, at gateway: GatewayID) async throws(OperatingError) {
        try await commit(input, at: [gateway])
    }

    /// Hands a wish to the gateways and waits until all of them have it durable. One that is to end takes none.
    func commit(_ input: Input, at gateways: [GatewayID]) async throws(OperatingError) {
        let waiting = gateways.compactMap { driver(of: $0) }.map { ($0, Reply<Bool>()) }
        guard hand(waiting.map { driver, reply in (driver, .wish(input, reply)) }) else {
            throw .notStored("Relink is ending, and nothing was done; ask again once it runs")
        }
        for (driver, reply) in waiting where await reply.value(within: Self.patience, by: time) != true {
            let reason = driver.storeFailure.map { "\($0)" } ?? "no answer within \(Self.patience.wholeSeconds) s"
            let fate =
                isShuttingDown
                ? "Relink is ending, which forgets it; ask again once it runs"
                : "It is kept in memory and holds once the store takes it; a restart or a reload before that forgets it"
            throw .notStored("not stored yet at gateway \(driver.gateway.id): \(reason). \(fate)")
        }
    }
}
