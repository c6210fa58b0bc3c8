// SPDX-License-Identifier: Apache-2.0

/// All routes, in the order of the configuration. Every matching route notifies, each recipient once.
package struct RouteTable: Hashable, Sendable {
    /// The routes in order.
    package let routes: [Route]
    /// Told when no route matches.
    package let defaults: [Recipient]

    /// A table of those routes.
    package init(routes: [Route] = [], defaults: [Recipient]) {
        self.routes = routes
        self.defaults = defaults
    }

    /// Who is told of the event, in the order of the routes.
    package func recipients(of event: AlertEvent, gateway: GatewayID, session: SessionPlan?) -> [Recipient] {
        var found: [Recipient] = []
        var matched = false
        for route in routes where route.match.admits(event, gateway: gateway, session: session) {
            matched = true
            for recipient in route.notify where !found.contains(recipient) { found.append(recipient) }
            if route.stop { break }
        }
        return matched ? found : defaults
    }
}

extension Route.Match {
    /// Whether the event is one that the route selects.
    package func admits(_ event: AlertEvent, gateway: GatewayID, session: SessionPlan?) -> Bool {
        (severities.isEmpty || severities.contains(event.severity))
            && (gateways.isEmpty || gateways.contains(gateway))
            && (states.isEmpty || states.contains(event.condition.state))
            && (kinds.isEmpty || kinds.contains(event.kind))
            && (sessions.isEmpty || sessions.contains { Glob.matches(event.subject.sessionName ?? "", pattern: $0) })
            && labels.allSatisfy { session?.labels[$0.key] == $0.value }
    }
}
