// SPDX-License-Identifier: Apache-2.0

/// The QR codes of one start of a session's engine: which one is shown, when to look again, and how the round ends.
///
/// A round ends with a phone that is linked, with a link that is refused, or with nobody who scanned. Gateways tell
/// little of that, so it is read from what they say of the session together with what looks at its codes show.
struct QRRound: Equatable, Sendable {
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

    /// What the gateway says of a session, read together with what its codes tell.
    struct Reading: Equatable, Sendable {
        /// How the session stands.
        var condition: SessionCondition
        /// Whether a code was shown until now, and is no longer.
        var endsCode = false
        /// Whether there is something to look at that there was not before.
        var beginsLooking = false
    }

    private enum Standing: Equatable, Sendable {
        /// Nobody is asked to scan.
        case idle
        /// Codes are shown, or asked for.
        case offered
        /// A phone scanned one, and the session logs in.
        case scanned(since: BootTime)
        /// It was scanned long ago, and the session still logs in.
        case stalled
        /// The last code is dead, and no other one came.
        case over
    }

    private let shared: SharedPolicy
    private var policy: WatchPolicy { shared.policy }
    /// Rounds whose codes were seen since the session was connected, the present one included.
    private(set) var round = 0
    /// Codes seen in the present round.
    private(set) var sequence = 0
    /// The code shown now; nil when there is none, or it is dead.
    private(set) var code: Code?
    private var standing = Standing.idle
    /// Whether a phone scanned a code of this round and was not linked.
    private var isRefused = false
    /// Whether the next code is the first one of a round.
    private var isFresh = true
    private var dead: QRID?
    /// The last code that was shown, if it went away before it died.
    private var last: Code?
    /// Whether the session asks for a scan, so that there may be a code to look at.
    private var isAsking = false
    private var isLooking = false
    private var wasKnown = false
    private var lastLook: BootTime?
    private var viewedUntil: BootTime?

    /// A viewer counts as looking for that long after each request.
    static let viewerLinger: Duration = .seconds(5)

    /// - Parameter condition: how the session stood before a restart of Relink: a code that it shows is no news then.
    init(policy shared: SharedPolicy, resuming condition: SessionCondition? = nil) {
        self.shared = shared
        guard let condition, condition.state == .scanQR else { return }
        wasKnown = true
        switch condition.detail {
        case .roundOver: standing = .over
        case .linkRefused: (standing, isRefused) = (.stalled, true)
        default: standing = .offered
        }
    }

    /// When the shown code is taken to be dead.
    var expires: Moment? {
        code.map { Moment(wall: $0.firstSeen.wall + policy.qrStale, boot: $0.firstSeen.boot + policy.qrStale) }
    }

    /// Whether the codes were not scanned, and no new one comes without a start.
    var isOver: Bool { standing == .over }

    /// What of the round people are told.
    var word: SessionDetail? {
        switch standing {
        case .over: .roundOver
        case .stalled: .linkRefused
        case .offered where isRefused: .linkRefused
        case .idle, .offered, .scanned: nil
        }
    }

    // MARK: What the gateway says

    /// Reads what the gateway says of the session.
    mutating func read(_ said: SessionCondition, at now: Moment) -> Reading {
        let wasAsking = isAsking
        isAsking = said.state == .scanQR && said.detail != .roundOver && !said.isPasskey
        let ended = isAsking ? nil : withdraw()
        var reading = Reading(condition: reread(said, wasAsking: wasAsking, at: now))
        reading.endsCode = ended != nil
        reading.beginsLooking = isAsking && !wasAsking
        if reading.beginsLooking { lastLook = nil }
        if !isAsking { viewedUntil = nil }
        return reading
    }

    private mutating func reread(_ said: SessionCondition, wasAsking: Bool, at now: Moment) -> SessionCondition {
        switch said.state {
        case .scanQR where said.isPasskey: standing = .scanned(since: now.boot)
        case .scanQR where said.detail == .roundOver: standing = .over
        case .scanQR: return asked(said, wasAsking: wasAsking, at: now)
        case .starting: return started(said, at: now)
        case .failed where said.endsRound && hasOffered:
            standing = .over
            return SessionCondition(.scanQR, .roundOver)
        case .failed where said.detail == .statusTimeout:
            // A page that hangs says nothing of its codes.
            break
        default: rest()
        }
        if said.state == .connected { round = 0 }
        return said
    }

    /// It asks for a scan.
    private mutating func asked(_ said: SessionCondition, wasAsking: Bool, at now: Moment) -> SessionCondition {
        switch standing {
        case .idle: begin()
        // What was over before a restart is over until another code than the first one comes.
        case .over where !wasAsking && !wasKnown: begin()
        case .stalled: refuse()
        case .scanned(let since) where !wasAsking || isLong(since, at: now): refuse()
        case .over, .offered, .scanned: break
        }
        if case .scanned = standing { return SessionCondition(.starting, .authenticating) }
        return word.map { SessionCondition(.scanQR, $0) } ?? said
    }

    /// It comes up, or logs in. Only logging in tells of a scan: a page that reloads shows codes again.
    private mutating func started(_ said: SessionCondition, at now: Moment) -> SessionCondition {
        switch standing {
        case .offered where said.detail == .authenticating: standing = .scanned(since: now.boot)
        case .scanned(let since) where isLong(since, at: now): (standing, isRefused) = (.stalled, true)
        case .scanned, .stalled: break
        case .idle, .offered, .over: rest()
        }
        return word.map { SessionCondition(.scanQR, $0) } ?? said
    }

    /// The session is started anew, or watched no longer: what it shows from here on belongs to another round.
    ///
    /// - Returns: whether a code was shown until now.
    mutating func end() -> Bool {
        dead = code?.id ?? dead
        last = nil
        isAsking = false
        rest()
        defer { code = nil }
        return code != nil
    }

    private var hasOffered: Bool {
        switch standing {
        case .offered: !isFresh
        case .over, .stalled: true
        case .idle, .scanned: false
        }
    }

    private mutating func begin() {
        standing = .offered
        isFresh = true
        isRefused = false
    }

    private mutating func refuse() {
        standing = .offered
        isRefused = true
    }

    private mutating func rest() {
        standing = .idle
        isRefused = false
    }

    private mutating func withdraw() -> Code? {
        last = code ?? last
        defer { code = nil }
        return code
    }

    private func isLong(_ since: BootTime, at now: Moment) -> Bool { now.boot - since >= policy.qrLinking }

    // MARK: Looking at codes

    /// When to look at the code again, or when the shown one dies; nil while there is nothing to look at.
    ///
    /// - Parameter isFollowed: whether a message that was sent follows the code.
    func nextDeadline(isFollowed: Bool) -> BootTime? {
        guard isAsking else { return nil }
        let look = isLooking ? nil : lastLook.map { $0 + pace(isFollowed, at: $0) } ?? BootTime(milliseconds: .min)
        return [look, expires?.boot].compactMap { $0 }.min()
    }

    private func pace(_ isFollowed: Bool, at last: BootTime) -> Duration {
        if let viewedUntil, viewedUntil >= last { return policy.qrViewed }
        return isFollowed ? policy.qrFollowed : policy.qrIdle
    }

    /// Somebody looks at the code.
    mutating func viewed(at now: Moment) {
        guard isAsking else { return }
        viewedUntil = now.boot + Self.viewerLinger
    }

    /// Whether to look now; it then counts as looking.
    mutating func takeLook(isFollowed: Bool, at now: Moment) -> Bool {
        guard isAsking, !isLooking else { return false }
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
        guard isAsking else { return nil }
        switch sighting {
        case .failed:
            return nil
        case .none:
            wasKnown = false
            guard withdraw() != nil else { return nil }
            // What takes a living code away is a phone that scanned it.
            if standing == .offered { standing = .scanned(since: now.boot) }
            return .over
        case .code(let id) where id == dead || wasKnown && standing == .over:
            (dead, wasKnown) = (id, false)
            if code == nil, standing == .offered { standing = .over }
            return nil
        case .code(let id):
            return id == code?.id ? nil : show(id, at: now)
        }
    }

    private mutating func show(_ id: QRID, at now: Moment) -> Change {
        if let last, last.id == id {
            // It comes back as old as it is, and is no news; it was not scanned either.
            (code, isFresh) = (last, false)
            if case .scanned = standing { standing = .offered }
            return .known
        }
        if case .scanned = standing { refuse() } else if standing == .over { begin() }
        if isFresh {
            isFresh = false
            round += 1
            sequence = 0
        }
        sequence += 1
        code = Code(id: id, sequence: sequence, firstSeen: now)
        defer { wasKnown = false }
        return wasKnown ? .known : .new
    }
}

extension SessionCondition {
    /// Whether the phone has to confirm with a passkey: there is no code to look at meanwhile.
    var isPasskey: Bool { detail == .passkeyRequired || detail == .passkeyConfirm }

    /// Whether a round of codes that nobody scanned looks like that at its end: the library closes the browser
    /// (pedroslopez/whatsapp-web.js 1.34.6, src/Client.js, `qrMaxRetries`).
    fileprivate var endsRound: Bool { state == .failed && detail == .browserCrash }
}
