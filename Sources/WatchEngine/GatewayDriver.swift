// SPDX-License-Identifier: Apache-2.0

import RelinkModel
private import Synchronization

/// Runs one gateway's watch: gathers what arrives, lets the desk decide, and has the outcome stored and done.
///
/// A class with locks rather than an actor. Arrivals come from threads of adapters that cannot wait, and the compiler
/// does not let anything be awaited under a lock: nothing can come between reading and writing the watch.
final class GatewayDriver: Sendable {
    /// The loop turns at least that often, so that a stalled one is noticed.
    static let longestRest: Duration = .seconds(10)

    private struct Pulse {
        var turned: BootTime
        var edition = Almanac.Edition()
        var stopsAt: BootTime?
        /// What is asked only once the store has caught up.
        var held: [Question] = []
    }

    /// The gateway that is watched.
    let gateway: any SessionGateway
    /// What is counted of it.
    let figures: GatewayFigures

    private let log: any EventLog
    private let time: any TimeSource
    private let almanac: Almanac
    private let lookout: Lookout
    private let inbox = Inbox<Arrival>()
    private let turns = Turns()
    private let desk: Mutex<DecisionDesk>
    private let pulse: Mutex<Pulse>
    private let pipeline: CommitPipeline
    private let performer: ActionPerformer

    /// Goes on from what was stored.
    ///
    /// - Parameters:
    ///   - tells: whether this gateway's watch tells people of what concerns all gateways: channels in trouble, and
    ///     that none is seen. One of all does.
    ///   - almanac: the one of all drivers, as is the lookout.
    ///   - backlogLimit: changes that may wait for the store before the gateway is asked no more.
    init(
        plan: GatewayPlan, tells: Bool, gateway: any SessionGateway, snapshot: GatewaySnapshot,
        channels: [ChannelID: any NotificationChannel], dispatcher: Dispatcher, vault: QRVault, store: any Store,
        log: any EventLog, time: any TimeSource, almanac: Almanac, lookout: Lookout,
        backlogLimit: Int = WatchEngine.backlogLimit
    ) {
        let now = time.now
        let figures = GatewayFigures()
        self.gateway = gateway
        self.figures = figures
        self.log = log
        self.time = time
        self.almanac = almanac
        self.lookout = lookout
        desk = Mutex(
            DecisionDesk(
                watch: GatewayWatch(plan: plan, snapshot: snapshot, at: now), frozen: snapshot.requests,
                renderer: RequestRenderer(channels: channels, vault: vault), dispatcher: dispatcher, vault: vault,
                figures: figures))
        pulse = Mutex(Pulse(turned: now.boot))
        pipeline = CommitPipeline(
            gateway: plan.id, store: store, log: log, time: time, figures: figures, backlogLimit: backlogLimit
        ) { [inbox] error in
            if tells { inbox.post(.storeFailed(error)) }
        }
        performer = ActionPerformer(
            gateway: gateway, channels: channels, dispatcher: dispatcher, vault: vault, figures: figures, log: log,
            time: time
        ) { [inbox] in inbox.post($0) }
        lookout.connect { [inbox] in inbox.post(.input(.sight($0, tells: tells))) }
        dispatcher.connect(
            plan.id,
            Dispatcher.Hearer { [inbox] in
                inbox.post(.input(.admitted($0)))
            } troubled: { [inbox] channel, troubles in
                inbox.post(.input(.channel(channel, troubles, tells: tells)))
            })
    }

    /// Brings something to the next turn. Never waits. After the last turn, whoever waits for it hears so.
    func post(_ arrival: Arrival) {
        if !inbox.post(arrival) { arrival.giveUp() }
    }

    /// Reads what the watch knows.
    func reading<Value: Sendable>(_ read: (GatewayWatch) -> Value) -> Value {
        desk.withLock { read($0.watch) }
    }

    /// When the loop turned last.
    var turned: BootTime { pulse.withLock { $0.turned } }

    /// The loop, for whoever looks after it.
    var loop: WatchedLoop {
        WatchedLoop("loop of gateway \(gateway.id)") { [turns] in
            turns.count
        } knock: { [inbox] in
            inbox.knock()
        }
    }

    /// Whether the gateway was pinged and its answer came.
    var hasPinged: Bool { desk.withLock { $0.hasPinged } }

    /// Why the store takes nothing at the moment; nil while it does.
    var storeFailure: StoreError? { pipeline.failure }

    /// Asks nothing more and begins nothing new; ``run()`` ends once the attempts under way have ended and are stored,
    /// at that time at the latest. A row that is still under way then is found `sending` at the next start.
    func stop(at deadline: BootTime) {
        pulse.withLock { $0.stopsAt = $0.stopsAt ?? deadline }
        inbox.knock()
    }

    /// Turns until it is stopped.
    func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask {
                await self.pipeline.run {
                    self.performer.perform($0, in: &$1)
                } committed: {
                    self.committed()
                }
            }
            var alarm = Alarm(time: time) { [inbox] in inbox.knock() }
            inbox.knock()
            while let arrivals = await inbox.next(), let next = turn(arrivals, in: &group) {
                alarm.set(next, in: &group)
            }
            for arrival in inbox.end() { arrival.giveUp() }
            desk.withLock { $0.giveUp() }
            pipeline.close()
            group.cancelAll()
        }
    }

    /// - Returns: when to turn again although nothing arrives; nil when it is over.
    private func turn(_ arrivals: [Arrival], in group: inout DiscardingTaskGroup) -> BootTime? {
        let now = time.now
        turns.add()
        let (stopsAt, calendars) = pulse.withLock { pulse in
            pulse.turned = now.boot
            return (pulse.stopsAt, almanac.next(for: &pulse.edition, at: now))
        }
        // Before anything else: what waits for somebody's hours must not go out because they are not known yet.
        let arrivals = (calendars.map { [.input(.calendars($0))] } ?? []) + arrivals
        let (turn, next, isSettled, outlook) = desk.withLock { desk in
            let turn = desk.take(arrivals, at: now)
            return (turn, desk.watch.nextDeadline, desk.attemptsUnderWay.isEmpty, desk.watch.outlook)
        }
        lookout.note(outlook, of: gateway.id)
        pipeline.submit(turn.batch)
        for step in turn.settled { performer.perform(step, in: &group) }
        if let stopsAt {
            let isOver = now.boot >= stopsAt || isSettled && pipeline.isIdle && inbox.isEmpty
            return isOver ? nil : stopsAt
        }
        for question in due(turn.questions) { performer.ask(question, in: &group) }
        return min(next ?? now.boot + Self.longestRest, now.boot + Self.longestRest)
    }

    /// What may be asked now. Where the store takes less than happens, what is asked waits: those sessions count as being
    /// asked, so that no more is asked about them, and memory does not fill up.
    private func due(_ questions: [Question]) -> [Question] {
        let isOverfull = pipeline.isOverfull
        let (due, isNew) = pulse.withLock { pulse -> ([Question], Bool) in
            guard isOverfull else {
                defer { pulse.held = [] }
                return (pulse.held + questions, false)
            }
            defer { pulse.held += questions }
            return ([], pulse.held.isEmpty && !questions.isEmpty)
        }
        // A commit that ended meanwhile did not see what is held now.
        if isOverfull, !pipeline.isOverfull { inbox.knock() }
        if isNew {
            log.write(
                LogEntry(
                    .warning, "store.behind",
                    "More happens at gateway \(gateway.id) than can be stored: it is asked again once that is caught up",
                    fields: [.init("gateway", gateway.id.rawValue)]))
        }
        return due
    }

    /// While stopping, a commit may be all that was waited for; and so it may be for what is held.
    private func committed() {
        if pulse.withLock({ $0.stopsAt != nil || !$0.held.isEmpty }) { inbox.knock() }
    }
}
