// SPDX-License-Identifier: Apache-2.0

package import RelinkModel
private import Synchronization

/// The running watcher: one driver per gateway, one dispatcher for all channels, and what people may ask of them.
package final class WatchEngine: Sendable {
    /// Attempts under way have that long to end when the engine shuts down. One attempt takes 15 s at most, an urgent
    /// one 10 s; what is cut off is tried again at the next start.
    package static let drain: Duration = .seconds(10)

    /// Changes of a gateway that may wait for the store, some 40 MiB, before it is asked no more until they are stored.
    package static let backlogLimit = 50_000

    /// A gateway to watch, and how it is watched.
    package struct Watched: Sendable {
        let plan: GatewayPlan
        let gateway: any SessionGateway

        /// That gateway, by that plan.
        package init(plan: GatewayPlan, gateway: any SessionGateway) {
            self.plan = plan
            self.gateway = gateway
        }
    }

    fileprivate enum Phase {
        case loading
        case running([GatewayDriver])
        case ended([GatewayDriver])
    }

    fileprivate struct State {
        var phase = Phase.loading
        /// Ids of silences that were given and are not kept by a gateway yet.
        var silencesUnderWay: Set<SilenceID> = []
        /// Sessions for which a pairing code is being asked for.
        var pairingUnderWay: Set<SessionKey> = []
        /// Why the configuration in the file is not the one that runs; none when it is.
        var configurationProblems: [String] = []
        var isShuttingDown = false
    }

    let store: any Store
    let time: any TimeSource
    let vault: QRVault
    private let watched: [Watched]
    private let channels: [ChannelID: any NotificationChannel]
    /// The plans of the channels, in the order of the configuration.
    let channelPlans: [ChannelPlan]
    private let log: any EventLog
    let dispatcher: Dispatcher
    private let lookout: Lookout
    private let pruning: Pruning
    let almanac: Almanac
    let loopGuard: LoopGuard?
    private let heart: (any Heart)?
    private let backlogLimit: Int
    private let state = Mutex(State())

    /// An engine of those parts. Nothing happens before ``run(onRunning:)``.
    ///
    /// - Parameters:
    ///   - gateways: in the order of the configuration.
    ///   - vault: the one that the channels read codes from.
    ///   - keep: how long the history is kept.
    ///   - calendars: when people are there; nil where no calendar is configured.
    ///   - loopGuard: looks after the loops; nil where nobody does.
    ///   - heart: tells whoever watches Relink that it works; nil where nobody does.
    ///   - backlogLimit: changes of a gateway that may wait for the store before it is asked no more.
    package init(
        gateways: [Watched], channels: [any NotificationChannel], store: any Store, log: any EventLog, vault: QRVault,
        time: any TimeSource, keep: Duration, calendars: (any CalendarSource)? = nil, loopGuard: LoopGuard? = nil,
        heart: (any Heart)? = nil, backlogLimit: Int = WatchEngine.backlogLimit
    ) {
        self.backlogLimit = backlogLimit
        self.loopGuard = loopGuard
        self.heart = heart
        watched = gateways
        self.channels = Dictionary(channels.map { ($0.plan.id, $0) }) { first, _ in first }
        channelPlans = channels.map(\.plan)
        self.store = store
        self.log = log
        self.vault = vault
        self.time = time
        lookout = Lookout(gateways.map(\.plan))
        dispatcher = Dispatcher(
            channels: self.channels.mapValues { ChannelQueue(concurrency: $0.concurrency, limits: $0.limits) },
            time: time)
        pruning = Pruning(store: store, log: log, time: time, keep: keep)
        almanac = Almanac(calendars, log: log)
    }

    /// Watches until it is shut down or the task is cancelled; either way it ends as ``shutDown()`` says.
    ///
    /// - Parameter onRunning: is called once everything is loaded, so that wishes can be taken.
    /// - Throws: when what was stored cannot be loaded. Nothing has been asked or sent then.
    package func run(onRunning: @Sendable () -> Void = {}) async throws(StoreError) {
        var drivers: [GatewayDriver] = []
        var snapshots: [GatewaySnapshot] = []
        for watched in watched { snapshots.append(try await store.load(watched.plan.id)) }
        for (watched, snapshot) in zip(watched, snapshots) {
            let driver = driver(of: watched, from: snapshot)
            for silence in snapshot.silences(from: snapshots, at: time.now.wall) {
                driver.post(.input(.silenced(silence)))
            }
            for relief in snapshot.reliefs(from: snapshots, at: time.now.wall) {
                driver.post(.input(.relieved(relief)))
            }
            drivers.append(driver)
        }
        begin(drivers)
        onRunning()
        loopGuard?.add([dispatcher.loop] + drivers.map(\.loop))
        loopGuard?.start()
        defer { loopGuard?.stop() }
        // The only task outside the structure, and awaited right here: it shields the attempts under way from the
        // cancellation of the caller, which would cut them off.
        let loops = Task { [drivers] in await self.turn(drivers) }
        await withTaskCancellationHandler {
            await loops.value
        } onCancel: {
            shutDown()
        }
        state.withLock { $0.phase = .ended(drivers) }
    }

    /// Ends ``run(onRunning:)``: asks and begins nothing more, waits for attempts under way for ``drain`` at most, and
    /// stores their outcomes. Takes no wishes any more. May be called at any time, and again.
    package func shutDown() {
        let deadline = time.now.boot + Self.drain
        let drivers = state.withLock { state in
            state.isShuttingDown = true
            return state.drivers
        }
        dispatcher.close()
        for driver in drivers { driver.stop(at: deadline) }
    }

    /// Takes in whether the configuration that stands in the file is the one that runs; may be called before
    /// ``run(onRunning:)``.
    ///
    /// - Parameter problems: why it is not, a line each for people; none when it is.
    package func noteConfiguration(_ problems: [String]) {
        state.withLock { state in
            state.configurationProblems = problems
            if case .running(let drivers) = state.phase {
                drivers.first?.post(.input(.configuration(problems)))
            }
        }
    }

    /// The drivers in the order of the configuration; none before everything is loaded.
    var drivers: [GatewayDriver] { state.withLock { $0.drivers } }

    /// Whether it runs, as opposed to loading or having ended.
    var isRunning: Bool {
        state.withLock { if case .running = $0.phase { true } else { false } }
    }

    /// Whether it has ended.
    var hasEnded: Bool {
        state.withLock { if case .ended = $0.phase { true } else { false } }
    }

    /// Whether it is to end, or has.
    var isShuttingDown: Bool { state.withLock { $0.isShuttingDown } }

    /// Brings wishes to their drivers, in one step with ``shutDown()``: each of those drivers turns at least once more.
    ///
    /// - Returns: false when it loads or is to end; nothing was brought to anybody then.
    func hand(_ wishes: [(driver: GatewayDriver, arrival: Arrival)]) -> Bool {
        state.withLock { state in
            guard case .running = state.phase, !state.isShuttingDown else { return false }
            for wish in wishes { wish.driver.post(wish.arrival) }
            return true
        }
    }

    /// An id for a new silence, which no other one gets until it is given back.
    func reserveSilence(at now: Timestamp, taken: Set<SilenceID>) -> SilenceID {
        state.withLock { state in
            let id = SilenceID.new(at: now, taken: taken.union(state.silencesUnderWay))
            state.silencesUnderWay.insert(id)
            return id
        }
    }

    /// The gateways keep the silence now, or nobody does.
    func releaseSilence(_ id: SilenceID) { state.withLock { _ = $0.silencesUnderWay.remove(id) } }

    /// Whether a pairing code may be asked for: one at a time.
    func reservePairing(_ key: SessionKey) -> Bool { state.withLock { $0.pairingUnderWay.insert(key).inserted } }

    /// It was given, or refused.
    func releasePairing(_ key: SessionKey) { state.withLock { _ = $0.pairingUnderWay.remove(key) } }

    func driver(of gateway: GatewayID) -> GatewayDriver? { drivers.first { $0.gateway.id == gateway } }

    private func driver(of watched: Watched, from snapshot: GatewaySnapshot) -> GatewayDriver {
        GatewayDriver(
            plan: watched.plan, tells: watched.plan.id == self.watched.first?.plan.id, gateway: watched.gateway,
            snapshot: snapshot, channels: channels,
            dispatcher: dispatcher, vault: vault, store: store, log: log, time: time, almanac: almanac,
            lookout: lookout, backlogLimit: backlogLimit)
    }

    private func begin(_ drivers: [GatewayDriver]) {
        let isShuttingDown = state.withLock { state in
            state.phase = .running(drivers)
            drivers.first?.post(.input(.configuration(state.configurationProblems)))
            return state.isShuttingDown
        }
        if isShuttingDown { shutDown() }
    }

    private func turn(_ drivers: [GatewayDriver]) async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.dispatcher.run() }
            group.addTask { await self.pruning.run() }
            if let heart {
                group.addTask { [log, time] in
                    await Heartbeat(heart, log: log, time: time) { await self.vitals() }.run()
                }
            }
            await withDiscardingTaskGroup { loops in
                for driver in drivers { loops.addTask { await driver.run() } }
            }
            dispatcher.close()
            group.cancelAll()
        }
    }
}

extension WatchEngine.State {
    fileprivate var drivers: [GatewayDriver] {
        switch phase {
        case .loading: []
        case .running(let drivers), .ended(let drivers): drivers
        }
    }
}
