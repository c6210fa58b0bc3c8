// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// The `many:` of a scenario: sessions that nobody wants to write down one by one.
struct ScenarioCrowd {
    let nodes: [YAMLNode]
    let reading: Reading

    /// The gateways with the sessions that are counted for them.
    func joined(_ plans: [GatewayPlan]) -> [GatewayPlan] {
        var plans = plans
        for node in nodes {
            guard let map = ScenarioMap(node, keys: ["gateway", "count", "name", "auto_start"], reading: reading) else {
                continue
            }
            guard let gateway = map.text("gateway"), let count = map.integer("count", in: 1...100_000) else {
                map.missing(map.has("gateway") ? "count" : "gateway")
                continue
            }
            guard let index = plans.firstIndex(where: { $0.id.rawValue == gateway.value }) else {
                reading.error("there is no gateway \(gateway.shown)", at: gateway.place)
                continue
            }
            let stem = map.text("name")?.value ?? "session-"
            let autoStart = map.word("auto_start", as: SessionPlan.AutoStart.self) ?? .listed
            let width = String(count).count
            plans[index] = plans[index].adding(
                (1...count).map { number in
                    let digits = String(number)
                    let padded = String(repeating: "0", count: width - digits.count) + digits
                    return SessionPlan(name: stem + padded, autoStart: autoStart)
                })
        }
        return plans
    }
}

extension GatewayPlan {
    /// The same gateway with further sessions; a name that it has already stays as it is.
    fileprivate func adding(_ others: [SessionPlan]) -> GatewayPlan {
        let known = Set(sessions.map(\.name))
        return GatewayPlan(
            id: id, kind: kind, host: host, sessions: sessions + others.filter { !known.contains($0.name) },
            discovery: discovery, discovered: discovered, pollInterval: pollInterval, pingInterval: pingInterval,
            policy: policy, probe: probe,
            channels: channels, contacts: contacts, routes: routes, maintenance: maintenance, mayAct: mayAct)
    }
}
