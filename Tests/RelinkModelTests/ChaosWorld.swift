// SPDX-License-Identifier: Apache-2.0

@testable import RelinkModel

/// A gateway, its sessions, three receivers and a store, to which a script of mishaps happens under virtual time, while
/// every rule that must hold is checked (``Verdict``).
struct ChaosWorld {
    enum Happening {
        case input(Input)
        case poll(String, PollAnswer, Duration)
        case land(DeliveryID)
    }

    static let names = ["a", "b", "c", "d", "e"]
    /// A session that stands in no configuration.
    static let extra = "f"
    static let variants = 6
    static let channels: [ChannelID] = ["chat", "edit", "hook", "pager"]

    var watch: GatewayWatch
    var now = World.start
    var ledger = Ledger()
    var verdict = Verdict()
    var inputs = 0
    private var plan: GatewayPlan
    private var queue: [(at: BootTime, order: Int, what: Happening)] = []
    private var order = 0
    private var ticksNow = (at: BootTime(milliseconds: .min), count: 0)
    private var happeningsNow = (at: BootTime(milliseconds: .min), count: 0)
    private var crashAtNext: (ChaosStep.Crash, isTaken: Bool, gap: Int64)?

    private var reach = ChaosStep.Reach.up
    private var gatewayStarted = Timestamp(milliseconds: 0)
    private var answers: [String: PollAnswer] = [:]
    private var codes: [String: QRID] = [:]
    private var list = ChaosWorld.names
    private var sight = Sight.clear
    /// Which phone each session is linked to: 0 for the right one, nil for one that nobody can tell.
    private var accounts: [String: Int?] = [:]
    /// Sessions that WhatsApp does not answer.
    private var deaf: Set<String> = []
    private var receivers: [ChaosStep.Receiver] = [.accepts, .accepts, .accepts, .accepts]
    var silences = 0
    private var isDay = true
    private var latency: Duration = .milliseconds(5)
    private var admission: Duration = .zero
    private var startAnswer = StartAnswer.accepted
    private var startBecomes: SessionCondition?

    init() {
        plan = Self.plan(variant: 0)
        watch = GatewayWatch(plan: plan, snapshot: GatewaySnapshot(namespace: "test01"), at: now)
        for name in Self.names { answers[name] = .state(.connected) }
        take(.extra(.connected))
        verdict.restarted(at: now.boot)
        feed(.calendars(calendars))
    }

    // MARK: The script

    /// Lets one step happen.
    mutating func take(_ step: ChaosStep) {
        switch step {
        case .pass(let milliseconds): run(.milliseconds(milliseconds))
        case .state(let session, let condition): set(Self.names[session], .state(condition))
        case .silence(let session, let isUnmapped):
            set(Self.names[session], isUnmapped ? .unmapped(words: "odd") : .timedOut)
        case .code(let session, let number):
            codes[Self.names[session]] = number.map { QRID(rawValue: "\(Self.names[session])\($0)") }
        case .everySession(let condition): for name in Self.names { set(name, .state(condition)) }
        case .reach(let reach): change(reach)
        case .gatewayRestart:
            gatewayStarted = now.wall
            for name in Self.names { set(name, .state(SessionCondition(.notFound))) }
        case .push(let session): feed(.pushed(PushHint(session: Self.names[session])))
        case .startWanted(let session): feed(.startWanted(session: Self.names[session]))
        case .view(let session): feed(.viewed(session: Self.names[session]))
        case .receiver(let channel, let receiver): receivers[channel] = receiver
        case .pace(let latency, let admission):
            (self.latency, self.admission) = (.milliseconds(latency), .milliseconds(admission))
        case .starts(let answer, let becomes): (startAnswer, startBecomes) = (answer, becomes)
        case .crash(.now, let isTaken, let gap): restart(isTaken: isTaken, after: .milliseconds(gap))
        case .crash(let crash, let isTaken, let gap): crashAtNext = (crash, isTaken, gap)
        case .plan(let variant, let gap):
            plan = Self.plan(variant: variant)
            restart(isTaken: false, after: .milliseconds(gap))
        case .wallClock(let seconds):
            now = Moment(wall: now.wall + .seconds(seconds), boot: now.boot)
            verdict.wallClockJumped()
        case .acknowledge(let session, let seconds):
            let end = seconds.map { Acknowledgement.End.time(now.wall + .seconds($0)) } ?? .connected
            for id in openIncidents(of: session) { feed(.acknowledged(id, by: "somebody", until: end)) }
        case .giveBack(let session):
            for id in openIncidents(of: session) { feed(.unacknowledged(id, by: "somebody")) }
        case .mute(let session, let seconds): mute(session, for: .seconds(seconds))
        case .unmute: for id in ledger.silences.keys.sorted() { feed(.silenceEnded(id)) }
        case .hours(let isOpen):
            isDay = isOpen
            feed(.calendars(calendars))
        case .expect(let session, let expectation, let seconds):
            expect(expectation, of: Self.names[session], for: seconds.map { .seconds($0) })
        case .link(let session, let account): link(Self.names[session], to: account)
        case .deafen(let session, let isDeaf): deafen(Self.names[session], isDeaf)
        case .relieve(let away, let other, let seconds): relieve(away, by: other, for: .seconds(seconds))
        case .endReliefs: for id in ledger.reliefs.keys.sorted() { feed(.reliefEnded(id)) }
        case .pair(let session): pair(Self.names[session])
        case .acceptAccount(let session):
            feed(.accountAccepted(session: Self.names[session]))
            verdict.changed(Self.names[session], at: now.boot)
        case .blind(let isBlind): see(isBlind)
        case .list(let kept):
            list = Array(Self.names.prefix(kept)) + list.filter { $0 == Self.extra }
            verdict.changed(Self.extra, at: now.boot)
        case .extra(let condition):
            list.removeAll { $0 == Self.extra }
            if condition != nil { list.append(Self.extra) }
            set(Self.extra, .state(condition ?? SessionCondition(.notFound)))
        }
    }

    /// Whatever answers is seen.
    private mutating func see(_ isBlind: Bool) {
        if isBlind, reach == .up || reach == .keyRefused { return }
        guard isBlind != (sight.blindness != nil) else { return }
        sight = isBlind ? .blind(Blindness(since: now, gateways: 2)) : .clear
        verdict.isBlind = isBlind
        feed(.sight(sight, tells: true))
    }

    /// Whether Relink tells that the gateway lost its sessions, this one too.
    func isLost(_ name: String) -> Bool {
        !list.contains(name) && ledger.openIncidents.contains { $0.condition.detail == .sessionsLost }
    }

    /// Long enough for Relink to see that it was not linked, or that it did not see it.
    private mutating func link(_ name: String, to account: Int?) {
        set(name, .state(SessionCondition(.scanQR, .qr)))
        run(.seconds(70))
        accounts[name] = .some(account)
        set(name, .state(.connected))
    }

    private mutating func deafen(_ name: String, _ isDeaf: Bool) {
        if isDeaf { deaf.insert(name) } else { deaf.remove(name) }
        verdict.changed(name, at: now.boot)
    }

    /// Whether WhatsApp does not answer the session, and it is asked.
    func isDead(_ name: String) -> Bool { deaf.contains(name) && plan.probe != nil }

    private func account(of name: String) -> AccountNumber? {
        (accounts[name] ?? 0).flatMap { AccountNumber("+1 202 555 014\($0)") }
    }

    /// Whether the session is linked to a phone that it should not be linked to.
    func isForeign(_ name: String) -> Bool {
        guard Self.names.prefix(2).contains(name), let number = account(of: name) else { return false }
        let accepted = ledger.sessions[name]?.account.flatMap { $0.acceptedOver == nil ? nil : $0.number }
        return number != AccountNumber("+1 202 555 0140") && number != accepted
    }

    /// By day somebody is in the shop; by night the chat is quiet.
    private var calendars: Calendars {
        let always = [Calendars.Window(start: now.wall - .hours(100_000), end: now.wall + .hours(100_000))]
        return Calendars(["open": isDay ? always : [], "night": isDay ? [] : always])
    }

    /// Everything works again; it takes what it takes until nothing is left to do.
    mutating func heal() {
        crashAtNext = nil
        startBecomes = nil
        receivers = [.accepts, .accepts, .accepts, .accepts]
        take(.hours(isOpen: true))
        take(.unmute)
        take(.endReliefs)
        for session in Self.names.indices { take(.expect(session: session, nil, seconds: nil)) }
        latency = .milliseconds(5)
        admission = .zero
        codes = [:]
        for session in Self.names.indices { take(.deafen(session: session, false)) }
        change(.up)
        take(.list(kept: Self.names.count))
        take(.extra(.connected))
        for session in 0..<2 { take(.link(session: session, account: 0)) }
        for name in Self.names { set(name, .state(.connected)) }
        var rounds = 0
        while rounds < 100, verdict.problem == nil {
            run(.minutes(7))
            rounds += 1
            // Flapping is over only after a quarter of an hour.
            if rounds > 3, ledger.open.isEmpty, ledger.openIncidents.isEmpty { break }
        }
        verdict.end(self)
    }

    private mutating func set(_ name: String, _ answer: PollAnswer) {
        answers[name] = answer
        verdict.changed(name, at: now.boot)
    }

    private mutating func change(_ reach: ChaosStep.Reach) {
        self.reach = reach
        if reach == .up || reach == .keyRefused { see(false) }
        verdict.changedReach(isUp: reach == .up, at: now.boot)
    }

    /// What the gateway would answer for the session now.
    func truth(of name: String) -> SessionCondition? {
        if case .observed(let condition, _)? = answers[name] { condition } else { nil }
    }

    // MARK: Time

    mutating func run(_ duration: Duration) {
        let end = now.boot + duration
        while verdict.problem == nil {
            let deadline = watch.nextDeadline.map { max($0, now.boot) }
            guard let next = [queue.first?.at, deadline].compactMap({ $0 }).min(), next <= end else { break }
            advance(to: next)
            happeningsNow = happeningsNow.at == next ? (next, happeningsNow.count + 1) : (next, 1)
            if happeningsNow.count > 200 { verdict.fail("busy loop: time stands still") }
            if let first = queue.first, first.at <= next {
                queue.removeFirst()
                happen(first.what)
            } else {
                ticksNow = ticksNow.at == next ? (next, ticksNow.count + 1) : (next, 1)
                if ticksNow.count > 3 { verdict.fail("busy loop: the deadline stays in the past") }
                feed(.tick)
            }
        }
        advance(to: end)
        verdict.look(self)
    }

    private mutating func advance(to time: BootTime) {
        let passed = time - now.boot
        if passed > .zero { now = Moment(wall: now.wall + passed, boot: time) }
    }

    private mutating func later(_ what: Happening, after delay: Duration) {
        order += 1
        let at = now.boot + delay
        let index = queue.lastIndex { $0.at <= at }.map { $0 + 1 } ?? 0
        queue.insert((at, order, what), at: index)
    }

    private mutating func happen(_ what: Happening) {
        switch what {
        case .input(let input):
            if case .startAnswered(let session, _) = input { verdict.startAnswered(session) }
            feed(input)
        case .poll(let session, let answer, let took):
            verdict.pollAnswered(session, at: now.boot)
            feed(.polled([PolledSession(session: session, answer: answer, took: took)]))
        case .land(let delivery): land(delivery)
        }
    }

    // MARK: The process

    mutating func feed(_ input: Input) {
        inputs += 1
        let decision = watch.handle(input, at: now)
        if let (crash, isTaken, gap) = crashAtNext, !decision.changes.isEmpty {
            crashAtNext = nil
            if crash == .beforeActions { commit(decision.changes) }
            return restart(isTaken: isTaken, after: .milliseconds(gap))
        }
        commit(decision.changes)
        var wanted: String?
        if case .startWanted(let session) = input { wanted = session }
        for action in decision.actions { perform(action, wanted: wanted) }
    }

    private mutating func commit(_ changes: [StoreChange]) {
        guard !changes.isEmpty else { return }
        verdict.commit(
            changes, before: ledger, strangers: Set(Self.names.filter(isForeign)), away: away(after: changes), at: now)
        ledger.apply(changes, at: now)
    }

    private mutating func restart(isTaken: Bool, after gap: Duration) {
        for case .land(let delivery) in queue.map(\.what) where isTaken {
            if let row = ledger.row(delivery) { verdict.accept(row) }
        }
        queue.removeAll()
        advance(to: now.boot + gap)
        ledger.recover()
        watch = GatewayWatch(plan: plan, snapshot: ledger.snapshot(), at: now)
        verdict.restarted(at: now.boot)
        feed(.calendars(calendars))
        feed(.sight(sight, tells: true))
    }

    private mutating func perform(_ action: Action, wanted: String?) {
        switch action {
        case .ping: later(.input(.pinged(pong)), after: latency)
        case .list: later(.input(.listed(reach == .up ? .names(list) : .failed(words: "no answer"))), after: latency)
        case .poll(let sessions):
            for session in sessions {
                verdict.polled(session)
                let answer = reach == .up ? answers[session] ?? .timedOut : failure
                let took: Duration = answer == .timedOut ? .seconds(15) : latency
                later(.poll(session, answer, took), after: took)
            }
        case .pullQR(let session):
            let sighting: QRSighting = reach == .up ? codes[session].map { .code($0) } ?? .none : .failed
            later(.input(.sawQR(session: session, sighting)), after: latency)
        case .readAccount(let session):
            let answer: AccountAnswer =
                reach == .up ? account(of: session).map { .number($0) } ?? .none : .failed(words: "no answer")
            later(.input(.sawAccount(session: session, answer)), after: latency)
        case .probe(let session):
            let isDeaf = deaf.contains(session)
            let answer: ProbeAnswer =
                reach != .up ? .unknown(words: "no answer") : isDeaf ? .silent(words: "no answer") : .alive
            later(.input(.probed(session: session, answer)), after: isDeaf ? .seconds(20) : latency)
        case .start(let session), .restart(let session):
            verdict.started(session, isWanted: wanted == session, in: self)
            if let startBecomes, reach == .up { set(session, .state(startBecomes)) }
            later(.input(.startAnswered(session: session, startAnswer)), after: .seconds(3))
        case .offer(let lane, let turn):
            later(.input(.admitted(lane)), after: max(turn.dueAt - now.boot, admission))
        case .send(let row, _):
            verdict.sent(row)
            later(.land(row.id), after: latency)
        case .freeze(let row): ledger.freeze(row.id)
        case .announce(let row): verdict.announced(row)
        case .update, .dropQR, .log: break
        }
    }

    private var pong: PingAnswer {
        switch reach {
        case .up, .keyRefused: .alive(startedAt: gatewayStarted)
        case .down: .unreachable(.refused, words: "connection refused")
        case .proxy: .unreachable(.proxyAnswer, words: "HTTP 502")
        }
    }

    private var failure: PollAnswer {
        switch reach {
        case .up, .down: .unreachable(.refused, words: "connection refused")
        case .proxy: .unreachable(.proxyAnswer, words: "HTTP 502")
        case .keyRefused: .unauthorized(GatewayWords(message: "wrong key"))
        }
    }

    private mutating func land(_ delivery: DeliveryID) {
        guard let row = ledger.row(delivery),
            let channel = Self.channels.firstIndex(of: row.lane.recipient.channel)
        else { return }
        let receiver = receivers[channel]
        let outcome: DeliveryOutcome
        switch receiver {
        case .accepts where verdict.has(delivery): outcome = .duplicate
        case .accepts: outcome = .delivered(ref: RemoteReference(rawValue: delivery.rawValue))
        case .isDown, .takesSilently, .losesSilently: outcome = .retry(after: nil, reason: "down")
        case .isBusy: outcome = .retry(after: .seconds(30), reason: "busy")
        case .rejects: outcome = .reject(reason: "HTTP 400")
        case .suspends: outcome = .suspend(probeAfter: .minutes(5), reason: "HTTP 404")
        }
        if receiver == .accepts || receiver == .takesSilently { verdict.accept(row) }
        verdict.landed(row)
        let isAmbiguous = receiver == .takesSilently || receiver == .losesSilently
        feed(.attempted(delivery, AttemptReport(outcome: outcome, isAmbiguous: isAmbiguous, words: "", took: latency)))
    }
}
