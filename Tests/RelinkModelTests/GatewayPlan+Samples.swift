// SPDX-License-Identifier: Apache-2.0

import RelinkModel

extension GatewayPlan {
    /// What the channel of a sample plan is.
    enum SampleChannel { case chat, machine, editing }

    /// One session named `shop`.
    static func shop(
        autoStart: SessionPlan.AutoStart = .listed, expectation: SessionPlan.Expectation = .auto,
        channel: SampleChannel = .chat, policy: WatchPolicy = .withoutReminders
    ) -> GatewayPlan {
        sample(
            [SessionPlan(name: "shop", expectation: expectation, autoStart: autoStart)], channel: channel,
            policy: policy)
    }

    /// That many sessions named `shop-0` and so on.
    static func shops(
        _ count: Int, autoStart: SessionPlan.AutoStart = .listed, channel: SampleChannel = .chat,
        every interval: Duration = .seconds(10)
    ) -> GatewayPlan {
        let sessions = (0..<count).map { SessionPlan(name: "shop-\($0)", autoStart: autoStart) }
        return sample(sessions, channel: channel, every: interval)
    }

    /// No session but those of the gateway's list.
    static var discovering: GatewayPlan { sample([], discovery: DiscoveryPlan()) }

    /// Those sessions, and one channel that gets everything.
    static func sample(
        _ sessions: [SessionPlan], channel: SampleChannel = .chat, policy: WatchPolicy = .withoutReminders,
        discovery: DiscoveryPlan? = nil, host: String? = nil, every interval: Duration = .seconds(10)
    ) -> GatewayPlan {
        let ops: ChannelPlan
        switch channel {
        case .chat: ops = ChannelPlan(id: "ops", kind: .slack)
        case .machine:
            ops = ChannelPlan(id: "ops", kind: .webhook, subscriptions: [.transitions, .qr], isMachine: true)
        case .editing: ops = ChannelPlan(id: "ops", kind: .telegram, canEdit: true, showsQR: true)
        }
        return GatewayPlan(
            id: "main", kind: .wwebjs, host: host, sessions: sessions, discovery: discovery, pollInterval: interval,
            pingInterval: interval, policy: policy,
            channels: [ops],
            routes: RouteTable(everythingTo: [Recipient(channel: "ops")]))
    }
}

extension WatchPolicy {
    /// The defaults, but nobody is reminded of anything: for what is about other messages.
    static var withoutReminders: WatchPolicy {
        var policy = WatchPolicy()
        policy.reminders = []
        return policy
    }
}
