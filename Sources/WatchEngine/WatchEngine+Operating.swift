// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

extension WatchEngine: Operating {
    /// A loop that has not turned for that long is stalled.
    static let stalled: Duration = .seconds(30)

    package func gateways() async -> [GatewayStatus] {
        drivers.map { $0.reading(\.status) }
    }

    package func sessions() async -> [SessionStatus] {
        drivers.flatMap { $0.reading(\.sessions) }
    }

    package func session(_ key: SessionKey) async -> SessionStatus? {
        driver(of: key.gateway)?.reading { $0.session(key.name) }
    }

    package func refresh(_ key: SessionKey, limit: Duration) async -> (status: SessionStatus, answer: PollAnswer?)? {
        guard let driver = driver(of: key.gateway), await session(key) != nil else { return nil }
        let reply = Reply<PollAnswer>()
        driver.post(.refreshWanted(session: key.name, reply))
        let answer = await reply.value(within: limit, by: time)
        return await session(key).map { ($0, answer) }
    }

    package func start(_ key: SessionKey, limit: Duration) async -> StartAnswer {
        guard let driver = driver(of: key.gateway), await session(key) != nil else { return .unknownSession }
        guard driver.reading(\.plan.mayAct) else { return .refused(words: "Relink only observes (actions: observe)") }
        let reply = Reply<StartAnswer>()
        guard hand([(driver, .startWanted(session: key.name, reply))]) else {
            return .refused(words: "Relink is ending; ask again once it runs")
        }
        return await reply.value(within: limit, by: time) ?? .noAnswer(words: "no answer yet")
    }

    package func liveQR(_ key: SessionKey) async -> LiveQR? {
        driver(of: key.gateway)?.post(.input(.viewed(session: key.name)))
        return vault.liveQR(of: key)
    }

    package func receivePush(_ body: [UInt8], from gateway: GatewayID) async {
        guard let driver = driver(of: gateway) else { return }
        for hint in driver.gateway.hints(inPush: body) { driver.post(.input(.pushed(hint))) }
    }

    package func history(_ query: HistoryQuery) async throws(StoreError) -> [HistoryRecord] {
        try await store.history(query)
    }

    package func health() async -> WatcherHealth {
        // It ended because it was to, and nothing of it is stuck.
        if hasEnded { return WatcherHealth(isAlive: true, isReady: false, problems: ["Relink has shut down"]) }
        guard isRunning else { return WatcherHealth(isAlive: true, isReady: false, problems: ["Relink is loading"]) }
        let now = time.now.boot
        let stalled = stalls(longerThan: Self.stalled, at: now)
        var waiting = stalls(longerThan: .zero, at: now).filter { !stalled.contains($0) }
        for driver in drivers {
            let id = driver.gateway.id
            if let failure = driver.storeFailure {
                waiting.append("what happens at gateway \(id) cannot be stored: \(failure)")
            }
            if !driver.hasPinged { waiting.append("gateway \(id) has not been asked yet") }
        }
        let problems = stalled + waiting
        return WatcherHealth(isAlive: stalled.isEmpty, isReady: problems.isEmpty, problems: problems)
    }

    package func metrics() async -> [Metric] {
        let outbox = try? await store.outbox()
        return Figures(
            drivers: drivers, channels: await channels(), outbox: outbox, files: store.files(),
            stalls: loopGuard?.stalls ?? [], clockJumps: almanac.jumps, now: time.now
        ).metrics
    }
}
