// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// Tells of an incident for the first time, or that it is back: to whom the routes name now.
    mutating func announce(
        _ topic: Incident.Topic, by kind: EventKind, previous: SessionCondition?, counts: SessionCounts? = nil,
        at now: Moment
    ) -> Decision {
        guard let event = book.event(kind, of: topic, previous: previous, counts: counts, at: now) else {
            return Decision()
        }
        var recipients = kind == .sessionRelapsed ? book[topic]?.told ?? [] : []
        for recipient in routed(event) where !recipients.contains(recipient) { recipients.append(recipient) }
        book.update(topic, at: now) { incident in
            incident.heldUntil = nil
            if !kind.isClosing { incident.told = recipients }
        }
        touch(topic)
        return send(event, to: recipients, at: now)
    }

    /// Tells something more of an incident to given recipients.
    mutating func tell(
        _ kind: EventKind, of topic: Incident.Topic, previous: SessionCondition? = nil, counts: SessionCounts? = nil,
        to recipients: [Recipient], at now: Moment
    ) -> Decision {
        guard let event = book.event(kind, of: topic, previous: previous, counts: counts, at: now) else {
            return Decision()
        }
        touch(topic)
        return send(event, to: recipients, at: now)
    }

    /// Tells the end of an incident to everybody who heard of it, whatever the routes say now (I1).
    mutating func close(
        _ topic: Incident.Topic, by kind: EventKind, counts: SessionCounts? = nil, at now: Moment
    ) -> Decision {
        guard let incident = book[topic] else { return Decision() }
        return tell(kind, of: topic, counts: counts, to: incident.told, at: now)
    }

    /// Whoever the routes name only since the incident looks as it does now hears of it as new.
    mutating func tellNewcomers(of topic: Incident.Topic, previous: SessionCondition, at now: Moment) -> Decision {
        guard let incident = book[topic], let present = book.present(incident.openedBy, of: topic, at: now) else {
            return Decision()
        }
        let newcomers = routed(present).filter { !incident.told.contains($0) }
        guard !newcomers.isEmpty else { return Decision() }
        book.update(topic, at: now) { $0.told += newcomers }
        return tell(incident.openedBy, of: topic, previous: previous, to: newcomers, at: now)
    }

    /// Notes one observed change of state, and tells the machines that asked for every one.
    mutating func report(
        _ transition: SessionTrack.Transition, of session: String, words: String, at now: Moment
    ) -> Decision {
        let event = book.transition(session, from: transition.from, to: transition.to, words: words, at: now)
        var decision = Decision()
        decision.changes.append(
            .history(
                HistoryRecord(
                    at: now.wall, subject: .session(session), what: "observed", condition: transition.to,
                    previous: transition.from, words: words)))
        decision.actions.append(.log(.transition(event, gateway: plan.id)))
        // The first look at a session is no change of it.
        guard transition.from != nil, plan.mayAct else { return decision }
        for recipient in feed(.transitions) {
            decision.append(lanes.enqueue(event, for: recipient, at: now))
        }
        return decision
    }

    /// The channels that asked for a machine feed; routes only rule incidents.
    func feed(_ subscription: EventSubscription) -> [Recipient] {
        plan.channels.filter { $0.subscriptions.contains(subscription) }.map { Recipient(channel: $0.id) }
    }

    private func routed(_ event: AlertEvent) -> [Recipient] {
        guard plan.mayAct else { return [] }
        let session = event.subject.sessionName.flatMap { tracks[$0]?.plan }
        let subscribed = plan.channels.filter { $0.subscriptions.contains(.incidents) }.map(\.id)
        return plan.routes.recipients(of: event, gateway: plan.id, session: session)
            .filter { subscribed.contains($0.channel) }
    }

    private mutating func send(_ event: AlertEvent, to recipients: [Recipient], at now: Moment) -> Decision {
        var decision = Decision()
        decision.changes.append(
            .history(
                HistoryRecord(
                    at: now.wall, subject: event.subject, what: event.kind.rawValue, condition: event.condition,
                    previous: event.previous, incident: event.incident?.id, words: event.words)))
        decision.actions.append(.log(.event(event, gateway: plan.id, recipients: recipients)))
        for recipient in recipients {
            decision.append(lanes.enqueue(event, for: recipient, at: now))
        }
        return decision
    }

    /// Takes in what became of an attempt.
    mutating func attempted(_ delivery: DeliveryID, _ report: AttemptReport, at now: Moment) -> Decision {
        guard let (lanesDecision, row) = lanes.attempted(delivery, report, at: now) else { return Decision() }
        var decision = lanesDecision
        decision.actions.insert(.log(.attempt(row, report)), at: 0)
        if case .delivered(let reference?) = report.outcome {
            decision.append(remember(reference, of: row, at: now))
        }
        return decision
    }
}
