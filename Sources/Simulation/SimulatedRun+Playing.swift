// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// What the script does to the world, and what people do.
extension SimulatedRun {
    /// Lets a step of the script happen.
    mutating func play(_ cue: Cue) {
        switch cue {
        case .session(let gateway, let names, let script):
            guard let index = index(gateway) else { return }
            for name in names { gateways[index].become(script, name, at: now.boot) }
        case .reach(let gateway, let reach): change(gateway) { $0.reach = reach }
        case .starts(let gateway, let script): change(gateway) { $0.starts = script }
        case .list(let gateway, let names): change(gateway) { $0.listed = names }
        case .restartGateway(let gateway, let down, let every):
            guard let index = index(gateway) else { return }
            let before = Dictionary(gateways[index].names.map { ($0, gateways[index].script(of: $0)) }) { $1 }
            gateways[index].reach = .down
            later(.containerIsUp(index, every: every, before), after: down)
        case .receiver(let channel, let receiver): receivers[channel] = receiver
        case .kill(let gap): kill(for: gap)
        case .jump(let duration): jump(by: duration)
        default: act(cue)
        }
    }

    /// What people do.
    private mutating func act(_ cue: Cue) {
        switch cue {
        case .acknowledge(let gateway, let subject, let person, let end):
            guard let index = index(gateway), let id = stores[index].openIncident(of: subject) else { return }
            feed(.acknowledged(id, by: person, until: end), to: index)
        case .unacknowledge(let gateway, let subject, let person):
            guard let index = index(gateway), let id = stores[index].openIncident(of: subject) else { return }
            feed(.unacknowledged(id, by: person), to: index)
        case .silence(let id, let match, let duration, let comment):
            let silence = Silence(
                id: id, match: match, until: now.wall + duration, createdAt: now.wall, comment: comment)
            for index in watches.indices { feed(.silenced(silence), to: index) }
        case .endSilence(let id):
            for index in watches.indices { feed(.silenceEnded(id), to: index) }
        case .relieve(let id, let away, let instead, let duration, let comment):
            let relief = Relief(
                id: id, of: away, by: instead, until: now.wall + duration, createdAt: now.wall, comment: comment)
            for index in watches.indices { feed(.relieved(relief), to: index) }
        case .endRelief(let id):
            for index in watches.indices { feed(.reliefEnded(id), to: index) }
        case .expect(let gateway, let name, let expectation, let duration):
            let until = duration.map { now.wall + $0 }
            let override = expectation.map { ExpectationOverride($0, until: until) }
            index(gateway).map { feed(.expected(session: name, override), to: $0) }
        case .acceptAccount(let gateway, let name):
            index(gateway).map { feed(.accountAccepted(session: name), to: $0) }
        case .start(let gateway, let name): index(gateway).map { feed(.startWanted(session: name), to: $0) }
        case .push(let gateway, let name):
            index(gateway).map { feed(.pushed(PushHint(session: name)), to: $0) }
        default: break
        }
    }

    /// The container answers again, and brings its sessions back one by one.
    mutating func containerIsUp(_ index: Int, every: Duration, _ before: [String: SessionScript]) {
        gateways[index].reach = .up
        gateways[index].startedAt = now.wall
        for (position, name) in before.keys.sorted().enumerated() {
            gateways[index].become(.notFound, name, at: now.boot)
            guard let script = before[name], script != .notFound else { continue }
            let version = gateways[index].version(of: name)
            later(.becomes(index, name, script, version: version), after: every * (position + 1))
        }
    }

    private func index(_ gateway: GatewayID) -> Int? { setup.plans.firstIndex { $0.id == gateway } }

    private mutating func change(_ gateway: GatewayID, _ change: (inout PlayedGateway) -> Void) {
        guard let index = index(gateway) else { return }
        change(&gateways[index])
    }
}
