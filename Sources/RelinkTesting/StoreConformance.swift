// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// What every store has to do: one case per rule, each to be checked on a store that is empty.
package enum StoreConformance: String, CaseIterable, Sendable {
    case everyRecordComesBackAsItWas
    case lastChangeOfAKeyWins
    case commitIsAllOrNothing
    case poisonHurtsNobodyElse
    case gatewaysAreApart
    case namespaceIsConstant
    case otherEpochsAreFenced
    case cutOffAttemptsComeBackQueued
    case rowsRenderedAheadComeBackAsTried
    case endedRowsAndClosedIncidentsDoNotLoad
    case positionsOfEndedRowsCount
    case outboxIsCounted
    case aBeatChangesNothing
    case outboxIsLookedAtFromAllSides
    case outboxRowsKnowWhenTheirOutageWasOver
    case onlyDeadRowsArePurged
    case forgottenSessionsKeepTheirHistory
    case historyIsOrderedAndLimited
    case pruningKeepsItsBounds

    /// The gateway that the rules are checked with.
    static let gateway: GatewayID = "main"

    /// Throws ``ConformanceFailure`` when the store breaks the rule.
    package func check(_ store: some Store) async throws {
        switch self {
        case .everyRecordComesBackAsItWas: try await Self.everyRecordComesBackAsItWas(store)
        case .lastChangeOfAKeyWins: try await Self.lastChangeOfAKeyWins(store)
        case .commitIsAllOrNothing: try await Self.commitIsAllOrNothing(store)
        case .poisonHurtsNobodyElse: try await Self.poisonHurtsNobodyElse(store)
        case .gatewaysAreApart: try await Self.gatewaysAreApart(store)
        case .namespaceIsConstant: try await Self.namespaceIsConstant(store)
        case .otherEpochsAreFenced: try await Self.otherEpochsAreFenced(store)
        case .cutOffAttemptsComeBackQueued: try await Self.cutOffAttemptsComeBackQueued(store)
        case .rowsRenderedAheadComeBackAsTried: try await Self.rowsRenderedAheadComeBackAsTried(store)
        case .endedRowsAndClosedIncidentsDoNotLoad: try await Self.endedRowsAndClosedIncidentsDoNotLoad(store)
        case .positionsOfEndedRowsCount: try await Self.positionsOfEndedRowsCount(store)
        case .outboxIsCounted: try await Self.outboxIsCounted(store)
        case .aBeatChangesNothing: try await Self.aBeatChangesNothing(store)
        case .outboxIsLookedAtFromAllSides: try await Self.outboxIsLookedAtFromAllSides(store)
        case .outboxRowsKnowWhenTheirOutageWasOver: try await Self.outboxRowsKnowWhenTheirOutageWasOver(store)
        case .onlyDeadRowsArePurged: try await Self.onlyDeadRowsArePurged(store)
        case .forgottenSessionsKeepTheirHistory: try await Self.forgottenSessionsKeepTheirHistory(store)
        case .historyIsOrderedAndLimited: try await Self.historyIsOrderedAndLimited(store)
        case .pruningKeepsItsBounds: try await Self.pruningKeepsItsBounds(store)
        }
    }

    static func expect(_ isMet: Bool, _ rule: String) throws(ConformanceFailure) {
        if !isMet { throw ConformanceFailure(rule) }
    }

    static func expect<Value: Equatable>(_ found: Value, is wanted: Value, _ what: String) throws(ConformanceFailure) {
        if found != wanted { throw ConformanceFailure("\(what): found \(found), not \(wanted)") }
    }

    /// Commits for the gateway of the rules.
    static func commit(_ changes: [StoreChange], to store: some Store) async throws {
        try await store.commit(changes, gateway: gateway, epoch: .first)
    }
}

// MARK: - Commits

extension StoreConformance {
    private static func everyRecordComesBackAsItWas(_ store: some Store) async throws {
        for seed in 1...40 as ClosedRange<UInt64> {
            var records = RandomRecords(seed: seed)
            let gateway = GatewayID("gateway-\(seed)-\(records.text())")
            let record = records.gateway()
            let sessions = (0..<5).map { _ in records.session() }
            let incidents = (0..<5).map { _ in records.incident() }
            let groups = (0..<3).map { _ in records.group() }
            let silences = (0..<3).map { _ in records.silence() }
            let reliefs = (0..<3).map { _ in records.relief() }
            let history = (0..<5).map { _ in records.history() }
            let rows = (0..<5).map { _ in records.delivery().tried }
            let requests = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, records.request()) })
            let messages = incidents.map { records.reference(of: $0.reference.id) }
            var changes: [StoreChange] = [.gateway(record)]
            changes += sessions.map { .session($0) } + incidents.map { .incident($0) }
            changes += groups.map { .group($0) } + silences.map { .silence($0) }
            changes += reliefs.map { .relief($0) }
            changes += history.map { .history($0) } + requests.map { .request($0, $1) }
            changes += rows.map { .delivery($0) } + messages.map { .reference($0) }
            changes += rows.map { .attempt($0.id, number: 1, at: $0.createdAt, records.report()) }
            try await store.commit(changes, gateway: gateway, epoch: .first)

            let snapshot = try await store.load(gateway)
            try expect(snapshot.gateway, is: record, "gateway of seed \(seed)")
            try expect(Set(snapshot.sessions), is: Set(sessions), "sessions of seed \(seed)")
            try expect(Set(snapshot.incidents), is: Set(incidents), "incidents of seed \(seed)")
            try expect(Set(snapshot.groups), is: Set(groups), "groups of seed \(seed)")
            try expect(Set(snapshot.silences), is: Set(silences), "silences of seed \(seed)")
            try expect(Set(snapshot.reliefs), is: Set(reliefs), "reliefs of seed \(seed)")
            try expect(Set(snapshot.deliveries), is: Set(rows), "deliveries of seed \(seed)")
            try expect(snapshot.deliveries.map(\.position).isSorted, "deliveries are in the order of their positions")
            try expect(snapshot.requests, is: requests, "requests of seed \(seed)")
            try expect(Set(snapshot.references), is: Set(messages), "references of seed \(seed)")
            let lines = try await store.history(HistoryQuery(gateway: gateway))
            try expect(Set(lines), is: Set(history), "history of seed \(seed)")
        }
    }

    private static func lastChangeOfAKeyWins(_ store: some Store) async throws {
        var records = RandomRecords(seed: 7)
        let session = records.session()
        // One that was not tried would come back as tried, since it has a request.
        var row = records.delivery()
        row.attempts += 1
        var later = row
        later.note = "later"
        let request = records.request()
        try await commit([.gateway(records.gateway()), .session(session), .delivery(row)], to: store)
        try await commit([.request(row.id, records.request()), .delivery(later), .request(row.id, request)], to: store)
        let counters = records.gateway()
        let renewed = SessionRecord(
            name: session.name, observed: .connected, observedSince: session.observedSince, confirmed: .connected,
            confirmedSince: session.confirmedSince, runSince: nil, everConnected: true, isListed: false)
        let (silence, relief, group) = (records.silence(), records.relief(), records.group())
        try await commit([.session(session), .gateway(counters), .session(renewed)], to: store)
        try await commit([.silence(silence), .relief(relief), .group(group)], to: store)
        try await commit([.forgetRelief(relief.id)], to: store)
        try await commit([.forgetSilence(silence.id), .group(group.closed(at: group.toldAt))], to: store)

        let snapshot = try await store.load(gateway)
        try expect(snapshot.gateway, is: counters, "gateway")
        try expect(snapshot.sessions, is: [renewed], "session")
        try expect(snapshot.silences, is: [], "a silence that was forgotten")
        try expect(snapshot.reliefs, is: [], "a relief that was forgotten")
        try expect(snapshot.groups, is: [], "a group that was closed")
        try expect(snapshot.deliveries, is: [later], "delivery")
        try expect(snapshot.requests, is: [row.id: request], "request")
    }

    private static func commitIsAllOrNothing(_ store: some Store) async throws {
        var records = RandomRecords(seed: 8)
        let poisoned: [StoreChange] = [
            .gateway(records.gateway()), .session(records.session()), .incident(records.incident()),
            .history(records.history()), .delivery(records.delivery()), .request("unknown row", records.request()),
        ]
        try await expectFailure("a request of an unknown row") { try await commit(poisoned, to: store) }
        let snapshot = try await store.load(gateway)
        try expect(snapshot, is: GatewaySnapshot(namespace: snapshot.namespace), "what a failed commit left")
        try expect(try await store.history(HistoryQuery(gateway: gateway)).isEmpty, "a failed commit leaves no history")
    }

    private static func poisonHurtsNobodyElse(_ store: some Store) async throws {
        let failures = await withTaskGroup(of: Int.self) { group in
            for number in 0..<60 {
                group.addTask {
                    var records = RandomRecords(seed: UInt64(number))
                    let poison: [StoreChange] = number % 10 == 0 ? [.request("unknown", records.request())] : []
                    let changes = [.session(records.session())] + poison
                    do {
                        try await store.commit(changes, gateway: GatewayID("g\(number)"), epoch: .first)
                        return 0
                    } catch {
                        return 1
                    }
                }
            }
            return await group.reduce(0, +)
        }
        try expect(failures, is: 6, "failed commits")
        for number in 0..<60 {
            let sessions = try await store.load(GatewayID("g\(number)")).sessions
            try expect(sessions.count, is: number % 10 == 0 ? 0 : 1, "sessions of gateway \(number)")
        }
    }

    private static func gatewaysAreApart(_ store: some Store) async throws {
        var records = RandomRecords(seed: 9)
        let (session, row) = (records.session(), records.delivery(.sending))
        try await commit([.session(session), .delivery(row)], to: store)
        let other = try await store.load("other")
        try expect(other, is: GatewaySnapshot(namespace: other.namespace), "the other gateway")
        try await store.commit([.forgetSession(session.name)], gateway: "other", epoch: .first)
        let snapshot = try await store.load(gateway)
        try expect(snapshot.sessions, is: [session], "sessions")
        try expect(snapshot.deliveries.first?.ambiguousAttempts, is: row.ambiguousAttempts + 1, "ambiguous attempts")
    }

    private static func namespaceIsConstant(_ store: some Store) async throws {
        let first = try await store.load(gateway).namespace
        try await commit([.gateway(GatewayRecord(incidents: 1))], to: store)
        try expect(try await store.load(gateway).namespace, is: first, "namespace")
        try expect(try await store.load("another").namespace != first, "two gateways have two namespaces")
        let isPlain = first.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        try expect(first.count == 6 && isPlain, "a namespace has six letters or digits")
    }

    private static func otherEpochsAreFenced(_ store: some Store) async throws {
        do {
            try await store.commit([.gateway(GatewayRecord(incidents: 5))], gateway: gateway, epoch: Epoch(rawValue: 0))
        } catch StoreError.fenced {
            return try expect(try await store.load(gateway).gateway, is: GatewayRecord(), "a fenced commit")
        }
        throw ConformanceFailure("a commit of an epoch that is over was taken")
    }

    static func expectFailure(_ what: String, _ body: () async throws -> Void) async throws {
        do { try await body() } catch { return }
        throw ConformanceFailure("\(what) was taken")
    }
}

extension [Int] {
    /// Whether no element is smaller than the one before.
    var isSorted: Bool { zip(self, dropFirst()).allSatisfy { $0 <= $1 } }
}

extension Delivery {
    /// The row after an attempt: one that has a request and was never tried would not come back as it was.
    var tried: Delivery {
        var row = self
        row.attempts = max(1, attempts)
        return row
    }
}
