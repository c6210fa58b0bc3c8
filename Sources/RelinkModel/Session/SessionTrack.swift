// SPDX-License-Identifier: Apache-2.0

/// One session as it is watched: what was observed last, what is believed, and what may become believed.
///
/// Soft and hard states: an observation that differs from what is believed begins a run, and only a run that lasted
/// long enough, and was seen often enough, is believed (alerting.md 4.2).
struct SessionTrack: Sendable {
    /// Observations that differ from what is believed, all good or all bad.
    struct Run: Equatable, Sendable {
        let since: Moment
        let isGood: Bool
        var count: Int
        /// Begun by the first observation after a restart: when it really changed is only bounded.
        let afterGap: Bool
    }

    /// One change of the observed state.
    struct Transition: Equatable, Sendable {
        let from: SessionCondition?
        let to: SessionCondition
    }

    /// A first code takes no longer to be fetched. The network's time, so that no haste of a policy makes it shorter.
    static let fetching: Duration = .seconds(2)

    private let shared: SharedPolicy
    private var policy: WatchPolicy { shared.policy }
    /// How it is configured.
    private(set) var plan: SessionPlan
    /// The last condition observed, as it was read.
    private(set) var observed: SessionCondition?
    /// When that condition was first observed.
    private(set) var observedSince: Moment
    /// What the gateway said then, whatever it means; nil before its first answer.
    private(set) var said: SessionCondition?
    /// When the gateway last answered for it.
    private(set) var answeredAt: Moment?
    /// The gateway's words then.
    private(set) var words: GatewayWords?
    /// The condition that is believed.
    private(set) var confirmed: SessionCondition?
    /// When that condition was first observed.
    private(set) var confirmedSince: Moment
    /// What may become believed.
    private(set) var run: Run?
    /// Whether this store has ever seen it connected.
    private(set) var everConnected: Bool
    private var rareQR = Rare<QRRound>()
    /// How often rounds of them may begin.
    var rounds: RoundBudget
    /// Pairing codes that a person asked for.
    var pairing = PairingDesk()
    /// The account that it is linked to.
    var account: AccountPin
    private var rareLife = Rare<LifeProbe>()
    private var rareLadder = Rare<StartLadder>()
    /// How often it drops.
    private(set) var flapping = Flapping()
    /// What a person said is expected of it; nil where the configuration rules.
    private(set) var override: ExpectationOverride?
    private var startingSince: Moment?
    private var isFirstAnswer = true

    /// A session that nothing is known of.
    init(plan: SessionPlan, policy shared: SharedPolicy, probe: ProbePlan? = nil, at now: Moment) {
        self.plan = plan
        self.shared = shared
        observedSince = now
        confirmedSince = now
        everConnected = false
        rounds = RoundBudget(policy: shared)
        account = AccountPin(pinned: plan.account)
        life = LifeProbe(probe, of: plan.name)
    }

    /// A session that goes on from what was stored.
    init(
        plan: SessionPlan, record: SessionRecord, policy shared: SharedPolicy, probe: ProbePlan? = nil, at now: Moment
    ) {
        self.init(plan: plan, policy: shared, probe: probe, at: now)
        observed = record.observed
        qr = QRRound(policy: shared, resuming: record.observed)
        account = AccountPin(pinned: plan.account, record: record.account, resuming: record.observed)
        life = LifeProbe(probe, of: plan.name, resuming: record.observed)
        observedSince = now.recalling(record.observedSince)
        confirmed = record.confirmed
        confirmedSince = now.recalling(record.confirmedSince)
        everConnected = record.everConnected
        if let record = record.flapping { flapping = Flapping(record: record, at: now) }
        override = record.expectation
        if let since = record.runSince {
            // Gap time counts: missing an alert is worse than telling one early.
            // What seems to lie ahead, since the wall clock was set back, is now: stored again, it would else be new after
            // each restart.
            run = Run(
                since: now.recalling(min(since, now.wall)), isGood: record.observed.isHealthy, count: 1, afterGap: false
            )
        }
    }

    /// Its QR codes.
    var qr: QRRound {
        get { rareQR[usual: QRRound(policy: shared)] }
        set { rareQR[usual: QRRound(policy: shared)] = newValue }
    }

    /// Whether WhatsApp answers it.
    var life: LifeProbe {
        get { rareLife[usual: LifeProbe()] }
        set { rareLife[usual: LifeProbe()] = newValue }
    }

    /// Its automatic starts.
    var ladder: StartLadder {
        get { rareLadder[usual: StartLadder(policy: shared)] }
        set { rareLadder[usual: StartLadder(policy: shared)] = newValue }
    }

    /// What is stored of it.
    var record: SessionRecord? {
        guard let observed else { return nil }
        return SessionRecord(
            name: plan.name, observed: observed, observedSince: observedSince.wall, confirmed: confirmed,
            confirmedSince: confirmedSince.wall, runSince: run?.since.wall, everConnected: everConnected,
            isListed: plan.isListed, flapping: flapping.record, expectation: override,
            account: account.record)
    }

    /// Whether something is unclear, so that it is worth asking again soon.
    var isSoft: Bool { run != nil }

    /// Reads what the gateway says of the session, together with what its codes tell and what is known of its past.
    mutating func read(_ said: SessionCondition, at now: Moment) -> QRRound.Reading {
        var reading = qr.read(said, at: now)
        self.said = said
        ladder.saw(said, at: now)
        if ladder.loop.repeats(said) { reading.condition = SessionCondition(.failed, .reconnectLoop) }
        if !everConnected, reading.condition == SessionCondition(.scanQR, .qr) {
            reading.condition = SessionCondition(.scanQR, .neverLinked)
        }
        if said.state != .scanQR {
            pairing.withdraw()
        } else if pairing.isOffered(at: now), !said.isPasskey {
            // The code on the screen may die meanwhile, or stay as it is: somebody is typing in another one.
            reading.condition = SessionCondition(.scanQR, .pairingCode)
        }
        if said == .connected {
            let wasSeen = answeredAt.map { now.elapsed(since: $0) <= AccountPin.unseen } == true
            account.linked(wasSeen: wasSeen, at: now)
            life.connected(at: now)
            reading.condition = life.isStale && account.condition.isHealthy ? .stale : account.condition
        } else {
            account.unlinked()
            life.disconnected()
        }
        return reading
    }

    /// Notes how the session stands by an answer of the gateway.
    ///
    /// - Returns: the change of the observed state, if it changed.
    mutating func observe(_ condition: SessionCondition, _ words: GatewayWords, at now: Moment) -> Transition? {
        answeredAt = now
        self.words = words
        let previous = observed
        if previous != condition {
            observed = condition
            observedSince = now
        }
        if condition.state == .connected { everConnected = true }
        startingSince = condition.state == .starting ? startingSince ?? now : nil
        extendRun(condition, at: now)
        isFirstAnswer = false
        return previous?.state == condition.state ? nil : Transition(from: previous, to: condition)
    }

    private mutating func extendRun(_ condition: SessionCondition, at now: Moment) {
        guard condition != confirmed else {
            run = nil
            return
        }
        let isGood = condition.isHealthy
        if var current = run, current.isGood == isGood {
            current.count += 1
            run = current
        } else {
            run = Run(since: now, isGood: isGood, count: 1, afterGap: isFirstAnswer && confirmed != nil)
        }
    }

    /// When it began to look bad, and when that is believed at the earliest; nil while nothing like that is on its way.
    var fall: (since: BootTime, certain: BootTime)? {
        guard let run, !run.isGood, let observed, observed.state != .starting else { return nil }
        return (run.since.boot, run.since.boot + rule(for: observed).duration)
    }

    /// What may be believed now, judged by time and count alone; nil while nothing may.
    func candidate(at now: Moment) -> SessionCondition? {
        guard let run, let observed else { return nil }
        if observed.state == .starting {
            guard let startingSince, now.elapsed(since: startingSince) >= policy.stuckStarting else { return nil }
            let stuck = SessionCondition(.failed, .stuckStarting)
            return stuck == confirmed ? nil : stuck
        }
        return run.satisfies(rule(for: observed), at: now) ? observed : nil
    }

    /// What is missing until what was observed last is believed; nil when it is, or when nothing is missing.
    func doubt(at now: Moment) -> Doubt? {
        guard let run, let observed, candidate(at: now) == nil else { return nil }
        if observed.state == .starting, let startingSince {
            return Doubt(
                count: run.count, neededCount: 1, lasted: now.elapsed(since: startingSince),
                neededDuration: policy.stuckStarting)
        }
        let rule = rule(for: observed)
        return Doubt(
            count: run.count, neededCount: rule.count, lasted: now.elapsed(since: run.since),
            neededDuration: rule.duration)
    }

    /// How far a run is from being believed.
    struct Doubt: Equatable, Sendable {
        let count: Int
        let neededCount: Int
        let lasted: Duration
        let neededDuration: Duration
    }

    /// Whether the session shows a code to scan or to type in, asks for a passkey, or is linked to a stranger's phone: positive proof
    /// that a person is needed.
    var needsPerson: Bool {
        if observed == .wrongAccount { return true }
        guard let observed, observed.state == .scanQR else { return false }
        return qr.code != nil || observed.isPasskey || observed.detail == .pairingCode
    }

    /// Whether its first code is being fetched. That is worth a moment: the alert is to carry it. What is held back so is
    /// judged anew when the code is there, else at the next poll.
    func awaitsCode(at now: Moment) -> Bool {
        observed == SessionCondition(.scanQR, .qr) && qr.code == nil
            && now.elapsed(since: observedSince) < Self.fetching
    }

    private func rule(for condition: SessionCondition) -> ConfirmationRule {
        if needsPerson { return ConfirmationRule(for: .zero, count: 1) }
        if condition.isTerminal { return ConfirmationRule(for: .zero, count: 2) }
        return policy.rule(for: condition.state)
    }

    /// Believes it.
    ///
    /// - Returns: the run that led to it.
    mutating func confirm(_ condition: SessionCondition, at now: Moment) -> Run {
        let run = run ?? Run(since: now, isGood: condition.isHealthy, count: 1, afterGap: false)
        confirmed = condition
        confirmedSince = run.since
        self.run = nil
        return run
    }

    /// Drops what may become believed: the gateway is away, so nothing is known.
    mutating func freeze() {
        run = nil
        startingSince = nil
    }

    /// Believes nothing of it: whatever is seen next is confirmed anew.
    mutating func forgetConfirmed() {
        confirmed = nil
        run = nil
    }

    /// Takes over a changed configuration.
    mutating func adopt(_ plan: SessionPlan) { self.plan = plan }

    /// Whether being in that condition is right: what a person said counts before the configuration.
    func expects(_ condition: SessionCondition) -> Bool {
        plan.expecting(expectation).expects(condition)
    }

    /// What is expected of it now.
    var expectation: SessionPlan.Expectation { override?.expectation ?? plan.expectation }

    /// Takes over what a person said, or lets the configuration rule again.
    mutating func expect(_ override: ExpectationOverride?) { self.override = override }

    /// Notes an outage.
    ///
    /// - Returns: whether it flaps from now on.
    mutating func dropped(at now: Moment) -> Bool { flapping.dropped(policy, at: now) }

    /// Notes the end of an outage.
    mutating func recovered(at now: Moment) { flapping.recovered(at: now) }

    /// Whether it has been calm for long enough; it then no longer flaps.
    mutating func takeCalm(at now: Moment) -> Bool { flapping.takeCalm(policy, at: now) }
}

extension SessionTrack.Run {
    fileprivate func satisfies(_ rule: ConfirmationRule, at now: Moment) -> Bool {
        count >= rule.count && now.elapsed(since: since) >= rule.duration
    }
}
