// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting

@testable import WatchEngine

/// A gateway, channels and a store around an engine whose time the test moves.
struct Bench: Sendable {
    let clock = TestClock()
    let gateway = ScriptedGateway()
    let store: ObservedStore
    let log = CollectingLog()
    let vault: QRVault
    let ops: RecordingChannel
    let mail: RecordingChannel
    let loopGuard: LoopGuard
    let engine: WatchEngine

    /// - Parameters:
    ///   - store: from an earlier bench, to go on where that one was cut off.
    ///   - follows: whether the first channel wants each QR code.
    ///   - feeds: whether it wants each transition, and nothing else.
    ///   - hours: when the second channel is told.
    ///   - heart: is told whether everything works.
    ///   - guarded: whether somebody looks after the loops.
    ///   - others: further gateways with the same sessions.
    ///   - backlogLimit: changes that may wait for the store before a gateway is asked no more.
    init(
        sessions: [String] = ["shop"], phone: String? = nil, probe: ProbePlan? = nil,
        store: ObservedStore = ObservedStore(),
        mayAct: Bool = true,
        follows: Bool = false, feeds: Bool = false, hours: TellingHours? = nil,
        calendars: (any CalendarSource)? = nil, guarded: Bool = false, heart: (any Heart)? = nil,
        others: [GatewayID] = [], backlogLimit: Int = WatchEngine.backlogLimit
    ) {
        self.store = store
        let vault = QRVault(time: clock)
        self.vault = vault
        let subscriptions: Set<EventSubscription> =
            feeds ? [.transitions] : follows ? [.incidents, .qr] : [.incidents]
        ops = RecordingChannel(ChannelPlan(id: "ops", kind: .webhook, subscriptions: subscriptions))
        mail = RecordingChannel(ChannelPlan(id: "mail", kind: .slack, hours: hours), concurrency: 1)
        let channels = [ops.plan, mail.plan]
        func watched(_ gateway: ScriptedGateway) -> WatchEngine.Watched {
            let plan = GatewayPlan(
                id: gateway.id, kind: .wwebjs,
                sessions: sessions.map { SessionPlan(name: $0, phone: phone, autoStart: .off) },
                policy: .eager, probe: probe, channels: channels,
                routes: RouteTable(everythingTo: channels.map { Recipient(channel: $0.id) }), mayAct: mayAct)
            return WatchEngine.Watched(plan: plan, gateway: gateway)
        }
        loopGuard = LoopGuard([], log: log, time: clock)
        engine = WatchEngine(
            gateways: [watched(gateway)] + others.map { watched(ScriptedGateway(id: $0)) }, channels: [ops, mail],
            store: store, log: log,
            vault: vault, time: clock, keep: .hours(400 * 24), calendars: calendars,
            loopGuard: guarded ? loopGuard : nil, heart: heart, backlogLimit: backlogLimit)
    }

    /// Runs the engine beside the body, and shuts it down after it.
    func running(_ body: @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [engine] in try await engine.run() }
            while !engine.isRunning { await Task.yield() }
            try await body()
            engine.shutDown()
            try await group.waitForAll()
        }
    }

    /// Lets time pass, half a second at a time, until something is so.
    ///
    /// - Returns: whether it came to be so within an hour of the clock.
    func pass(until isSo: @Sendable () async -> Bool) async -> Bool {
        for _ in 0..<7200 {
            await settle()
            if await isSo() { return true }
            clock.advance(by: .milliseconds(500))
        }
        return false
    }

    /// Lets that much time pass.
    func pass(_ duration: Duration) async {
        let end = clock.now.boot + duration
        _ = await pass { clock.now.boot >= end }
    }

    /// Lets the loop take in what it has been brought. Asking for a session that nobody watches shows that it did.
    func settle() async {
        for _ in 0..<4 {
            let reply = Reply<StartAnswer>()
            engine.drivers.first?.post(.startWanted(session: "nobody", reply))
            while reply.isOpen { await Task.yield() }
            for _ in 0..<8 { await Task.yield() }
        }
    }

    /// What the session is seen as.
    func state(of session: String) async -> SessionState? {
        await engine.session(SessionKey(gateway: "main", name: session))?.confirmed?.state
    }

    /// All rows for that channel.
    func rows(for channel: ChannelID) -> [Delivery] {
        store.memory.deliveries("main").filter { $0.lane.recipient.channel == channel }
    }

    /// The only row for that channel.
    func row(for channel: ChannelID) -> Delivery? {
        store.memory.deliveries("main").first { $0.lane.recipient.channel == channel }
    }
}

extension WatchPolicy {
    /// Everything is believed at once.
    static var eager: WatchPolicy {
        var policy = WatchPolicy()
        policy.confirm = policy.confirm.mapValues { _ in ConfirmationRule(for: .zero, count: 1) }
        return policy
    }
}
