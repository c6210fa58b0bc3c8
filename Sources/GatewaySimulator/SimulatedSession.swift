// SPDX-License-Identifier: Apache-2.0

/// One session of the simulated gateway. What happens by itself (a boot ends, a code rotates, a scanned phone connects)
/// follows from the time that is passed in.
struct SimulatedSession: Hashable, Sendable {
    /// Where the session is in the gateway's life.
    enum Presence: Hashable, Sendable {
        /// Not running: no browser, not in the gateway's map.
        case absent
        /// Its browser comes up, until that time; then it is there or, after a failed start, not.
        case booting(until: Duration, succeeds: Bool)
        /// Running.
        case present
    }

    /// The first code of a round lives 60 s, the others 20 s each (whatsapp-web.js; the protocol's own pace).
    static let firstCodeLife = Duration.seconds(60)
    static let nextCodeLife = Duration.seconds(20)
    /// From a scan to CONNECTED.
    static let pairingTime = Duration.seconds(3)
    /// What a page that never answers is given up after (puppeteer's default protocol timeout).
    static let protocolTimeout = Duration.seconds(180)

    let name: String
    private(set) var presence = Presence.absent
    private(set) var page = SimulatedPage.socket(.unpaired)
    /// What a status takes longer than the gateway's latency.
    var hang = Duration.zero
    /// Whether it says CONNECTED and hears nothing of WhatsApp any more. A new browser hears again.
    var isDeaf = false
    /// How starts and restarts fail from now on; nil for not.
    var startFailure: StartFailure?

    /// Whether the profile on disk is linked to a phone, so that a start needs no scan.
    private var isLinked = false
    /// The number of the phone that scans, in digits.
    var phone: String
    /// The number that it is linked to; nil until a phone is.
    private(set) var account: String?
    private var pairingCodes = 0
    private var round = 0
    private var roundBegan = Duration.zero
    private var skipped = 0
    private var frozen: Int?
    private var connectsAt: Duration?

    /// - Parameter phone: the number of the phone that scans its codes, in digits.
    init(name: String, phone: String) {
        self.name = name
        self.phone = phone
    }

    /// Whether the gateway has it in its map: wwebjs-api only once it is up, its ancestor from the first moment.
    func isKnown(to kind: SimulatedKind) -> Bool {
        switch presence {
        case .absent: false
        case .booting: kind == .whatsappAPI
        case .present: true
        }
    }

    /// Lets everything happen that was due by then.
    mutating func settle(at now: Duration, kind: SimulatedKind) {
        if case .booting(let until, let succeeds) = presence, until <= now {
            finishBoot(at: until, succeeds: succeeds, kind: kind)
        }
        if let instant = connectsAt, instant <= now {
            connectsAt = nil
            link()
            page = .socket(.connected)
        }
    }

    /// A failed start leaves nothing behind at wwebjs-api, and at its ancestor a client that opens for ever.
    private mutating func finishBoot(at instant: Duration, succeeds: Bool, kind: SimulatedKind) {
        guard succeeds else {
            presence = kind == .wwebjs ? .absent : .present
            page = .socket(.opening)
            return
        }
        show(.socket(isLinked ? .connected : .unpaired), at: instant)
    }

    /// Starts its browser.
    mutating func boot(until instant: Duration) {
        presence = .booting(until: instant, succeeds: startFailure == nil)
        connectsAt = nil
        skipped = 0
        frozen = nil
        isDeaf = false
    }

    /// Ends its browser and keeps its profile.
    mutating func stop() {
        presence = .absent
        connectsAt = nil
    }

    /// Has it running with that page. CONNECTED links the phone, UNPAIRED unlinks it and begins a round of codes.
    mutating func show(_ page: SimulatedPage, at now: Duration) {
        presence = .present
        connectsAt = nil
        self.page = page
        switch page {
        case .socket(.connected):
            link()
        case .socket(.unpaired):
            isLinked = false
            beginRound(at: now)
        case .socket(.unpairedIdle):
            if round == 0 { beginRound(at: now) }
            freeze(at: now)
        default: break
        }
    }

    /// Only a new link changes the account.
    private mutating func link() {
        if !isLinked { account = phone }
        isLinked = true
    }

    // MARK: - The code

    private mutating func beginRound(at now: Duration) {
        round += 1
        roundBegan = now
        skipped = 0
        frozen = nil
    }

    /// Shows the next code at once.
    mutating func rotate() { skipped += 1 }

    /// Keeps the code as it is: from then on it is stale.
    mutating func freeze(at now: Duration) { frozen = sequence(at: now) }

    /// Gives the next code to type into a phone; nil where it waits for none.
    mutating func pair() -> String? {
        guard presence == .present, page == .socket(.unpaired) else { return nil }
        defer { pairingCodes += 1 }
        let letters = Array("ABCDEFGHJKLMNPQRSTVWXYZ")
        return String((0..<8).map { letters[($0 + pairingCodes) % letters.count] })
    }

    /// A phone scans the code; without one on the screen nothing happens.
    mutating func scan(at now: Duration) {
        guard presence == .present, page == .socket(.unpaired) else { return }
        page = .socket(.pairing)
        freeze(at: now)
        connectsAt = now + Self.pairingTime
    }

    /// Which code a request gets: its round, and its place in the round from 0. Nil for none.
    func code(at now: Duration, kind: SimulatedKind) -> (round: Int, sequence: Int)? {
        guard presence == .present, round > 0 else { return nil }
        switch page {
        case .socket(.unpaired), .socket(.unpairedIdle): return (round, sequence(at: now))
        // The ancestor never clears the code that was shown last.
        default: return kind == .whatsappAPI ? (round, frozen ?? skipped) : nil
        }
    }

    private func sequence(at now: Duration) -> Int {
        if let frozen { return frozen }
        let age = now - roundBegan
        guard age >= Self.firstCodeLife else { return skipped }
        return skipped + 1 + Int((age - Self.firstCodeLife) / Self.nextCodeLife)
    }
}
