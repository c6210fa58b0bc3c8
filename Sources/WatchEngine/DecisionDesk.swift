// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// A gateway's watch together with what its decisions need in memory: frozen requests, and people who wait for answers.
///
/// It neither waits nor reads a clock: a turn goes through it from beginning to end, and whatever has to happen outside
/// comes out as a ``Turn``.
struct DecisionDesk: Sendable {
    private(set) var watch: GatewayWatch
    /// Attempts that were decided and have not ended.
    private(set) var attemptsUnderWay: Set<DeliveryID> = []
    /// Whether the gateway was pinged and its answer came.
    private(set) var hasPinged = false

    private let renderer: RequestRenderer
    private let dispatcher: Dispatcher
    private let vault: QRVault
    private let figures: GatewayFigures
    /// The requests of rows that are open and were rendered.
    private var frozen: [DeliveryID: FrozenRequest]
    /// Rows rendered ahead of their turn whose requests are durable.
    private var settled: Set<DeliveryID> = []
    private var polls: [String: [Reply<PollAnswer>]] = [:]
    private var starts: [String: [Reply<StartAnswer>]] = [:]
    private var startsUnderWay: Set<String> = []

    /// - Parameter frozen: the stored requests of rows that are open.
    init(
        watch: GatewayWatch, frozen: [DeliveryID: FrozenRequest], renderer: RequestRenderer, dispatcher: Dispatcher,
        vault: QRVault, figures: GatewayFigures
    ) {
        self.watch = watch
        self.frozen = frozen
        self.renderer = renderer
        self.dispatcher = dispatcher
        self.vault = vault
        self.figures = figures
    }

    /// Decides on everything that came, and on the time that passed.
    mutating func take(_ arrivals: [Arrival], at now: Moment) -> Turn {
        var turn = Turn()
        for arrival in arrivals { take(arrival, at: now, into: &turn) }
        if let deadline = watch.nextDeadline, deadline <= now.boot { handle(.tick, at: now, into: &turn) }
        figures.decided(turn.batch.changes)
        for case .delivery(let row) in turn.batch.changes where !row.isOpen {
            frozen[row.id] = nil
            settled.remove(row.id)
        }
        let ahead = turn.frozenAhead.filter { frozen[$0] != nil && !attemptsUnderWay.contains($0) }
        if !ahead.isEmpty { turn.batch.steps.append(.settle(ahead)) }
        return turn
    }

    /// Tells everybody who waits for the gateway's answer that none comes any more.
    mutating func giveUp() {
        for reply in polls.values.joined() { reply.give(nil) }
        for reply in starts.values.joined() { reply.give(nil) }
        (polls, starts) = ([:], [:])
    }

    private mutating func take(_ arrival: Arrival, at now: Moment, into turn: inout Turn) {
        switch arrival {
        case .input(.admitted(let lane)):
            admit(Claim(gateway: watch.plan.id, lane: lane), at: now, into: &turn)
        case .input(let input):
            note(input)
            handle(input, at: now, into: &turn)
            answer(input)
        case .code(let session, let payload, let id):
            let decision = watch.handle(.sawQR(session: session, .code(id)), at: now)
            keep(payload, id: id, of: session)
            absorb(decision, at: now, into: &turn)
        case .settled(let rows):
            settled.formUnion(rows.filter { frozen[$0] != nil && !attemptsUnderWay.contains($0) })
        case .storeFailed(let error):
            // They wait for no commit, since that is what they are about.
            turn.settled += renderer.warnings(of: error, by: watch, at: now).map { .warn($0) }
        case .refreshWanted(let session, let reply):
            polls[session] = (polls[session] ?? []).filter(\.isOpen) + [reply]
            handle(.pushed(PushHint(session: session)), at: now, into: &turn)
        case .wish(let input, let reply):
            handle(input, at: now, into: &turn)
            turn.batch.steps.append(.confirm(Receipt(reply: reply)))
        case .startWanted(let session, let reply):
            handle(.startWanted(session: session), at: now, into: &turn)
            guard startsUnderWay.contains(session) else { return reply.give(refusal(of: session, at: now)) }
            starts[session] = (starts[session] ?? []).filter(\.isOpen) + [reply]
        }
    }

    private mutating func handle(_ input: Input, at now: Moment, into turn: inout Turn) {
        absorb(watch.handle(input, at: now), at: now, into: &turn)
    }

    private mutating func absorb(_ decision: Decision, at now: Moment, into turn: inout Turn) {
        turn.batch.changes += decision.changes
        for action in decision.actions { absorb(action, at: now, into: &turn) }
    }

    private mutating func absorb(_ action: Action, at now: Moment, into turn: inout Turn) {
        switch action {
        case .ping: turn.questions.append(.ping)
        case .list: turn.questions.append(.list)
        case .poll(let sessions): turn.questions.append(.poll(sessions))
        case .pullQR(let session): turn.questions.append(.pullQR(session))
        case .readAccount(let session): turn.questions.append(.readAccount(session))
        case .probe(let session): turn.questions.append(.probe(session))
        case .dropQR(let session):
            // Here and now: done after a commit, it would drop the code that came meanwhile.
            vault.drop(key(session))
        case .start(let session):
            startsUnderWay.insert(session)
            turn.batch.steps.append(.start(session))
        case .restart(let session):
            startsUnderWay.insert(session)
            turn.batch.steps.append(.restart(session))
        case .offer(let lane, let place):
            // A lane that has its turn at once is claimed here, so that row and request land in one commit.
            let claim = Claim(gateway: watch.plan.id, lane: lane)
            if dispatcher.offer(claim, place) { admit(claim, at: now, into: &turn) }
        case .freeze(let row):
            freeze(row, at: now, into: &turn)
        case .send(let row, let render):
            send(row, render: render, at: now, into: &turn)
        case .update(let reference, let event):
            let alert = renderer.alert(about: event, for: reference.recipient, by: watch, at: now)
            turn.batch.steps.append(.update(reference, alert))
        case .announce(let row):
            turn.batch.steps.append(.announce(row, renderer.alert(for: row, by: watch, at: now)))
        case .log(let entry):
            turn.batch.steps.append(.log(entry))
        }
    }

    private mutating func admit(_ claim: Claim, at now: Moment, into turn: inout Turn) {
        let decision = watch.handle(.admitted(claim.lane), at: now)
        let isUsed = decision.actions.contains {
            if case .send(let row, _) = $0 { row.lane == claim.lane } else { false }
        }
        if !isUsed { dispatcher.release(claim) }
        absorb(decision, at: now, into: &turn)
    }

    /// A row loaded without its request is rendered too: better other bytes than none.
    private mutating func send(_ row: Delivery, render: Bool, at now: Moment, into turn: inout Turn) {
        let request: FrozenRequest
        if !render, let stored = frozen[row.id] {
            request = stored
        } else {
            guard let prepared = renderer.prepare(row, by: watch, at: now) else { return }
            request = prepared.request
            turn.batch.changes.append(.request(row.id, request))
            if let reason = prepared.fallbackReason { turn.batch.steps.append(.log(.fallbackText(of: row, reason))) }
        }
        frozen[row.id] = request
        attemptsUnderWay.insert(row.id)
        let step = Step.send(row, request)
        if !render, settled.remove(row.id) != nil { turn.settled.append(step) } else { turn.batch.steps.append(step) }
    }

    private mutating func freeze(_ row: Delivery, at now: Moment, into turn: inout Turn) {
        settled.remove(row.id)
        guard let prepared = renderer.prepare(row, by: watch, at: now) else { return }
        frozen[row.id] = prepared.request
        turn.batch.changes.append(.request(row.id, prepared.request))
        turn.frozenAhead.append(row.id)
        if let reason = prepared.fallbackReason { turn.batch.steps.append(.log(.fallbackText(of: row, reason))) }
    }

    private mutating func note(_ input: Input) {
        switch input {
        case .polled(let sessions): figures.polled(sessions)
        case .pinged: hasPinged = true
        case .startAnswered(let session, _): startsUnderWay.remove(session)
        case .attempted(let row, _): attemptsUnderWay.remove(row)
        default: break
        }
    }

    private mutating func answer(_ input: Input) {
        switch input {
        case .polled(let sessions) where !polls.isEmpty:
            for polled in sessions {
                for reply in polls.removeValue(forKey: polled.session) ?? [] { reply.give(polled.answer) }
            }
        case .startAnswered(let session, let answer):
            for reply in starts.removeValue(forKey: session) ?? [] { reply.give(answer) }
        default: break
        }
    }

    /// The answer to a person's wish that the watch did not follow.
    private func refusal(of session: String, at now: Moment) -> StartAnswer {
        guard watch.session(session) != nil else { return .unknownSession }
        return .refused(words: watch.startRefusal(session, at: now) ?? "Relink does not start anything at present")
    }

    /// Keeps the payload if the watch takes the code for the one that is shown.
    private func keep(_ payload: QRPayload, id: QRID, of session: String) {
        guard let code = watch.code(of: session), code.id == id else { return }
        let live = LiveQR(
            payload: payload, id: id, round: code.round, sequence: code.sequence, firstSeen: code.firstSeen,
            expiresAt: code.expiresAt)
        vault.keep(live, of: key(session))
    }

    private func key(_ session: String) -> SessionKey { SessionKey(gateway: watch.plan.id, name: session) }
}

extension LogEntry {
    fileprivate static func fallbackText(of row: Delivery, _ reason: String) -> LogEntry {
        LogEntry(
            .warning, "delivery.fallback_text",
            "\(row.id) is sent as the built-in plain text, since its template failed: \(reason)",
            fields: [.init("delivery", row.id.rawValue), .init("channel", row.lane.recipient.channel.rawValue)])
    }
}
