// SPDX-License-Identifier: Apache-2.0

/// The QR codes of one start of a session's engine: which one is shown, and when to look again.
struct QRRound: Sendable {
    /// What a look changed.
    enum Change: Equatable, Sendable {
        /// A code that was not shown before.
        case new
        /// The first code seen after a restart, in a round that went on meanwhile, or one that went away and is back.
        case known
        /// The code that was shown is over, and no other is there.
        case over
    }

    /// The code shown now.
    struct Code: Equatable, Sendable {
        let id: QRID
        let sequence: Int
        let firstSeen: Moment
    }

    private let shared: SharedPolicy
    private var policy: WatchPolicy { shared.policy }
    /// Rounds begun, the present one included.
    private(set) var round = 0
    /// Codes seen in the present round.
    private(set) var sequence = 0
    /// The code shown now; nil when there is none, or it is dead.
    private(set) var code: Code?
    private var dead: QRID?
    /// The last code that was shown, if it went away before it died.
    private var last: Code?
    private var isActive = false
    private var isLooking = false
    private var wasKnown = false
    private var lastLook: BootTime?
    private var viewedUntil: BootTime?

    /// A viewer counts as looking for that long after each request.
    static let viewerLinger: Duration = .seconds(5)

    init(policy shared: SharedPolicy) { self.shared = shared }

    /// When the shown code is taken to be dead.
    var expires: Moment? {
        code.map { Moment(wall: $0.firstSeen.wall + policy.qrStale, boot: $0.firstSeen.boot + policy.qrStale) }
    }

    /// When to look at the code again, or when the shown one dies; nil outside of a round.
    ///
    /// - Parameter isFollowed: whether a message that was sent follows the code.
    func nextDeadline(isFollowed: Bool) -> BootTime? {
        guard isActive else { return nil }
        let look = isLooking ? nil : lastLook.map { $0 + pace(isFollowed, at: $0) } ?? BootTime(milliseconds: .min)
        return [look, expires?.boot].compactMap { $0 }.min()
    }

    private func pace(_ isFollowed: Bool, at last: BootTime) -> Duration {
        if let viewedUntil, viewedUntil >= last { return policy.qrViewed }
        return isFollowed ? policy.qrFollowed : policy.qrIdle
    }

    /// The session began to ask for a scan.
    ///
    /// - Parameter wasKnown: whether it did so before a restart of Relink: the code it shows is no news then.
    mutating func begin(wasKnown: Bool = false) {
        guard !isActive else { return }
        isActive = true
        self.wasKnown = wasKnown
        round += 1
        sequence = 0
        lastLook = nil
    }

    /// The session no longer asks for a scan.
    ///
    /// - Returns: whether a code was shown until now.
    mutating func end() -> Bool {
        isActive = false
        viewedUntil = nil
        last = code ?? last
        defer { code = nil }
        return code != nil
    }

    /// Somebody looks at the code.
    mutating func viewed(at now: Moment) {
        guard isActive else { return }
        viewedUntil = now.boot + Self.viewerLinger
    }

    /// Whether to look now; it then counts as looking.
    mutating func takeLook(isFollowed: Bool, at now: Moment) -> Bool {
        guard isActive, !isLooking else { return false }
        if let lastLook, lastLook + pace(isFollowed, at: lastLook) > now.boot { return false }
        isLooking = true
        lastLook = now.boot
        return true
    }

    /// Drops a code that has not changed for too long: the gateway serves codes that are long dead
    /// (avoylenko/wwebjs-api, src/sessions.js since f8e2ee2: cleared only on `authenticated`).
    mutating func expire(at now: Moment) -> Change? {
        guard let code, let expires, expires.boot <= now.boot else { return nil }
        dead = code.id
        self.code = nil
        return .over
    }

    /// Notes what a look showed.
    mutating func handle(_ sighting: QRSighting, at now: Moment) -> Change? {
        isLooking = false
        guard isActive else { return nil }
        switch sighting {
        case .failed:
            return nil
        case .none:
            wasKnown = false
            defer { code = nil }
            last = code ?? last
            return code == nil ? nil : .over
        case .code(let id):
            guard id != code?.id, id != dead else { return nil }
            if let last, last.id == id {
                // It comes back as old as it is, and is no news.
                code = last
                return .known
            }
            sequence += 1
            code = Code(id: id, sequence: sequence, firstSeen: now)
            defer { wasKnown = false }
            return wasKnown ? .known : .new
        }
    }
}
