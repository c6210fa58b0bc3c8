// SPDX-License-Identifier: Apache-2.0

/// All routes, in the order of the configuration. Every matching route notifies, each recipient once.
package struct RouteTable: Hashable, Sendable {
    /// The routes in order.
    package let routes: [Route]
    /// Told when no route matches.
    package let defaults: [RouteTarget]
    /// Told later when no route matches, as long as nobody acknowledges the outage.
    package let defaultEscalation: [EscalationStep<RouteTarget>]

    /// A table of those routes.
    package init(
        routes: [Route] = [], defaults: [RouteTarget], defaultEscalation: [EscalationStep<RouteTarget>] = []
    ) {
        self.routes = routes
        self.defaults = defaults
        self.defaultEscalation = defaultEscalation
    }

    /// A table by which those recipients are told everything.
    package init(everythingTo recipients: [Recipient]) {
        self.init(defaults: recipients.map { .recipient($0) })
    }

    /// Who is told of the event, in the order of the routes.
    ///
    /// - Parameter holder: the contact that holds the session's phone, if there is one.
    package func recipients(
        of event: AlertEvent, gateway: GatewayID, session: SessionPlan?, holder: Recipient?
    ) -> [Recipient] {
        let matching = matching(event, gateway: gateway, session: session)
        let targets = matching.isEmpty ? defaults : matching.flatMap(\.notify)
        return Self.resolve(targets, holder: holder)
    }

    /// Who is told later, the earliest level first; levels of several routes at the same time are one.
    package func escalation(
        of event: AlertEvent, gateway: GatewayID, session: SessionPlan?, holder: Recipient?
    ) -> [EscalationStep<Recipient>] {
        let matching = matching(event, gateway: gateway, session: session)
        let steps = matching.isEmpty ? defaultEscalation : matching.flatMap(\.escalate)
        return Dictionary(grouping: steps, by: \.after).sorted { $0.key < $1.key }.compactMap { after, steps in
            let recipients = Self.resolve(steps.flatMap(\.notify), holder: holder)
            return recipients.isEmpty ? nil : EscalationStep(after: after, notify: recipients)
        }
    }

    private func matching(_ event: AlertEvent, gateway: GatewayID, session: SessionPlan?) -> [Route] {
        var found: [Route] = []
        for route in routes where route.match.admits(event, gateway: gateway, session: session) {
            found.append(route)
            if route.stop { break }
        }
        return found
    }

    private static func resolve(_ targets: [RouteTarget], holder: Recipient?) -> [Recipient] {
        var found: [Recipient] = []
        for target in targets {
            let recipient: Recipient?
            switch target {
            case .recipient(let named): recipient = named
            case .holder: recipient = holder
            }
            if let recipient, !found.contains(recipient) { found.append(recipient) }
        }
        return found
    }
}

extension Route.Match {
    /// Whether the event is one that the route selects.
    package func admits(_ event: AlertEvent, gateway: GatewayID, session: SessionPlan?) -> Bool {
        (kinds.isEmpty || kinds.contains(event.kind))
            && admits(
                event.condition, severity: event.severity, gateway: gateway, name: event.subject.sessionName,
                labels: session?.labels ?? [:])
    }

    /// Whether something of that condition is selected, whatever kind of event tells of it.
    package func admits(
        _ condition: SessionCondition, severity: Severity, gateway: GatewayID, name: String?,
        labels present: [String: String]
    ) -> Bool {
        (severities.isEmpty || severities.contains(severity))
            && (gateways.isEmpty || gateways.contains(gateway))
            && (states.isEmpty || states.contains(condition.state))
            && (sessions.isEmpty || sessions.contains { Glob.matches(name ?? "", pattern: $0) })
            && labels.allSatisfy { present[$0.key] == $0.value }
    }
}
