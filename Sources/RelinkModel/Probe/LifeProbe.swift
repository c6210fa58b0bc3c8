// SPDX-License-Identifier: Apache-2.0

/// Whether a session that says it is connected still is: what it says mirrors a variable of its page, which outlives the
/// connection (pedroslopez/whatsapp-web.js#2125, #538).
///
/// Off unless the gateway has a ``ProbePlan``: each question costs the session a request to WhatsApp. Two that get no
/// answer make it stale; only one that does makes it well again, whatever its state says meanwhile.
struct LifeProbe: Hashable, Sendable {
    /// Questions without an answer in a row that are believed.
    static let limit = 2
    /// After one without an answer, and until WhatsApp answers again.
    private static let again: Duration = .seconds(60)
    private static let whileStale: Duration = .minutes(5)

    private let plan: ProbePlan?
    /// Spreads the sessions of a gateway over the interval.
    private let phase: Duration
    private(set) var isStale = false
    /// What the last question without an answer came to.
    private(set) var words = ""
    private var failures = 0
    private var due: BootTime?
    private var isAsking = false
    /// Whether the answer that is under way is about a connection that is over.
    private var isOutdated = false
    private var isConnected = false
    /// Whether it was stale, and has not been asked since it came up again.
    private var owesProof = false

    /// One that never asks.
    init() {
        plan = nil
        phase = .zero
    }

    /// - Parameter condition: how the session stood before a restart of Relink.
    init(_ plan: ProbePlan?, of session: String, resuming condition: SessionCondition? = nil) {
        self.plan = plan
        let interval = max(plan?.every.wholeMilliseconds ?? 1, 1)
        phase = .milliseconds(Int64(StableHash.of(session) % UInt64(interval)))
        isStale = plan != nil && condition == .stale
    }

    /// Whether WhatsApp has to answer it before the session counts as back.
    var isPending: Bool { isConnected && owesProof }

    /// When to ask next; nil while there is no reason to.
    var nextDeadline: BootTime? { isAsking ? nil : due }

    /// The session says that it is connected.
    mutating func connected(at now: Moment) {
        guard plan != nil, !isConnected else { return }
        isConnected = true
        due = isStale || owesProof ? now.boot : now.boot + phase
    }

    /// It says that it is not.
    mutating func disconnected() {
        owesProof = owesProof || isStale
        (isConnected, isStale, failures, due) = (false, false, 0, nil)
        isOutdated = isAsking
    }

    /// Whether to ask now; it then counts as asking.
    mutating func takeTurn(at now: Moment) -> Bool {
        guard !isAsking, let due, due <= now.boot else { return false }
        isAsking = true
        return true
    }

    /// Notes what a question came to.
    ///
    /// - Parameter isSteady: whether the gateway answers its pings.
    mutating func handle(_ answer: ProbeAnswer, isSteady: Bool, at now: Moment) {
        isAsking = false
        defer { isOutdated = false }
        guard isConnected, !isOutdated, let plan else { return }
        switch answer {
        case .alive:
            (isStale, owesProof, failures) = (false, false, 0)
            due = now.boot + plan.every
        case .silent(let said) where isSteady:
            failures += 1
            words = said
            if failures >= Self.limit || owesProof { (isStale, owesProof) = (true, false) }
            due = now.boot + (isStale ? Self.whileStale : Self.again)
        case .silent, .unknown:
            // What cannot be asked cannot be proven either.
            owesProof = false
            due = now.boot + plan.every
        }
    }
}
