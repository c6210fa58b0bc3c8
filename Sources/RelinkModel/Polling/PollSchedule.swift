// SPDX-License-Identifier: Apache-2.0

/// When each session is polled: at a phase of its own within the interval, sooner while something is unclear.
///
/// At most one request per session is under way, 256 per gateway, and of those at most half for sessions that were
/// slow the last time, so that hanging pages cannot starve the others.
struct PollSchedule: Sendable {
    /// Requests under way at one gateway.
    static let limit = 256
    /// Of those, for sessions whose last answer took longer than ``slow``.
    static let slowLimit = 128
    /// A status that took longer makes its session a slow one.
    static let slow: Duration = .seconds(2)
    /// Between two polls of a session in a soft state.
    static let soft: Duration = .seconds(5)

    private struct Entry: Sendable {
        let phase: Int64
        var due: BootTime
        var isInFlight = false
        var isSlow = false
        var isHurried = false
        var isWaiting = false
    }

    private let interval: Duration
    private var entries: [String: Entry] = [:]
    private var deadlines = DeadlineQueue<String>()
    private var waiting: [String] = []
    private var slowWaiting: [String] = []
    private var inFlight = 0
    private var slowInFlight = 0

    /// No session yet.
    init(interval: Duration) {
        self.interval = max(interval, .milliseconds(1))
    }

    /// When something is due next.
    var nextDeadline: BootTime? { deadlines.first }

    /// When the session is polled next; nil while a request is under way, and when it is not polled.
    subscript(session: String) -> BootTime? {
        entries[session].flatMap { $0.isInFlight ? nil : deadlines[session] }
    }

    /// Polls a new session from now on: the first time at once.
    mutating func add(_ session: String, at now: BootTime) {
        guard entries[session] == nil else { return }
        let phase = Int64(StableHash.of(session) % UInt64(interval.wholeMilliseconds))
        entries[session] = Entry(phase: phase, due: now)
        deadlines.set(session, at: now)
    }

    /// Polls a session no longer. An answer that is still under way is ignored.
    mutating func remove(_ session: String) {
        guard let entry = entries.removeValue(forKey: session), entry.isInFlight else { return }
        land(entry)
    }

    /// Polls the session now; if a request is under way, once more right after it.
    mutating func hurry(_ session: String, at now: BootTime) {
        guard var entry = entries[session] else { return }
        entry.isHurried = true
        if !entry.isInFlight {
            entry.due = now
            deadlines.set(session, at: now)
        }
        entries[session] = entry
    }

    /// The sessions whose turn it is, marked as under way.
    mutating func take(at now: BootTime) -> [String] {
        while let session = deadlines.take(at: now) { wait(session) }
        // Only as many as there is room for are looked at: a gateway of thousands that is asked all at once would
        // otherwise have each answer go through all that wait.
        var launched: [String] = []
        let slow = min(slowWaiting.count, Self.slowLimit - slowInFlight, Self.limit - inFlight)
        for session in slowWaiting.prefix(max(slow, 0)) where launch(session) { launched.append(session) }
        slowWaiting.removeFirst(max(slow, 0))
        let others = min(waiting.count, Self.limit - inFlight)
        for session in waiting.prefix(max(others, 0)) where launch(session) { launched.append(session) }
        waiting.removeFirst(max(others, 0))
        return launched
    }

    private mutating func wait(_ session: String) {
        guard let entry = entries[session], !entry.isInFlight, !entry.isWaiting else { return }
        entries[session]?.isWaiting = true
        if entry.isSlow { slowWaiting.append(session) } else { waiting.append(session) }
    }

    private mutating func launch(_ session: String) -> Bool {
        guard var entry = entries[session], entry.isWaiting else { return false }
        entry.isWaiting = false
        entry.isInFlight = true
        entry.isHurried = false
        inFlight += 1
        if entry.isSlow { slowInFlight += 1 }
        entries[session] = entry
        return true
    }

    /// Notes an answer and sets the next turn.
    ///
    /// - Parameter isSoft: whether something about the session is unclear, so that it is asked again soon.
    mutating func answered(_ session: String, took: Duration, isSoft: Bool, at now: BootTime) {
        guard var entry = entries[session], entry.isInFlight else { return }
        land(entry)
        entry.isInFlight = false
        entry.isSlow = took > Self.slow
        entry.due = entry.isHurried ? now : next(phase: entry.phase, after: now)
        if isSoft, now + Self.soft < entry.due { entry.due = now + Self.soft }
        entries[session] = entry
        deadlines.set(session, at: entry.due)
    }

    private mutating func land(_ entry: Entry) {
        inFlight -= 1
        if entry.isSlow { slowInFlight -= 1 }
    }

    /// Whether sessions wait only because too many requests are under way.
    var isSaturated: Bool { !waiting.isEmpty || !slowWaiting.isEmpty }

    private func next(phase: Int64, after now: BootTime) -> BootTime {
        let period = interval.wholeMilliseconds
        let base = (now.milliseconds - phase) / period * period + phase
        let next = base > now.milliseconds ? base : base + period
        return BootTime(milliseconds: next)
    }
}
