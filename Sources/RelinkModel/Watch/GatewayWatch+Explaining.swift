// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// Takes over the windows of the coming days without deciding anything: for a watch that was loaded only to be
    /// looked at.
    package mutating func lookUp(_ calendars: Calendars, at now: Moment) { hours.adopt(calendars, at: now) }

    /// Why the session's state was told or was not, and what happens next; nil when it is not watched.
    ///
    /// - Parameters:
    ///   - history: lines of the session's history; those of its incident say what was told and when.
    ///   - isLive: whether this watch runs, as opposed to one that was loaded only to be looked at.
    package func explain(
        _ session: String, history: [HistoryRecord] = [], isLive: Bool = true, at now: Moment
    ) -> Explanation? {
        guard let track = tracks[session] else { return nil }
        let explainer = SessionExplainer(
            watch: self, name: session, track: track, history: history, isLive: isLive, now: now)
        return Explanation(
            session: SessionKey(gateway: plan.id, name: session), asOf: now.wall, isLive: isLive,
            lines: explainer.lines)
    }
}
