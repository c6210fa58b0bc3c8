// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// A gateway, its sessions and the receivers of messages, under virtual time: it answers what a ``GatewayWatch`` asks
/// for, stores what it decides, and writes down what is told.
///
/// Everything happens in one queue ordered by time, so a test is a script: set the world, let time pass, look.
struct World {
    /// How the gateway behaves.
    enum Reach { case up, down, proxy, keyRefused }

    /// What a receiver does with an attempt.
    enum Receiver { case accepts, isDown, ambiguous, rejects, suspends }

    /// One message that a receiver accepted.
    struct Message: Equatable {
        let at: Int64
        let recipient: Recipient
        let event: AlertEvent
        let delivery: DeliveryID
        let attempt: Int
    }

    private enum Happening {
        case input(Input)
        case land(DeliveryID)
    }

    static let start = Moment(
        wall: Timestamp(milliseconds: 1_767_225_600_000), boot: BootTime(milliseconds: 1_000_000))

    let plan: GatewayPlan
    private(set) var watch: GatewayWatch
    private(set) var now = World.start
    private(set) var ledger = Ledger()
    private(set) var messages: [Message] = []
    private(set) var edits: [StoredReference] = []
    private(set) var announced: [AlertEvent] = []
    private(set) var logs: [LogEntry] = []
    private(set) var starts: [(at: Int64, session: String, isRestart: Bool)] = []
    private(set) var polls: [String: Int] = [:]
    private(set) var lostInFlight = 0
    /// The next one last, so that taking it moves nothing.
    private var queue: [(at: BootTime, what: Happening)] = []
    private var counter: Counter

    var reach = Reach.up
    var receiver = Receiver.accepts
    /// Receivers that behave otherwise.
    var receivers: [ChannelID: Receiver] = [:]
    var conditions: [String: PollAnswer] = [:]
    var codes: [String: QRID] = [:]
    /// Which phone each session is linked to; the same one where nothing else is said.
    var accounts: [String: AccountAnswer] = [:]
    private(set) var readings: [String: Int] = [:]
    /// What becomes of questions to WhatsApp, and how long they take; one that is not here is answered.
    var probes: [String: ProbeAnswer] = [:]
    private(set) var probed: [(at: Int64, session: String)] = []
    var list: [String] = []
    /// Whether the list cannot be read.
    var isListBroken = false
    /// What a start does to the session, after how long, and what it answers.
    var startResult: (answer: StartAnswer, after: Duration, becomes: SessionCondition?) = (.accepted, .seconds(1), nil)
    var latency: Duration = .milliseconds(5)
    /// How much longer a code takes than any other answer.
    var codeDelay: Duration = .zero

    init(plan: GatewayPlan) {
        self.plan = plan
        counter = Counter(plan.channels.map(\.id))
        watch = GatewayWatch(plan: plan, snapshot: GatewaySnapshot(namespace: "test01"), at: World.start)
        for session in plan.sessions { conditions[session.name] = .state(.connected) }
        feed(.tick)
    }

    /// Seconds since the beginning.
    var seconds: Int64 { (now.boot - World.start.boot).wholeSeconds }

    /// The kinds of the messages that went through, in order.
    var kinds: [EventKind] { messages.map(\.event.kind) }

    /// Lets time pass, everything that happens in it included.
    mutating func run(_ duration: Duration) {
        let end = now.boot + duration
        while true {
            let happens = queue.last
            let deadline = watch.nextDeadline.map { max($0, now.boot) }
            let next = [happens?.at, deadline, counter.opens(after: now.boot)].compactMap { $0 }.min()
            guard let next, next <= end else { break }
            advance(to: next)
            admit()
            if let happens, happens.at <= next {
                queue.removeLast()
                happen(happens.what)
            } else if let deadline, deadline <= next {
                feed(.tick)
            }
        }
        advance(to: end)
    }

    private mutating func admit() {
        for lane in counter.admitAll(at: now.boot) { later(.input(.admitted(lane)), after: .zero) }
    }

    /// Hands one input over, outside the usual course.
    mutating func feed(_ input: Input) {
        let decision = watch.handle(input, at: now)
        ledger.apply(decision.changes, at: now)
        for action in decision.actions { perform(action) }
        if case .admitted(let lane) = input, !decision.actions.contains(where: \.isSend) { counter.release(lane) }
        admit()
    }

    /// Ends the process as `kill -9` does, and starts it again after `gap`.
    mutating func restart(after gap: Duration = .zero, plan changed: GatewayPlan? = nil) {
        lostInFlight += queue.filter { if case .land = $0.what { true } else { false } }.count
        queue.removeAll()
        counter = Counter((changed ?? plan).channels.map(\.id))
        advance(to: now.boot + gap)
        watch = GatewayWatch(plan: changed ?? plan, snapshot: ledger.snapshot(), at: now)
        ledger.recover()
        feed(.tick)
    }

    /// Moves the wall clock alone.
    mutating func jumpWallClock(by jump: Duration) {
        now = Moment(wall: now.wall + jump, boot: now.boot)
    }

    private mutating func advance(to time: BootTime) {
        let passed = time - now.boot
        guard passed > .zero else { return }
        now = Moment(wall: now.wall + passed, boot: time)
    }

    private mutating func later(_ what: Happening, after delay: Duration) {
        let at = now.boot + delay
        // Most happen soon; before those of the same time, which come first.
        let place = queue.lastIndex { $0.at > at }.map { $0 + 1 } ?? 0
        queue.insert((at, what), at: place)
    }

    private mutating func happen(_ what: Happening) {
        switch what {
        case .input(let input): feed(input)
        case .land(let delivery): land(delivery)
        }
    }

    private mutating func perform(_ action: Action) {
        switch action {
        case .ping: later(.input(.pinged(pong)), after: latency)
        case .list:
            let isReadable = reach == .up && !isListBroken
            later(
                .input(.listed(isReadable ? .names(list) : .failed(words: "connection refused"))), after: latency)
        case .poll(let sessions):
            let answers = sessions.map { name in
                PolledSession(session: name, answer: answer(name), took: latency)
            }
            for name in sessions { polls[name, default: 0] += 1 }
            later(.input(.polled(answers)), after: latency)
        case .pullQR(let session):
            let sighting: QRSighting = reach == .up ? codes[session].map { .code($0) } ?? .none : .failed
            later(.input(.sawQR(session: session, sighting)), after: latency + codeDelay)
        case .readAccount(let session):
            readings[session, default: 0] += 1
            let usual = AccountNumber("+1 202 555 0143").map { AccountAnswer.number($0) } ?? .none
            let answer = reach == .up ? accounts[session] ?? usual : .failed(words: "connection refused")
            later(.input(.sawAccount(session: session, answer)), after: latency)
        case .probe(let session):
            probed.append((seconds, session))
            let answer = reach == .up ? probes[session] ?? .alive : .unknown(words: "connection refused")
            later(.input(.probed(session: session, answer)), after: answer == .alive ? latency : .seconds(20))
        case .start(let session): begin(session, isRestart: false)
        case .restart(let session): begin(session, isRestart: true)
        case .offer(let lane, let turn): counter.offer(lane, turn, at: now.boot)
        case .send(let row, _): later(.land(row.id), after: latency)
        case .update(let reference, _): edits.append(reference)
        case .freeze(let row): ledger.freeze(row.id)
        case .announce(let row): announced.append(row.event)
        case .log(let entry): logs.append(entry)
        case .dropQR: break
        }
    }

    private var pong: PingAnswer {
        switch reach {
        case .up, .keyRefused: .alive(startedAt: nil)
        case .down: .unreachable(.refused, words: "connection refused")
        case .proxy: .unreachable(.proxyAnswer, words: "HTTP 502 of a proxy")
        }
    }

    private func answer(_ session: String) -> PollAnswer {
        switch reach {
        case .up: conditions[session] ?? .state(SessionCondition(.notFound))
        case .down: .unreachable(.refused, words: "connection refused")
        case .proxy: .unreachable(.proxyAnswer, words: "HTTP 502 of a proxy")
        case .keyRefused: .unauthorized(GatewayWords(message: "Invalid API key"))
        }
    }

    private mutating func begin(_ session: String, isRestart: Bool) {
        starts.append((seconds, session, isRestart))
        if let becomes = startResult.becomes { conditions[session] = .state(becomes) }
        later(.input(.startAnswered(session: session, startResult.answer)), after: startResult.after)
    }

    private mutating func land(_ delivery: DeliveryID) {
        guard let row = ledger.row(delivery) else { return }
        let outcome: DeliveryOutcome
        let receiver = receivers[row.lane.recipient.channel] ?? receiver
        switch receiver {
        case .accepts:
            outcome = .delivered(ref: RemoteReference(rawValue: delivery.rawValue))
        case .ambiguous: outcome = .retry(after: nil, reason: "no answer")
        case .isDown: outcome = .retry(after: nil, reason: "connection refused")
        case .rejects: outcome = .reject(reason: "HTTP 400")
        case .suspends: outcome = .suspend(probeAfter: .minutes(5), reason: "HTTP 404")
        }
        if receiver == .accepts || receiver == .ambiguous {
            messages.append(
                Message(
                    at: seconds, recipient: row.lane.recipient, event: row.event, delivery: row.id,
                    attempt: row.attempts))
        }
        let report = AttemptReport(
            outcome: outcome, isAmbiguous: receiver == .ambiguous, words: "test", took: latency)
        counter.attempted(row.lane, outcome, at: now.boot)
        if let troubles = counter.takeNews(of: row.lane.recipient.channel, isProven: outcome.isTaken) {
            feed(.channel(row.lane.recipient.channel, troubles, tells: true))
        }
        feed(.attempted(delivery, report))
    }
}

extension Action {
    fileprivate var isSend: Bool { if case .send = self { true } else { false } }
}

extension PollAnswer {
    /// The gateway's own answer of that condition.
    static func state(_ condition: SessionCondition) -> PollAnswer {
        .observed(
            condition,
            GatewayWords(success: condition.state == .connected, state: condition.state.rawValue, message: "test"))
    }
}
