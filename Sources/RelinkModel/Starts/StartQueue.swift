// SPDX-License-Identifier: Apache-2.0

/// Automatic starts of one gateway, one at a time: several browsers that start together starve each other.
struct StartQueue: Sendable {
    private var timers = DeadlineQueue<String>()
    private var ready: [String] = []
    private var running: String?
    private var lastEnded: BootTime?

    /// When a start may be due.
    func nextDeadline(spacing: Duration) -> BootTime? {
        guard running == nil else { return nil }
        if !ready.isEmpty { return lastEnded.map { $0 + spacing } ?? BootTime(milliseconds: .min) }
        return timers.first
    }

    /// Whether the session waits for its turn.
    func isPlanned(_ session: String) -> Bool { timers.contains(session) || ready.contains(session) }

    /// When the session's turn comes at the earliest; nil when it waits for none.
    subscript(session: String) -> BootTime? {
        ready.contains(session) ? BootTime(milliseconds: .min) : timers[session]
    }

    /// Asks for the session's turn at that time.
    mutating func plan(_ session: String, at time: BootTime) {
        timers.set(session, at: time)
    }

    /// The next session whose turn it is; nil while another one starts, or too soon after one.
    mutating func take(spacing: Duration, at now: BootTime) -> String? {
        while let session = timers.take(at: now) {
            if !ready.contains(session) { ready.append(session) }
        }
        guard running == nil, lastEnded.map({ $0 + spacing <= now }) ?? true, !ready.isEmpty else { return nil }
        return ready.removeFirst()
    }

    /// Notes that the session's start is under way.
    mutating func began(_ session: String) { running = session }

    /// Notes the answer to it.
    mutating func ended(_ session: String, at now: BootTime) {
        guard running == session else { return }
        running = nil
        lastEnded = now
    }
}
