// SPDX-License-Identifier: Apache-2.0

/// Looks at all gateways together, the only rule besides the health of channels that does: gateways on different hosts
/// that are lost at once are rather this machine's network than so many outages (uptime-kuma#774).
///
/// A gateway on this machine tells nothing of the network, so it neither counts nor is it held back.
package struct BlindCheck: Sendable {
    private let window: Duration
    private let hosts: [GatewayID: String]
    private var outlooks: [GatewayID: Outlook] = [:]
    private var last = Sight.unknown

    /// A check over those gateways, none of which was asked yet.
    package init(_ plans: [GatewayPlan]) {
        // Whatever was told of before the next one was lost, was not lost with it.
        window = plans.map { $0.policy.rule(for: .unreachable).duration }.min() ?? .zero
        hosts = Dictionary(plans.compactMap { plan in plan.host.map { (plan.id, $0) } }) { first, _ in first }
    }

    /// Notes what is seen of a gateway.
    ///
    /// - Returns: what is seen of all of them, when that changed.
    package mutating func note(_ outlook: Outlook, of gateway: GatewayID) -> Sight? {
        guard outlooks.updateValue(outlook, forKey: gateway) != outlook else { return nil }
        let sight = look()
        guard sight != last else { return nil }
        last = sight
        return sight
    }

    private func look() -> Sight {
        guard Set(hosts.values).count > 1 else { return .clear }
        var lost: [(gateway: GatewayID, since: Moment)] = []
        for gateway in hosts.keys {
            switch outlooks[gateway] ?? .unknown {
            case .seen: return .clear
            case .unknown: break
            case .lost(let since): lost.append((gateway, since))
            }
        }
        guard lost.count == hosts.count, let latest = lost.map(\.since.boot).max() else { return .unknown }
        let together = lost.filter { latest - $0.since.boot <= window }
        guard Set(together.map { hosts[$0.gateway] }).count > 1,
            let first = together.min(by: { $0.since.boot < $1.since.boot })
        else { return .clear }
        return .blind(Blindness(since: first.since, gateways: hosts.count))
    }
}
