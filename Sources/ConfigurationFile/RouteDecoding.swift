// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// `routes:` and `default_route:`, whose names must exist.
struct RouteDecoding {
    let reading: Reading
    /// The ids of all gateways.
    let gateways: [String]
    /// The ids of all channels, those that are off as well.
    let channels: [String]
    /// The channels that are on.
    let plans: [ChannelPlan]

    /// The table, and every problem in it reported.
    func table(_ files: FileSet) -> RouteTable {
        let nodes = files.all.flatMap { $0.items("routes") }
        let routes = nodes.compactMap(route)
        var defaults = plans.map { RouteTarget.recipient(Recipient(channel: $0.id)) }
        if let reader = files.main?.map("default_route") {
            defaults = recipients(reader)
        } else if let first = nodes.first {
            reading.error("`default_route` is missing: say who is told when no route matches", at: first.place)
        }
        let table = RouteTable(routes: routes, defaults: defaults)
        if let first = nodes.first { checkCoverage(table, at: first.place) }
        return table
    }

    private func route(_ node: YAMLNode) -> Route? {
        guard let reader = MapReader(node, path: "routes[]", reading: reading) else { return nil }
        let match = reader.map("match").map(match) ?? Route.Match()
        return Route(match: match, notify: recipients(reader), stop: reader.flag("stop") ?? false)
    }

    private func match(_ reader: MapReader) -> Route.Match {
        let ids = reader.texts("gateway")
        for id in ids { check(id, among: gateways, called: "gateway") }
        return Route.Match(
            severities: reader.words("severity", as: Severity.self),
            gateways: Set(ids.map { GatewayID($0.value) }),
            sessions: reader.texts("session").map(\.value),
            labels: reader.labels("labels"),
            states: reader.words("state", as: SessionState.self),
            kinds: reader.words("event", as: EventKind.self))
    }

    /// Channels that are off are left out, so that an optional one can stand in a route.
    private func recipients(_ reader: MapReader) -> [RouteTarget] {
        guard reader.node("notify") != nil else {
            reading.error("`notify` is missing", at: reader.place)
            return []
        }
        let names = reader.texts("notify")
        for name in names { check(name, among: channels, called: "channel") }
        let recipients = names.map { Recipient(channel: ChannelID($0.value)) }
        return recipients.filter { recipient in plans.contains { $0.id == recipient.channel } }.map { .recipient($0) }
    }

    private func check(_ name: Text, among known: [String], called noun: String) {
        guard !known.contains(name.value) else { return }
        let hint = name.isLiteral ? Suggestion.phrase(for: name.value, among: known) : ""
        reading.error("there is no \(noun) \(name.shown)\(hint)", at: name.place)
    }

    /// Warns of events that reach nobody, and of channels that no event reaches.
    private func checkCoverage(_ table: RouteTable, at place: Place) {
        guard !plans.isEmpty else { return }
        let lost = EventKind.allCases.filter { kind in
            kind.isRouted && !reachable(kind, table).contains { subscribes($0, to: kind) }
        }
        if !lost.isEmpty {
            let kinds = lost.map(\.rawValue).joined(separator: ", ")
            reading.warning("no route leads these events to a channel that wants them: \(kinds)", at: place)
        }
        let named =
            (table.routes.flatMap(\.notify) + table.defaults).compactMap(\.namedChannel) + plans.compactMap(\.fallback)
        for plan in plans where !named.contains(plan.id) {
            reading.warning("no route names the channel `\(plan.id)`, so it never gets anything", at: place)
        }
    }

    private func reachable(_ kind: EventKind, _ table: RouteTable) -> [RouteTarget] {
        let routes = table.routes.filter { $0.match.kinds.isEmpty || $0.match.kinds.contains(kind) }
        return routes.flatMap(\.notify) + table.defaults
    }

    private func subscribes(_ target: RouteTarget, to kind: EventKind) -> Bool {
        plans.contains { $0.id == target.namedChannel && $0.subscriptions.contains(kind.subscription) }
    }
}

extension RouteTarget {
    /// The channel that it is told by; nil where that depends on the session.
    fileprivate var namedChannel: ChannelID? {
        if case .recipient(let recipient) = self { recipient.channel } else { nil }
    }
}
