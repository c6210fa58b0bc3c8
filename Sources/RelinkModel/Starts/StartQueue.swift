// SPDX-License-Identifier: Apache-2.0

/// Automatic starts of one gateway, one at a time: several browsers that start together starve each other.
struct StartQueue: Sendable {
    private var planned = DeadlineQueue<String>()
    private var running: String?
    private var lastEnded: BootTime?

    /// When a start may be due.
    func nextDeadline(spacing: Duration) -> BootTime? {
        guard running == nil, let first = planned.first else { return nil }
        return max(first, lastEnded.map { $0 + spacing } ?? first)
    }

    /// Whether the session waits for its turn.
    func isPlanned(_ session: String) -> Bool { planned.contains(session) }

    /// When the session's turn comes at the earliest; nil when it waits for none.
    subscript(session: String) -> BootTime? { planned[session] }

    /// Asks for the session's turn at that time. Whoever waits already keeps an earlier place.
    mutating func plan(_ session: String, at time: BootTime) {
        if let present = planned[session], present <= time { return }
        planned.set(session, at: time)
    }

    /// The next session whose turn it is; nil while another one starts, or too soon after one.
    mutating func take(spacing: Duration, at now: BootTime) -> String? {
        guard running == nil, lastEnded.map({ $0 + spacing <= now }) ?? true else { return nil }
        return planned.take(at: now)
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
