// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// What the engine does around the deciding code.
extension SimulatedRun {
    /// Hands an input to a gateway's watch, keeps what it decides, and does what it asks for.
    mutating func feed(_ input: Input, to index: Int) {
        guard watches.indices.contains(index) else { return }
        let decision = watches[index].handle(input, at: now)
        stores[index].apply(decision.changes)
        var isSent = false
        for action in decision.actions {
            if case .send = action { isSent = true }
            perform(action, of: index)
        }
        if case .admitted(let lane) = input, !isSent {
            let claim = Claim(gateway: watches[index].plan.id, lane: lane)
            channels[claim.channel]?.release(claim, &buckets)
            admit(claim.channel)
        }
        look(from: index)
    }

    /// Tells every watch what is seen of all gateways, when what this one sees changed that.
    private mutating func look(from index: Int) {
        let watch = watches[index]
        guard let sight = check.note(watch.outlook, of: watch.plan.id) else { return }
        for index in watches.indices { feed(.sight(sight, tells: index == 0), to: index) }
    }

    private mutating func perform(_ action: Action, of index: Int) {
        let gateway = gateways[index]
        switch action {
        case .ping:
            let (answer, after) = gateway.ping()
            later(.input(index, .pinged(answer)), after: after)
        case .list:
            let (answer, after) = gateway.list()
            later(.input(index, .listed(answer)), after: after)
        case .poll(let names):
            let (prompt, late, after) = gateway.poll(names, at: now.boot)
            if !prompt.isEmpty { later(.input(index, .polled(prompt)), after: PlayedGateway.latency) }
            if !late.isEmpty { later(.input(index, .polled(late)), after: after) }
        case .pullQR(let name):
            let sighting = gateway.sighting(name, at: now.boot)
            later(.input(index, .sawQR(session: name, sighting)), after: PlayedGateway.latency)
        case .readAccount(let name):
            let answer = gateway.account(name, usually: watches[index].plan(of: name)?.account)
            later(.input(index, .sawAccount(session: name, answer)), after: PlayedGateway.latency)
        case .probe(let name):
            let (answer, after) = gateway.probe(name)
            later(.input(index, .probed(session: name, answer)), after: after)
        case .start(let name), .restart(let name): start(name, at: index)
        case .offer(let lane, let turn):
            let claim = Claim(gateway: watches[index].plan.id, lane: lane)
            channels[claim.channel]?.offer(claim, turn, at: now.boot)
            admit(claim.channel)
        case .send(let row, _): later(.land(index, row.id), after: PlayedGateway.latency)
        case .log(let entry): note(.logged(watches[index].plan.id, entry))
        // Edits and codes from memory show a picture, no words; what is rendered ahead is rendered when it arrives.
        case .update, .announce, .dropQR, .freeze: break
        }
    }

    /// Gives every turn at a channel that there is room for.
    mutating func admit(_ channel: ChannelID) {
        while let claim = channels[channel]?.admitNext(at: now.boot, &buckets) {
            guard let index = setup.plans.firstIndex(where: { $0.id == claim.gateway }) else { continue }
            later(.input(index, .admitted(claim.lane)), after: .zero)
        }
    }

    private mutating func start(_ name: String, at index: Int) {
        let script = gateways[index].starts
        guard gateways[index].reach == .up else {
            let answer = StartAnswer.noAnswer(words: "connection refused")
            return later(.input(index, .startAnswered(session: name, answer)), after: script.answersAfter)
        }
        later(.input(index, .startAnswered(session: name, script.answer)), after: script.answersAfter)
        guard let becomes = script.becomes else { return }
        gateways[index].become(.starting, name, at: now.boot)
        later(
            .becomes(index, name, becomes, version: gateways[index].version(of: name)), after: script.after)
    }

    /// A message arrives where it was sent.
    mutating func land(_ id: DeliveryID, of index: Int) {
        guard let row = stores[index].row(id), watches.indices.contains(index) else { return }
        let receiver = receivers[row.lane.recipient.channel] ?? .accepts
        if receiver == .accepts || receiver == .ambiguous { tell(row, of: index) }
        let outcome = receiver.outcome(of: id)
        let report = AttemptReport(
            outcome: outcome, isAmbiguous: receiver == .ambiguous, words: receiver.words, took: PlayedGateway.latency)
        let claim = Claim(gateway: watches[index].plan.id, lane: row.lane)
        channels[claim.channel]?.attempted(claim, outcome, at: now.boot)
        feed(.attempted(id, report), to: index)
        publish(claim.channel, isProven: outcome.isTaken)
        admit(claim.channel)
    }

    /// Tells every watch who of a channel gets nothing at present; the first one says it to people.
    private mutating func publish(_ channel: ChannelID, isProven: Bool) {
        let known = troubles[channel]
        guard let troubles = channels[channel]?.troubles(of: channel),
            troubles != known ?? [:] || isProven && known == nil
        else { return }
        self.troubles[channel] = troubles
        for index in watches.indices { feed(.channel(channel, troubles, tells: index == 0), to: index) }
    }

    private mutating func tell(_ row: Delivery, of index: Int) {
        let watch = watches[index]
        let age = now.wall - row.event.occurredAt
        let alert = Alert(
            delivery: row.id, recipient: row.lane.recipient, event: row.event, gateway: watch.plan.id,
            gatewayKind: watch.plan.kind, session: row.event.subject.sessionName.flatMap(watch.plan(of:)),
            titles: Dictionary(
                row.event.sessions.compactMap { brief in watch.plan(of: brief.name).map { (brief.name, $0.title) } }
            ) { first, _ in first },
            qr: nil, now: now.wall, delay: age > .minutes(2) ? age : nil)
        let isCopy = !taken.insert(row.id).inserted
        note(
            .told(
                ToldMessage(
                    recipient: row.lane.recipient, gateway: watch.plan.id, event: row.event, text: setup.render(alert),
                    attempt: row.attempts, isCopy: isCopy)))
    }
}

extension Receiver {
    fileprivate func outcome(of id: DeliveryID) -> DeliveryOutcome {
        switch self {
        case .accepts: .delivered(ref: RemoteReference(rawValue: id.rawValue))
        case .down, .ambiguous: .retry(after: nil, reason: words)
        case .rejects: .reject(reason: words)
        case .suspends: .suspend(probeAfter: .minutes(5), reason: words)
        }
    }

    fileprivate var words: String {
        switch self {
        case .accepts: "HTTP 200"
        case .down: "connection refused"
        case .ambiguous: "no answer"
        case .rejects: "HTTP 400"
        case .suspends: "HTTP 404"
        }
    }
}
