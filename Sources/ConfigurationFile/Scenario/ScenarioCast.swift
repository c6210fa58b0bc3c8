// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// Who plays in a scenario: the names that its steps may use.
struct ScenarioCast {
    let plans: [GatewayPlan]
    let channels: [ChannelID]
    let reading: Reading

    /// The gateway of that name.
    func gateway(_ text: Text) -> GatewayPlan? {
        if let plan = plans.first(where: { $0.id.rawValue == text.value }) { return plan }
        let hint = Suggestion.phrase(for: text.value, among: plans.map(\.id.rawValue))
        reading.error("there is no gateway \(text.shown)\(hint)", at: text.place)
        return nil
    }

    /// The channel of that name.
    func channel(_ text: Text) -> ChannelID? {
        if let channel = channels.first(where: { $0.rawValue == text.value }) { return channel }
        let hint = Suggestion.phrase(for: text.value, among: channels.map(\.rawValue))
        reading.error("there is no channel \(text.shown)\(hint)", at: text.place)
        return nil
    }

    /// The contact of that id, else the channel of that name.
    func recipient(_ text: Text) -> Recipient? {
        let contacts = plans.flatMap(\.contacts).map { ($0.id.rawValue, $0.recipient) }
        let known = contacts + channels.map { ($0.rawValue, Recipient(channel: $0)) }
        if let found = known.first(where: { $0.0 == text.value || $0.1.description == text.value }) { return found.1 }
        let hint = Suggestion.phrase(for: text.value, among: known.map(\.0))
        reading.error("there is no contact and no channel \(text.shown)\(hint)", at: text.place)
        return nil
    }

    /// The sessions that `GATEWAY/SESSION` names, `*` standing for anything. Where sessions are discovered, a name that
    /// no plan has is one that the gateway may have.
    func sessions(_ text: Text) -> (gateway: GatewayID, names: [String])? {
        let parts = text.value.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            reading.error("write GATEWAY/SESSION, as in main/shop-1, not \(text.shown)", at: text.place)
            return nil
        }
        guard let plan = gateway(Text(value: parts[0], place: text.place, references: text.references)) else {
            return nil
        }
        let pattern = DiscoveryPlan(include: [parts[1]])
        let names = plan.sessions.map(\.name).filter(pattern.admits)
        if !names.isEmpty { return (plan.id, names) }
        if plan.discovery != nil, !parts[1].contains("*") { return (plan.id, [parts[1]]) }
        let hint = Suggestion.phrase(for: parts[1], among: plan.sessions.map(\.name))
        reading.error("there is no session \(text.shown)\(hint)", at: text.place)
        return nil
    }

    /// The gateway or the one session that `GATEWAY` or `GATEWAY/SESSION` names.
    func subject(_ text: Text) -> (gateway: GatewayID, subject: Subject)? {
        guard text.value.contains("/") else { return gateway(text).map { ($0.id, .server) } }
        return session(text).map { ($0.gateway, .session($0.name)) }
    }

    /// The one session that `GATEWAY/SESSION` names.
    func session(_ text: Text) -> (gateway: GatewayID, name: String)? {
        guard let (gateway, names) = sessions(text), let name = names.first else { return nil }
        guard names.count == 1 else {
            reading.error("\(text.shown) is \(names.count) sessions; name one", at: text.place)
            return nil
        }
        return (gateway, name)
    }
}
