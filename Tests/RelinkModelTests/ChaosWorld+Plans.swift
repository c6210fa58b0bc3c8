// SPDX-License-Identifier: Apache-2.0

@testable import RelinkModel

extension ChaosWorld {
    /// Configurations that a restart may change between: a session less, other expectations, other routes, codes that are
    /// kept alive, sessions that are discovered.
    static func plan(variant: Int) -> GatewayPlan {
        let all: [SessionPlan] = [
            SessionPlan(name: "a", phone: "+1 202 555 0140", holder: "shop"),
            SessionPlan(name: "b", phone: "+1 202 555 0140", autoStart: .off),
            SessionPlan(name: "c", holder: "shop", expectation: variant == 2 ? .stopped : .running),
            SessionPlan(name: "d", expectation: variant == 2 ? .auto : .stopped),
            SessionPlan(name: "e", autoStart: .known),
        ]
        var policy = WatchPolicy()
        if variant == 1 { policy.reminders = [.minutes(10), .minutes(20)] }
        if variant == 4 { policy.relink = .keepAlive }
        return GatewayPlan(
            id: "main", kind: .wwebjs, host: "gateway.example.com",
            sessions: variant == 1 ? all.filter { $0.name != "b" } : all,
            discovery: variant == 5 ? DiscoveryPlan() : nil, policy: policy,
            probe: variant == 3 ? nil : ProbePlan(every: .minutes(1), restarts: variant == 2),
            channels: [
                ChannelPlan(
                    id: "chat", kind: .slack,
                    hours: TellingHours(calendar: "night", isWithin: false, passing: .critical)),
                ChannelPlan(id: "edit", kind: .telegram, canEdit: true, showsQR: true),
                ChannelPlan(
                    id: "hook", kind: .webhook, subscriptions: [.incidents, .transitions, .qr], isMachine: true),
                ChannelPlan(id: "pager", kind: .webhook),
            ],
            contacts: [
                ContactPlan(
                    id: "shop", channel: "edit", audience: .holder,
                    attended: TellingHours(calendar: "open", isWithin: true))
            ], routes: routes(variant: variant))
    }

    private static func routes(variant: Int) -> RouteTable {
        let (chat, edit, hook, pager) = (
            RouteTarget.recipient(Recipient(channel: "chat")), RouteTarget.recipient(Recipient(channel: "edit")),
            RouteTarget.recipient(Recipient(channel: "hook")), RouteTarget.recipient(Recipient(channel: "pager"))
        )
        let later = [
            EscalationStep(after: .minutes(5), notify: [pager]),
            EscalationStep(after: .minutes(9), notify: [pager, chat]),
        ]
        guard variant == 3 else {
            return RouteTable(defaults: [.holder, chat, edit, hook], defaultEscalation: later)
        }
        return RouteTable(
            routes: [Route(match: Route.Match(severities: [.critical]), notify: [chat, .holder], escalate: later)],
            defaults: [edit, hook])
    }
}
