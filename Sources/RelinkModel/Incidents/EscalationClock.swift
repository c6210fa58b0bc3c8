// SPDX-License-Identifier: Apache-2.0

/// How far an incident has escalated, and how long nobody has acknowledged it.
///
/// The steps are those of the routes at the opening: a change of the configuration does not disturb an escalation that
/// runs. The clock stands still while nobody could act: acknowledged, silenced, the gateway away, or nobody there.
struct EscalationClock: Sendable {
    private let steps: [EscalationStep<Recipient>]
    private var level = 0
    private var counted = Duration.zero
    private var runningSince: Moment?

    /// A clock that stands still.
    init(steps: [EscalationStep<Recipient>]) {
        self.steps = steps
    }

    /// A clock that goes on from what was stored.
    init(record: EscalationRecord, at now: Moment) {
        steps = record.steps
        level = record.level
        counted = record.counted
        runningSince = record.runningSince.map { now.recalling($0) }
    }

    /// What is stored of it.
    var record: EscalationRecord {
        EscalationRecord(steps: steps, level: level, counted: counted, runningSince: runningSince?.wall)
    }

    /// Whether a level is left, so that it matters whether it runs.
    var isPending: Bool { level < steps.count }

    /// Whoever was to be told so far, level by level.
    var reached: [Recipient] { steps[..<level].flatMap(\.notify) }

    /// Whether it runs.
    var isRunning: Bool { runningSince != nil }

    /// When the next level is due; nil while the clock stands still, or when no level is left.
    var nextDeadline: BootTime? {
        guard let runningSince, isPending else { return nil }
        return runningSince.boot + (steps[level].after - counted)
    }

    /// Who is next, and what is missing until then; nil when no level is left.
    func next(at now: Moment) -> (left: Duration, notify: [Recipient])? {
        guard isPending else { return nil }
        return (max(steps[level].after - elapsed(at: now), .zero), steps[level].notify)
    }

    /// Lets it run or stand still.
    mutating func run(_ isRunning: Bool, at now: Moment) {
        guard isRunning != self.isRunning else { return }
        counted = elapsed(at: now)
        runningSince = isRunning ? now : nil
    }

    /// Whoever is to be told now, level by level.
    mutating func takeDue(at now: Moment) -> [Recipient] {
        var due: [Recipient] = []
        while let deadline = nextDeadline, deadline <= now.boot {
            for recipient in steps[level].notify where !due.contains(recipient) { due.append(recipient) }
            level += 1
        }
        return due
    }

    private func elapsed(at now: Moment) -> Duration {
        counted + (runningSince.map { max(now.elapsed(since: $0), .zero) } ?? .zero)
    }
}
