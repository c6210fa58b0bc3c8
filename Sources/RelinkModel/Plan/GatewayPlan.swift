// SPDX-License-Identifier: Apache-2.0

/// Everything that the deciding code must know to watch one gateway.
package struct GatewayPlan: Hashable, Sendable {
    /// Its `id` in the configuration.
    package let id: GatewayID
    /// What software it is.
    package let kind: GatewayKind
    /// The host that it is asked at; nil for this machine, which no network lies before.
    package let host: String?
    /// The configured sessions, each name once.
    package let sessions: [SessionPlan]
    /// Which others are watched, nil for none.
    package let discovery: DiscoveryPlan?
    /// Properties of discovered sessions that the configuration does not name.
    package let discovered: SessionPlan
    /// Between two polls of one session.
    package let pollInterval: Duration
    /// Between two pings.
    package let pingInterval: Duration
    /// The numbers of the rules.
    package let policy: WatchPolicy
    /// Whether and how often connected sessions are asked whether WhatsApp answers them; nil for never.
    package let probe: ProbePlan?
    /// All channels.
    package let channels: [ChannelPlan]
    /// All contacts.
    package let contacts: [ContactPlan]
    /// Who is told what.
    package let routes: RouteTable
    /// Recurring silences.
    package let maintenance: [MaintenancePlan]
    /// Whether anything may be started and sent; `false` only looks (`actions: observe`).
    package let mayAct: Bool

    /// A plan of those parts.
    package init(
        id: GatewayID, kind: GatewayKind, host: String? = nil, sessions: [SessionPlan], discovery: DiscoveryPlan? = nil,
        discovered: SessionPlan = SessionPlan(name: "", autoStart: .known, isListed: false),
        pollInterval: Duration = .seconds(10), pingInterval: Duration = .seconds(10),
        policy: WatchPolicy = WatchPolicy(), probe: ProbePlan? = nil, channels: [ChannelPlan],
        contacts: [ContactPlan] = [],
        routes: RouteTable, maintenance: [MaintenancePlan] = [], mayAct: Bool = true
    ) {
        self.id = id
        self.kind = kind
        self.host = host
        self.sessions = sessions
        self.discovery = discovery
        self.discovered = discovered
        self.pollInterval = pollInterval
        self.pingInterval = pingInterval
        self.policy = policy
        self.probe = probe
        self.channels = channels
        self.contacts = contacts
        self.routes = routes
        self.maintenance = maintenance
        self.mayAct = mayAct
    }

    /// Who is told what goes wrong with Relink itself, and must be reachable for it to count as working: the channels
    /// that are marked for it, else whom the default route names. A feed that asked for no incidents is not among them.
    package var meta: [Recipient] {
        let marked = channels.filter(\.isMeta).map { Recipient(channel: $0.id) }
        let named = marked.isEmpty ? routes.defaults.compactMap(\.named) : marked
        return named.filter { recipient in
            channels.contains { $0.id == recipient.channel && $0.subscriptions.contains(.incidents) }
        }
    }

    /// The channels of ``meta``.
    package var metaChannels: [ChannelPlan] {
        let meta = Set(meta.map(\.channel))
        return channels.filter { meta.contains($0.id) }
    }

    /// The configuration of a session that only the gateway's list names.
    package func discovered(as name: String) -> SessionPlan {
        SessionPlan(
            name: name, labels: discovered.labels, expectation: discovered.expectation,
            autoStart: discovered.autoStart, isListed: false)
    }
}
