// SPDX-License-Identifier: Apache-2.0

/// The gate before a gateway's sessions: whether the gateway itself answers.
///
/// While it does not, nothing is judged about its sessions: one alert for the server instead of one for each.
struct ServerGate: Sendable {
    /// What a ping changed.
    enum Verdict: Equatable, Sendable {
        /// It answers for the first time.
        case reachable
        /// It failed a ping for the first time; nothing is believed yet.
        case hiccup
        /// It is believed to be away.
        case away
        /// It answers again after a hiccup that was never believed.
        case steady
        /// It is believed to be back.
        case back
        /// It answered all the time, but it tells that it was started anew.
        case restarted
    }

    private enum Phase: Sendable {
        case unknown
        case reachable
        case failing(Run)
        case away(Run)
        case returning(Run, back: Run)
    }

    /// Equal answers in a row.
    struct Run: Equatable, Sendable {
        let since: Moment
        var count: Int
        var detail: SessionDetail
        var words: String
    }

    /// Between two pings while it is not plainly reachable.
    static let hurry: Duration = .seconds(5)

    private let interval: Duration
    private let policy: WatchPolicy
    private var phase = Phase.unknown
    private var pingDue: BootTime
    private var isPinging = false
    private var lastAnswer: BootTime?
    private var startedAt: Timestamp?
    /// The last time it answered.
    private(set) var lastAlive: Moment?
    /// When it entered its present phase.
    private(set) var since: Moment?

    /// A gate that has not asked yet.
    ///
    /// - Parameter awaySince: start of an outage that was believed before a restart of Relink.
    init(interval: Duration, policy: WatchPolicy, awaySince: Moment?, at now: Moment) {
        self.interval = interval
        self.policy = policy
        pingDue = now.boot
        if let awaySince {
            phase = .away(Run(since: awaySince, count: 1, detail: .none, words: ""))
            since = awaySince
        }
    }

    /// When the next ping is due; nil while one is under way.
    var nextDeadline: BootTime? { isPinging ? nil : pingDue }

    /// Whether the gateway is believed to be away: its sessions are frozen.
    var isAway: Bool {
        switch phase {
        case .away, .returning: true
        case .unknown, .reachable, .failing: false
        }
    }

    /// Whether the last ping was answered.
    var isSteady: Bool { if case .reachable = phase { true } else { false } }

    /// The failing run, while it is failing or away.
    var failure: Run? {
        switch phase {
        case .failing(let run), .away(let run), .returning(let run, _): run
        case .unknown, .reachable: nil
        }
    }

    /// The word for the API.
    var reachability: GatewayStatus.Reachability {
        switch phase {
        case .unknown: .unknown
        case .reachable: .reachable
        case .failing: .failing
        case .away, .returning: .unreachable
        }
    }

    /// Whether the gateway answered a ping recently enough to raise an alert beside it.
    func isFresh(at now: Moment) -> Bool {
        guard isSteady, let lastAlive else { return false }
        return now.elapsed(since: lastAlive) <= policy.freshness
    }

    /// Asks for a ping now, unless one is under way or has just ended: however many sessions have a doubt at once, the
    /// gateway is asked a few times in a second at most. One that fails its pings already keeps their pace.
    mutating func hurry(at now: Moment) {
        guard failure == nil else { return }
        let earliest = lastAnswer.map { $0 + policy.freshness / 10 } ?? now.boot
        pingDue = min(pingDue, max(earliest, now.boot))
    }

    /// Whether a ping is to be sent now; it then counts as under way.
    mutating func takePing(at now: Moment) -> Bool {
        guard !isPinging, pingDue <= now.boot else { return false }
        isPinging = true
        return true
    }

    /// Notes the answer to a ping.
    mutating func handle(_ answer: PingAnswer, at now: Moment) -> Verdict? {
        isPinging = false
        lastAnswer = now.boot
        let verdict: Verdict?
        switch answer {
        case .alive(let started):
            verdict = alive(startedAt: started, at: now)
            lastAlive = now
        case .unreachable(let detail, let words):
            verdict = failed(detail, words, at: now)
        }
        pingDue = nextPing(at: now)
        return verdict
    }

    /// While it fails, one ping falls on the moment from which that may be believed: keeping the pace costs no time.
    private func nextPing(at now: Moment) -> BootTime {
        if isSteady { return now.boot + interval }
        let next = now.boot + min(interval, Self.hurry)
        guard case .failing(let run) = phase else { return next }
        let certain = run.since.boot + policy.rule(for: .unreachable).duration
        return certain > now.boot ? min(next, certain) : next
    }

    private mutating func alive(startedAt started: Timestamp?, at now: Moment) -> Verdict? {
        defer { startedAt = started ?? startedAt }
        switch phase {
        case .unknown:
            enter(.reachable, at: now)
            return .reachable
        case .reachable:
            if let started, let startedAt, started > startedAt { return .restarted }
            return nil
        case .failing:
            enter(.reachable, at: now)
            return .steady
        case .away(let outage):
            phase = .returning(outage, back: Run(since: now, count: 1, detail: .none, words: ""))
        case .returning(let outage, var back):
            back.count += 1
            phase = .returning(outage, back: back)
        }
        guard case .returning(_, let back) = phase, back.count >= policy.confirmReachable.count,
            now.elapsed(since: back.since) >= policy.confirmReachable.duration
        else { return nil }
        enter(.reachable, at: back.since)
        return .back
    }

    private mutating func failed(_ detail: SessionDetail, _ words: String, at now: Moment) -> Verdict? {
        switch phase {
        case .unknown, .reachable:
            enter(.failing(Run(since: now, count: 1, detail: detail, words: words)), at: now)
            return confirmAway() ?? .hiccup
        case .failing(var run):
            (run.count, run.detail, run.words) = (run.count + 1, detail, words)
            phase = .failing(run)
            return confirmAway(at: now)
        case .away(var run), .returning(var run, _):
            (run.count, run.detail, run.words) = (run.count + 1, detail, words)
            phase = .away(run)
            return nil
        }
    }

    private mutating func confirmAway(at now: Moment? = nil) -> Verdict? {
        let rule = policy.rule(for: .unreachable)
        guard case .failing(let run) = phase, run.count >= rule.count,
            (now ?? run.since).elapsed(since: run.since) >= rule.duration
        else { return nil }
        enter(.away(run), at: run.since)
        return .away
    }

    private mutating func enter(_ phase: Phase, at moment: Moment) {
        self.phase = phase
        since = moment
    }
}
