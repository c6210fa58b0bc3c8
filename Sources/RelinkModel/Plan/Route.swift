// SPDX-License-Identifier: Apache-2.0

/// One route: which events go to whom.
package struct Route: Hashable, Sendable {
    /// What an event must be; an empty field admits everything.
    package struct Match: Hashable, Sendable {
        package let severities: Set<Severity>
        package let gateways: Set<GatewayID>
        /// Patterns with `*` over session names.
        package let sessions: [String]
        package let labels: [String: String]
        package let states: Set<SessionState>
        package let kinds: Set<EventKind>

        /// A match of those fields.
        package init(
            severities: Set<Severity> = [], gateways: Set<GatewayID> = [], sessions: [String] = [],
            labels: [String: String] = [:], states: Set<SessionState> = [], kinds: Set<EventKind> = []
        ) {
            self.severities = severities
            self.gateways = gateways
            self.sessions = sessions
            self.labels = labels
            self.states = states
            self.kinds = kinds
        }
    }

    /// What it selects.
    package let match: Match
    /// Who is told.
    package let notify: [RouteTarget]
    /// Who is told later, as long as nobody acknowledges the outage.
    package let escalate: [EscalationStep<RouteTarget>]
    /// Whether later routes are not looked at.
    package let stop: Bool

    /// A route of those parts.
    package init(
        match: Match, notify: [RouteTarget], escalate: [EscalationStep<RouteTarget>] = [], stop: Bool = false
    ) {
        self.match = match
        self.notify = notify
        self.escalate = escalate
        self.stop = stop
    }
}
