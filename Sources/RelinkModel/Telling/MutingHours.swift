// SPDX-License-Identifier: Apache-2.0

/// What must not be told now, and when that changes: silences, maintenance, and the hours of recipients.
struct MutingHours: Sendable {
    private let maintenance: [MaintenancePlan]
    private(set) var calendars = Calendars()
    private(set) var silences: [SilenceID: Silence]
    /// When something may have changed next.
    private(set) var nextDeadline: BootTime?

    init(maintenance: [MaintenancePlan], silences: [Silence], at now: Moment) {
        self.maintenance = maintenance
        self.silences = Dictionary(silences.map { ($0.id, $0) }) { $1 }
        plan(at: now)
    }

    /// Takes over the windows of the coming days.
    mutating func adopt(_ calendars: Calendars, at now: Moment) {
        self.calendars = calendars
        nextDeadline = now.boot
    }

    /// Adds a silence, or replaces the one of that id.
    mutating func add(_ silence: Silence, at now: Moment) {
        silences[silence.id] = silence
        nextDeadline = now.boot
    }

    /// Ends a silence before its time.
    ///
    /// - Returns: the silence, if there was one.
    mutating func end(_ id: SilenceID, at now: Moment) -> Silence? {
        guard let silence = silences.removeValue(forKey: id) else { return nil }
        nextDeadline = now.boot
        return silence
    }

    /// Whether something may have changed since the last call: then everything that waits is looked at again.
    ///
    /// - Returns: nil when nothing did, else the silences that are over.
    mutating func takeTurn(at now: Moment) -> [Silence]? {
        guard let nextDeadline, nextDeadline <= now.boot else { return nil }
        let over = silences.values.filter { $0.until <= now.wall }.sorted { $0.id < $1.id }
        for silence in over { silences[silence.id] = nil }
        plan(at: now)
        return over
    }

    /// Why something of that kind must not be told, in words for people; nil when it may.
    func reason(
        _ condition: SessionCondition, severity: Severity, gateway: GatewayID, session: SessionPlan?, at now: Moment
    ) -> String? {
        func covers(_ match: Route.Match) -> Bool {
            match.admits(
                condition, severity: severity, gateway: gateway, name: session?.name, labels: session?.labels ?? [:])
        }
        if let silence = silences.values.filter({ $0.until > now.wall && covers($0.match) })
            .max(by: { ($0.until, $0.id) < ($1.until, $1.id) })
        {
            return "silence \(silence.id) until \(silence.until)" + Self.tail(silence.comment)
        }
        if let plan = maintenance.first(where: { calendars.covers(now.wall, $0.calendar) && covers($0.match) }) {
            return "maintenance \(plan.calendar)" + Self.tail(plan.comment)
        }
        return nil
    }

    private static func tail(_ comment: String) -> String { comment.isEmpty ? "" : " (\(comment))" }

    /// The next end of a silence, and the next edge of any window, by the wall clock as it goes now.
    private mutating func plan(at now: Moment) {
        let edges = calendars.ids.compactMap { calendars.change(of: $0, after: now.wall) }
        let next = (edges + silences.values.map(\.until)).filter { $0 > now.wall }.min()
        nextDeadline = next.map { now.boot + ($0 - now.wall) }
    }
}
