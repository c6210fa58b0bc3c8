// SPDX-License-Identifier: Apache-2.0

/// When each recipient is reminded of what is still open: all of it in one message.
struct Reminders: Sendable {
    private let policy: WatchPolicy
    private var deadlines = DeadlineQueue<Recipient>()
    private var last: [Recipient: BootTime] = [:]
    /// When the outage began that each deadline is about.
    private var causes: [Recipient: BootTime] = [:]

    init(policy: WatchPolicy) { self.policy = policy }

    /// When somebody is to be reminded next.
    var nextDeadline: BootTime? { deadlines.first }

    /// When the recipient is reminded next; nil when of nothing.
    subscript(recipient: Recipient) -> BootTime? { deadlines[recipient] }

    /// Sees to it that the recipient is reminded of an incident in time.
    ///
    /// - Parameters:
    ///   - since: when the outage began.
    ///   - remindedAt: when it was told or reminded of last, nil for never.
    mutating func watch(_ recipient: Recipient, since: Moment, remindedAt: Moment?, at now: Moment) {
        guard let age = nextAge(after: (remindedAt ?? since).elapsed(since: since)) else { return }
        // What was missed while Relink did not run is told once, and not by everybody in the same second.
        let overdue = now.boot + .milliseconds(Int64(StableHash.of(recipient.description) % 60_000))
        // Whoever heard of it late, or again, is not reminded in the next breath.
        let soonest = remindedAt.map { $0.boot + (policy.reminders.first ?? .zero) / 2 }
        let due = max(since.boot + age, soonest ?? since.boot)
        set(recipient, at: due <= now.boot ? overdue : due, because: since.boot)
    }

    /// Whether the recipient's time has come because of an outage that began then. Once that is over, the others wait
    /// for times of their own.
    func isAbout(_ since: Moment, _ recipient: Recipient) -> Bool { causes[recipient] == since.boot }

    /// Puts the next reminder off until then.
    mutating func postpone(_ recipient: Recipient, until time: BootTime) { deadlines.set(recipient, at: time) }

    /// Notes that the recipient was told of everything that is open.
    mutating func told(_ recipient: Recipient, at now: Moment) { last[recipient] = now.boot }

    /// The next recipient whose time has come.
    mutating func take(at now: Moment) -> Recipient? { deadlines.take(at: now.boot) }

    private mutating func set(_ recipient: Recipient, at time: BootTime, because cause: BootTime) {
        // However many incidents there are, messages keep the distance of the first step.
        let earliest = last[recipient].map { $0 + (policy.reminders.first ?? .zero) }
        let time = max(time, earliest ?? time)
        if let present = deadlines[recipient], present <= time { return }
        deadlines.set(recipient, at: time)
        causes[recipient] = cause
    }

    /// The first age on the schedule that is greater; the last step repeats.
    private func nextAge(after age: Duration) -> Duration? {
        guard let final = policy.reminders.last, final > .zero else { return nil }
        if let next = policy.reminders.first(where: { $0 > age }) { return next }
        let repeats = (age - final).wholeMilliseconds / final.wholeMilliseconds + 1
        return final + .milliseconds(final.wholeMilliseconds * repeats)
    }
}
