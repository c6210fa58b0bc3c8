// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// Warns of events that reach nobody, and of channels and contacts that no event reaches.
struct RouteCoverage {
    let decoding: RouteDecoding
    let table: RouteTable

    private var reading: Reading { decoding.reading }

    /// Reports everything.
    ///
    /// - Parameter place: of the first route; nil where there is none.
    func check(at place: Place?, files: FileSet) {
        if let place, !decoding.channelPlans.isEmpty {
            checkEvents(at: place)
            checkChannels(at: place)
        }
        checkContacts(files)
    }

    private var targets: [RouteTarget] {
        let steps = table.routes.flatMap(\.escalate) + table.defaultEscalation
        return table.routes.flatMap(\.notify) + table.defaults + steps.flatMap(\.notify)
    }

    private func checkEvents(at place: Place) {
        let lost = EventKind.allCases.filter { kind in
            kind.isRouted && !reachable(kind).contains { subscribes($0, to: kind) }
        }
        guard !lost.isEmpty else { return }
        let kinds = lost.map(\.rawValue).joined(separator: ", ")
        reading.warning("no route leads these events to a channel that wants them: \(kinds)", at: place)
    }

    private func checkChannels(at place: Place) {
        let named = targets.flatMap(channels) + decoding.channelPlans.compactMap(\.fallback)
        for plan in decoding.channelPlans where !named.contains(plan.id) {
            reading.warning("no route names the channel `\(plan.id)`, so it never gets anything", at: place)
        }
    }

    private func checkContacts(_ files: FileSet) {
        let targets = targets
        let holders = decoding.gateways.flatMap(\.sessions).compactMap(\.holder)
        let items = files.all.flatMap { $0.items("contacts") }
        for contact in decoding.contactPlans {
            let isHolder = holders.contains(contact.id) && targets.contains(.holder)
            guard !isHolder, !targets.contains(.recipient(contact.recipient)) else { continue }
            let place = items.first { $0.text(of: "id") == contact.id.rawValue }?.place
            reading.warning(
                "nobody tells the contact `\(contact.id)`: name it in a route, or `holder` where it holds a phone",
                at: place ?? Place(file: files.main?.place.file ?? "", line: 1, column: 1))
        }
    }

    private func reachable(_ kind: EventKind) -> [RouteTarget] {
        let routes = table.routes.filter { $0.match.kinds.isEmpty || $0.match.kinds.contains(kind) }
        return routes.flatMap(\.notify) + table.defaults
    }

    private func subscribes(_ target: RouteTarget, to kind: EventKind) -> Bool {
        let channels = channels(target)
        return decoding.channelPlans.contains {
            channels.contains($0.id) && $0.subscriptions.contains(kind.subscription)
        }
    }

    /// The channels by which a target may be told; several where that depends on the session.
    private func channels(_ target: RouteTarget) -> [ChannelID] {
        guard case .recipient(let recipient) = target else {
            let holders = Set(decoding.gateways.flatMap(\.sessions).compactMap(\.holder))
            return decoding.contactPlans.filter { holders.contains($0.id) }.map(\.channel)
        }
        return [recipient.channel]
    }
}
