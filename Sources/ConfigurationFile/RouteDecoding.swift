// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// `routes:` and `default_route:`, whose names must exist.
struct RouteDecoding {
    /// What routes call the contact who holds the phone of a session.
    static let holderWord = "holder"

    let reading: Reading
    /// All gateways.
    let gateways: [GatewayDecoding]
    /// The ids of all channels, those that are off as well.
    let channels: [String]
    /// The channels that are on.
    let channelPlans: [ChannelPlan]
    /// The ids of all contacts, those whose channel is off as well.
    let contacts: [String]
    /// The contacts whose channel is on.
    let contactPlans: [ContactPlan]

    /// The table, and every problem in it reported.
    func table(_ files: FileSet) -> RouteTable {
        let nodes = files.all.flatMap { $0.items("routes") }
        let routes = nodes.compactMap(route)
        var defaults = channelPlans.map { RouteTarget.recipient(Recipient(channel: $0.id)) }
        var escalation: [EscalationStep<RouteTarget>] = []
        let reader = files.main?.map("default_route")
        if let reader {
            (defaults, escalation) = (targets(reader), steps(reader))
        } else if let first = nodes.first {
            reading.error("`default_route` is missing: say who is told when no route matches", at: first.place)
        }
        let table = RouteTable(routes: routes, defaults: defaults, defaultEscalation: escalation)
        RouteCoverage(decoding: self, table: table).check(at: nodes.first?.place, files: files)
        return table
    }

    private func route(_ node: YAMLNode) -> Route? {
        guard let reader = MapReader(node, path: "routes[]", reading: reading) else { return nil }
        let match = reader.map("match").map { $0.match(gateways: gateways.map(\.id.rawValue)) } ?? Route.Match()
        let route = Route(
            match: match, notify: targets(reader), escalate: steps(reader), stop: reader.flag("stop") ?? false)
        if route.notify == [.holder], let lost = lost(to: match) {
            reading.warning(
                "\(lost) reaches nobody by this route, as nobody holds a phone for it; name a channel beside `holder`",
                at: reader.place(of: "notify"))
        }
        return route
    }

    private func steps(_ reader: MapReader) -> [EscalationStep<RouteTarget>] {
        reader.items("escalate").compactMap { node in
            guard let step = MapReader(node, path: "\(reader.path).escalate[]", reading: reading) else { return nil }
            guard step.requiredText("after") != nil else { return nil }
            let targets = targets(step)
            return targets.isEmpty ? nil : EscalationStep(after: step.duration("after"), notify: targets)
        }
    }

    /// Channels that are off are left out, and contacts behind them, so that an optional one can stand in a route.
    private func targets(_ reader: MapReader) -> [RouteTarget] {
        guard reader.node("notify") != nil else {
            reading.error("`notify` is missing", at: reader.place)
            return []
        }
        return reader.texts("notify").compactMap(target)
    }

    private func target(_ name: Text) -> RouteTarget? {
        if name.value == Self.holderWord { return .holder }
        if let contact = contactPlans.first(where: { $0.id.rawValue == name.value }) {
            return .recipient(contact.recipient)
        }
        if let channel = channelPlans.first(where: { $0.id.rawValue == name.value }) {
            return .recipient(Recipient(channel: channel.id))
        }
        reading.require(
            name, among: channels + contacts + [Self.holderWord],
            called: contacts.isEmpty ? "channel" : "channel or contact")
        return nil
    }

    /// Something that the match admits and that nobody holds a phone for, in words; nil when there is none.
    private func lost(to match: Route.Match) -> String? {
        let gateways = gateways.filter { match.gateways.isEmpty || match.gateways.contains($0.id) }
        let isOfSession = !match.sessions.isEmpty || !match.labels.isEmpty
        if !isOfSession, match.kinds.isEmpty || match.kinds.contains(where: { $0.rawValue.hasPrefix("server.") }) {
            return "an outage of a gateway itself"
        }
        for gateway in gateways {
            let session = gateway.sessions.first { session in
                session.holder == nil
                    && match.admits(
                        SessionCondition(match.states.first ?? .failed), severity: match.severities.first ?? .error,
                        gateway: gateway.id, name: session.name, labels: session.labels)
            }
            if let session { return "an outage of `\(session.name)`" }
        }
        return nil
    }
}

extension MapReader {
    /// A `match:` of a route or of maintenance.
    ///
    /// - Parameter gateways: the ids of all gateways.
    func match(gateways: [String]) -> Route.Match {
        let ids = texts("gateway")
        for id in ids { reading.require(id, among: gateways, called: "gateway") }
        return Route.Match(
            severities: words("severity", as: Severity.self),
            gateways: Set(ids.map { GatewayID($0.value) }),
            sessions: texts("session").map(\.value),
            labels: labels("labels"),
            states: words("state", as: SessionState.self),
            kinds: routedKinds())
    }

    /// `event:`. What follows an outage goes to whoever was told of it, so that routes are not asked.
    private func routedKinds() -> Set<EventKind> {
        for text in texts("event") where EventKind(rawValue: text.value)?.isRouted == false {
            reading.warning(
                "routes are never asked about \(text.shown): it goes to whoever was told of what it follows",
                at: text.place)
        }
        return words("event", as: EventKind.self)
    }
}
