// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// Takes in a look at a session's QR code.
    mutating func sawQR(_ session: String, _ sighting: QRSighting, at now: Moment) -> Decision {
        var decision = Decision()
        let before = tracks[session]?.qr.word
        let change = tracks[session]?.qr.handle(sighting, at: now)
        // What that says of the session is believed beside the gateway's own answer.
        if change == .over || tracks[session]?.qr.word != before { schedule.hurry(session, at: now.boot) }
        switch change {
        case .new:
            offerQR(.session(session), at: now)
            judge(session, into: &decision, at: now)
            decision.append(tellQR(session, at: now))
        case .known:
            judge(session, into: &decision, at: now)
        case .over:
            decision.actions.append(.dropQR(session))
        case nil:
            break
        }
        decision.append(follow(session, at: now))
        armTimer(session, at: now)
        return decision
    }

    /// Somebody looks at the code: it is kept fresh for them.
    mutating func viewed(_ session: String, at now: Moment) {
        tracks[session]?.qr.viewed(at: now)
        armTimer(session, at: now)
    }

    /// Looks at codes whose time has come, and drops those that died.
    mutating func timersDue(at now: Moment) -> Decision {
        var decision = Decision()
        while let session = timers.take(at: now.boot) {
            guard var track = tracks[session] else { continue }
            if track.qr.expire(at: now) != nil { decision.actions.append(.dropQR(session)) }
            if !gate.isAway, track.qr.takeLook(isFollowed: isFollowed(session), at: now) {
                decision.actions.append(.pullQR(session))
            }
            tracks[session] = track
            decision.append(follow(session, at: now))
            armTimer(session, at: now)
        }
        return decision
    }

    /// Asks for the session's turn when its code has something to do.
    mutating func armTimer(_ session: String, at now: Moment) {
        guard let track = tracks[session] else { return }
        var deadlines = [track.qr.nextDeadline(isFollowed: isFollowed(session))]
        if plan.mayAct, let incident = book[.session(session)], incident.isOpen {
            deadlines.append(
                follower.nextDeadline(of: incident.reference.id, code: track.qr.code?.id, round: track.qr.round))
        }
        guard let next = deadlines.compactMap({ $0 }).min() else { return }
        // While the gateway is away nothing is looked at, and a look that is overdue must not spin.
        timers.set(session, at: gate.isAway ? max(next, now.boot + plan.pingInterval) : next)
    }

    private func isFollowed(_ session: String) -> Bool {
        book[.session(session)].map { follower.isFollowed($0.reference.id) } ?? false
    }

    /// Lets a sent message follow the code, where its channel can edit and its reader may see one.
    mutating func remember(_ reference: RemoteReference, of row: Delivery, at now: Moment) -> Decision {
        var decision = Decision()
        rememberGroup(reference, of: row, at: now)
        guard let incident = row.event.incident?.id, let session = row.event.subject.sessionName,
            directory.followsCode(row.lane.recipient), !row.event.kind.isClosing
        else { return decision }
        let stored = StoredReference(incident: incident, recipient: row.lane.recipient, reference: reference)
        let shown = row.event.condition.state == .scanQR ? tracks[session]?.qr.code?.id : nil
        follower.add(stored, showing: shown, round: tracks[session]?.qr.round ?? 0, at: now.boot)
        decision.changes.append(.reference(stored))
        // The outage may have ended while the message was under way.
        if book[.session(session)]?.isOpen != true {
            decision.append(finishFollowing(.session(session), at: now))
        }
        armTimer(session, at: now)
        return decision
    }

    private mutating func follow(_ session: String, at now: Moment) -> Decision {
        var decision = Decision()
        let topic = Incident.Topic.session(session)
        guard plan.mayAct, let track = tracks[session], let incident = book[topic], incident.isOpen,
            let event = book.present(.sessionChanged, of: topic, at: now)
        else { return decision }
        let edits = follower.edits(
            of: incident.reference.id, code: track.qr.code?.id, round: track.qr.round, at: now.boot)
        decision.actions = edits.map { .update($0, event) }
        return decision
    }

    /// The outage is over: messages that showed a code show that instead.
    mutating func finishFollowing(_ topic: Incident.Topic, at now: Moment) -> Decision {
        var decision = Decision()
        guard plan.mayAct, let incident = book[topic], let event = book.present(.sessionRecovered, of: topic, at: now)
        else {
            return decision
        }
        decision.actions = follower.finish(incident.reference.id).map { .update($0, event) }
        return decision
    }

    /// Tells a new code to the machines that asked for each of them. Not stored: a code that waits is worthless.
    private func tellQR(_ session: String, at now: Moment) -> Decision {
        var decision = Decision()
        guard plan.mayAct, let qr = tracks[session]?.qr, let code = qr.code else { return decision }
        let condition = SessionCondition(.scanQR, .qr)
        let incident = book[.session(session)]
        let event = AlertEvent(
            id: EventID("qr-\(code.id.rawValue)"), kind: .sessionQR, subject: .session(session), occurredAt: now.wall,
            incident: incident?.reference, sequence: code.sequence, condition: condition, severity: .info,
            since: incident?.since.wall)
        for recipient in feed(.qr) {
            let lane = LaneKey(recipient: recipient, subject: event.subject, feed: .qr)
            let id = DeliveryID("\(event.id):\(recipient)")
            decision.actions.append(
                .announce(Delivery(id: id, lane: lane, event: event, position: code.sequence, createdAt: now.wall)))
        }
        return decision
    }
}
