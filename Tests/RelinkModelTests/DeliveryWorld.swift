// SPDX-License-Identifier: Apache-2.0

@testable import RelinkModel

/// Lanes before real queues, two receivers, and sessions and a gateway that come and go as a script says, under virtual time.
struct DeliveryWorld {
    static let sessions = ["a", "b"]
    /// What else can be wrong: three things that share the gateway's lane.
    static let troubles: [LaneTopic] = [.reachability, .configuration, .list]
    static let channels: [ChannelID] = ["chat", "hook"]

    /// Something as it truly is: a session, or one of the gateway's troubles.
    private struct Thing {
        let subject: Subject
        let topic: LaneTopic
        var isDown = false
        var incident = 0
        var sequence = 0
        var since = World.start.wall
        var condition = SessionCondition.connected
        /// The state of its unconfirmed changes.
        var shown = SessionCondition.connected
        var transitions = 0
    }

    private(set) var view = DeliveryView()
    private(set) var inputs = 0
    private var now = World.start
    private var ledger = Ledger()
    private var lanes: Lanes
    private var counter = Counter(channels, concurrency: 3)
    private var things: [Thing] =
        sessions.map { Thing(subject: .session($0), topic: .subject) }
        + troubles.map { Thing(subject: .server, topic: $0) }
    private var receivers: [DeliveryStep.Receiver] = [.accepts, .accepts]
    private var underWay: [(row: DeliveryID, at: BootTime)] = []

    init() {
        lanes = Lanes(plan: Self.plan, snapshot: GatewaySnapshot(namespace: "test01"), at: World.start)
    }

    private static let plan = GatewayPlan(
        id: "main", kind: .wwebjs, sessions: sessions.map { SessionPlan(name: $0) },
        channels: [
            ChannelPlan(id: "chat", kind: .slack),
            ChannelPlan(id: "hook", kind: .webhook, subscriptions: [.incidents, .transitions], isMachine: true),
        ], routes: RouteTable(everythingTo: channels.map { Recipient(channel: $0) }))

    // MARK: The script

    mutating func take(_ step: DeliveryStep) {
        switch step {
        case .pass(let seconds): run(.seconds(seconds))
        case .drop(let thing, let isRelapse): drop(thing, isRelapse: isRelapse)
        case .change(let thing): change(thing)
        case .recover(let thing): recover(thing)
        case .flap(let session, let times):
            for _ in 0..<times * 2 {
                turn(session, to: things[session].shown == .connected ? SessionCondition(.starting) : .connected)
            }
        case .receiver(let channel, let receiver): receivers[channel] = receiver
        case .crash(let isTaken): crash(isTaken: isTaken)
        }
        view.look(ledger.open)
    }

    /// Every receiver works; it takes what it takes until nothing waits.
    mutating func heal() {
        receivers = receivers.map { _ in .accepts }
        for _ in 0..<200 where !ledger.open.isEmpty && view.problem == nil { run(.minutes(20)) }
        if !ledger.open.isEmpty { view.fail("\(ledger.open.count) rows are never delivered") }
        for thing in things {
            view.compare(thing.subject, thing.topic, isDown: thing.isDown)
            if let name = thing.subject.sessionName {
                view.compare(name, shown: thing.shown, transitions: thing.transitions)
            }
        }
    }

    private mutating func drop(_ index: Int, isRelapse: Bool) {
        guard !things[index].isDown else { return }
        let isSession = things[index].subject != .server
        let isSame = isRelapse && isSession && things[index].incident > 0
        if !isSame {
            things[index].incident += 1
            things[index].sequence = 0
        }
        things[index].isDown = true
        things[index].since = now.wall
        switch things[index].topic {
        case .configuration:
            let detail: SessionDetail = things[index].incident.isMultiple(of: 3) ? .unmapped : .auth
            things[index].condition = SessionCondition(.unreachable, detail)
            tell(.serverMisconfigured, of: index)
        case .list:
            things[index].condition = SessionCondition(.notFound, .sessionsLost)
            tell(.serverMisconfigured, of: index)
        case .reachability:
            things[index].condition = SessionCondition(.unreachable, .refused)
            tell(.serverOpened, of: index)
        default:
            turn(index, to: SessionCondition(.failed, .browserCrash))
            tell(isSame ? .sessionRelapsed : .sessionOpened, of: index)
        }
    }

    private mutating func change(_ index: Int) {
        guard things[index].isDown else { return }
        guard things[index].subject != .server else { return tell(.sessionReminder, of: index) }
        let isScan = things[index].condition.state == .scanQR
        turn(index, to: isScan ? SessionCondition(.failed, .loggedOut) : SessionCondition(.scanQR, .qr))
        tell(.sessionChanged, of: index)
    }

    private mutating func recover(_ index: Int) {
        guard things[index].isDown else { return }
        things[index].isDown = false
        if things[index].subject == .server {
            tell(.serverRecovered, of: index)
        } else {
            turn(index, to: .connected)
            tell(.sessionRecovered, of: index)
        }
    }

    private mutating func turn(_ session: Int, to condition: SessionCondition) {
        let previous = things[session].shown
        things[session].shown = condition
        things[session].condition = condition
        things[session].transitions += 1
        let event = AlertEvent(
            id: EventID("t-\(session)-\(things[session].transitions)"), kind: .sessionTransition,
            subject: things[session].subject, occurredAt: now.wall, incident: nil,
            sequence: things[session].transitions, condition: condition, previous: previous, severity: .info)
        enqueue(event, for: "hook")
    }

    private mutating func tell(_ kind: EventKind, of index: Int) {
        things[index].sequence += 1
        let thing = things[index]
        let id = IncidentID("\(index)-\(thing.incident)")
        let isBack = kind == .serverRecovered
        let event = AlertEvent(
            id: EventID("\(id)-\(thing.sequence)"), kind: kind, subject: thing.subject,
            occurredAt: now.wall, incident: IncidentReference(id: id, code: "K7Q2", openedAt: thing.since),
            sequence: thing.sequence, condition: isBack ? .connected : thing.condition,
            previous: isBack ? thing.condition : nil, severity: thing.condition.severity, since: thing.since,
            outage: now.wall - thing.since)
        for channel in Self.channels { enqueue(event, for: channel) }
    }

    private mutating func enqueue(_ event: AlertEvent, for channel: ChannelID) {
        inputs += 1
        apply(lanes.enqueue(event, for: Recipient(channel: channel), at: now))
    }

    // MARK: The process

    private mutating func apply(_ decision: Decision) {
        ledger.apply(decision.changes, at: now)
        view.stored(decision.changes)
        for action in decision.actions {
            switch action {
            case .offer(let lane, let turn): counter.offer(lane, turn, at: now.boot)
            case .freeze(let row):
                ledger.freeze(row.id)
                view.frozen(row)
            case .send(let row, _):
                view.sent(row)
                underWay.append((row.id, now.boot + .milliseconds(200)))
            default: break
            }
        }
        admit()
    }

    private mutating func admit() {
        for lane in counter.admitAll(at: now.boot) {
            inputs += 1
            let decision = lanes.admitted(lane, at: now)
            if decision.actions.isEmpty { counter.release(lane) }
            apply(decision)
        }
    }

    private mutating func run(_ duration: Duration) {
        let end = now.boot + duration
        while view.problem == nil {
            let next = [underWay.first?.at, counter.opens(after: now.boot)].compactMap { $0 }.min()
            guard let next, next <= end else { break }
            advance(to: next)
            if let first = underWay.first, first.at <= next {
                underWay.removeFirst()
                land(first.row)
            }
            admit()
        }
        advance(to: end)
    }

    private mutating func advance(to time: BootTime) {
        now = Moment(wall: now.wall + (time - now.boot), boot: time)
    }

    private mutating func land(_ id: DeliveryID) {
        guard let row = ledger.row(id), let channel = Self.channels.firstIndex(of: row.lane.recipient.channel)
        else { return }
        inputs += 1
        let outcome: DeliveryOutcome =
            switch receivers[channel] {
            case .accepts: .delivered(ref: nil)
            case .isDown, .takesSilently: .retry(after: nil, reason: "down")
            case .isBusy: .retry(after: .seconds(30), reason: "busy")
            case .rejects: .reject(reason: "HTTP 400")
            case .suspends: .suspend(probeAfter: .minutes(5), reason: "HTTP 404")
            }
        if receivers[channel] == .accepts || receivers[channel] == .takesSilently { view.accept(row) }
        view.landed(row)
        counter.attempted(row.lane, outcome, at: now.boot)
        let report = AttemptReport(
            outcome: outcome, isAmbiguous: receivers[channel] == .takesSilently, words: "", took: .zero)
        if let (decision, _) = lanes.attempted(id, report, at: now) { apply(decision) }
    }

    private mutating func crash(isTaken: Bool) {
        for (id, _) in underWay where isTaken {
            if let row = ledger.row(id) { view.accept(row) }
        }
        underWay = []
        view.crashed()
        let snapshot = ledger.snapshot()
        ledger.recover()
        counter = Counter(Self.channels, concurrency: 3)
        lanes = Lanes(plan: Self.plan, snapshot: snapshot, at: now)
        apply(lanes.offerLoaded(at: now))
    }
}
