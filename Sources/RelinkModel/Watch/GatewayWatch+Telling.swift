// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// Tells of an incident for the first time, or that it is back: to whom the routes name now, each when they may be
    /// told. While a silence or maintenance covers it, it waits for their end.
    mutating func announce(
        _ topic: Incident.Topic, by kind: EventKind, previous: SessionCondition?, counts: SessionCounts? = nil,
        at now: Moment
    ) -> Decision {
        guard book[topic] != nil, let present = book.present(kind, of: topic, at: now) else { return Decision() }
        touch(topic)
        if let reason = mutingReason(topic, at: now) {
            book.update(topic, at: now) { ($0.heldUntil, $0.care.isMuted) = (nil, true) }
            return Decision(logging: .muted(present, gateway: plan.id, reason))
        }
        if kind == .sessionRelapsed { excuseAway(topic, at: now) }
        var recipients = kind == .sessionRelapsed ? book[topic]?.told ?? [] : []
        for recipient in routed(present, at: now) where !recipients.contains(recipient) { recipients.append(recipient) }
        book.update(topic, at: now) { incident in
            (incident.heldUntil, incident.care.isMuted, incident.care.owesChange) = (nil, false, false)
        }
        snapshotEscalation(of: topic, present, at: now)
        return hand(
            kind == .sessionRelapsed ? .relapse : .opening, topic, to: recipients, as: kind, previous: previous,
            counts: counts, at: now)
    }

    /// Tells those who may be told at once, and lets it wait for the others.
    mutating func hand(
        _ matter: Mailroom.Matter, _ topic: Incident.Topic, to recipients: [Recipient], as kind: EventKind,
        previous: SessionCondition? = nil, counts: SessionCounts? = nil, at now: Moment
    ) -> Decision {
        var atOnce: [Recipient] = []
        for recipient in recipients {
            switch release(of: topic, to: recipient, at: now) {
            case .atOnce: atOnce.append(recipient)
            case .at(let time): wait(matter, topic, recipient, until: time, at: now)
            case .whenOpen: wait(matter, topic, recipient, until: nil, at: now)
            }
        }
        var decision = Decision()
        if !atOnce.isEmpty || recipients.isEmpty {
            let first = IncidentBook.Particulars(isFirst: matter == .escalation)
            decision = tell(kind, of: topic, previous: previous, counts: counts, with: first, to: atOnce, at: now)
        }
        // From here on somebody could act.
        retime(topic, at: now)
        return decision
    }

    /// Lets something wait for a recipient: until that time at the latest, or until its hours begin.
    mutating func wait(
        _ matter: Mailroom.Matter, _ topic: Incident.Topic, _ recipient: Recipient, until time: BootTime?,
        at now: Moment
    ) {
        mailroom.post(matter, of: topic, to: recipient, release: time)
        guard let incident = book[topic], !incident.waiting.contains(recipient) else { return }
        book.update(topic, at: now) { $0.waiting.append(recipient) }
        touch(topic)
    }

    /// Tells something of an incident to given recipients now.
    mutating func tell(
        _ kind: EventKind, of topic: Incident.Topic, previous: SessionCondition? = nil, counts: SessionCounts? = nil,
        with particulars: IncidentBook.Particulars = IncidentBook.Particulars(), to recipients: [Recipient],
        at now: Moment
    ) -> Decision {
        var particulars = particulars
        if kind.isOpening || kind == .sessionChanged { particulars.attendedFrom = attendedFrom(topic, at: now) }
        if let session = topic.subject.sessionName { complete(&particulars, kind, of: session) }
        guard
            let event = book.event(kind, of: topic, previous: previous, counts: counts, with: particulars, at: now)
        else { return Decision() }
        if !kind.isClosing { inform(recipients, of: topic, by: kind, at: now) }
        touch(topic)
        return send(event, to: recipients, at: now)
    }

    /// Notes who has heard of an incident, and hears its end and its reminders from now on.
    private mutating func inform(
        _ recipients: [Recipient], of topic: Incident.Topic, by kind: EventKind, at now: Moment
    ) {
        guard !recipients.isEmpty else { return }
        book.update(topic, at: now) { incident in
            incident.waiting.removeAll { recipients.contains($0) }
            for recipient in recipients where !incident.told.contains(recipient) { incident.told.append(recipient) }
            if kind != .sessionAcked { incident.care.remindedAt = now }
        }
        for recipient in recipients {
            mailroom.withdraw(topic, from: recipient)
            if kind.isOpening, directory.isGrouped(recipient) { mailroom.toldAlone(topic, to: recipient, at: now) }
            remind(recipient, of: topic, at: now)
        }
    }

    /// Tells the end of an incident to everybody who heard of it, whatever routes and silences say now (I1).
    mutating func close(
        _ topic: Incident.Topic, by kind: EventKind, counts: SessionCounts? = nil, at now: Moment
    ) -> Decision {
        guard let incident = book[topic] else { return Decision() }
        var decision = Decision()
        let grouped = incident.informed.filter { groups.covers(topic.subject.sessionName, for: $0) }
        let alone = incident.informed.filter { !grouped.contains($0) }
        if !alone.isEmpty || incident.told.isEmpty && !incident.care.isMuted {
            decision.append(tell(kind, of: topic, counts: counts, to: alone, at: now))
        } else {
            decision.changes.append(.history(line(kind.rawValue, of: incident, at: now)))
        }
        for recipient in grouped { decision.append(leaveGroup(topic, recipient, at: now)) }
        closeForWaiting(topic, by: kind, at: now)
        book.update(topic, at: now) { ($0.care.isMuted, $0.care.owesChange) = (false, false) }
        retime(topic, at: now)
        touch(topic)
        return decision
    }

    /// Whoever was still to hear of it hears of it afterwards if it was worth that (I2), else never.
    private mutating func closeForWaiting(_ topic: Incident.Topic, by kind: EventKind, at now: Moment) {
        guard let incident = book[topic], !incident.waiting.isEmpty else { return }
        let isKept = kind != .sessionUnwatched && !incident.care.isFlapping && isWorthTelling(incident, at: now)
        guard !isKept else { return }
        for recipient in incident.waiting { mailroom.withdraw(topic, from: recipient) }
        book.update(topic, at: now) { $0.waiting = [] }
    }

    /// Whether an outage that is over is told to those who never heard of it.
    func isWorthTelling(_ incident: Incident, at now: Moment) -> Bool {
        incident.condition.severity == .critical
            || (incident.recoveredAt ?? now).elapsed(since: incident.since) >= plan.policy.briefOutage
    }

    /// Whoever the routes name only since the incident looks as it does now hears of it as new.
    mutating func tellNewcomers(of topic: Incident.Topic, previous: SessionCondition, at now: Moment) -> Decision {
        guard let incident = book[topic], let present = book.present(incident.openedBy, of: topic, at: now) else {
            return Decision()
        }
        let newcomers = routed(present, at: now).filter { !incident.reaches($0) }
        guard !newcomers.isEmpty else { return Decision() }
        return hand(.opening, topic, to: newcomers, as: incident.openedBy, previous: previous, at: now)
    }

    /// Tells those who know of an incident that it has become newly actionable; in a silence, once that is over.
    mutating func tellChange(of topic: Incident.Topic, previous: SessionCondition?, at now: Moment) -> Decision {
        guard let incident = book[topic] else { return Decision() }
        let isMuted = mutingReason(topic, at: now) != nil
        if incident.care.owesChange != isMuted {
            book.update(topic, at: now) { $0.care.owesChange = isMuted }
            touch(topic)
        }
        guard !isMuted else { return Decision() }
        retime(topic, at: now)
        return tellMore(
            .change, topic, to: incident.informed, as: changeKind(incident), previous: previous, at: now)
    }

    /// The kind that tells how an outage looks now.
    func changeKind(_ incident: Incident) -> EventKind {
        incident.condition == .wrongAccount && incident.openedBy != .sessionWrongAccount
            ? .sessionWrongAccount : .sessionChanged
    }

    /// What is known of the account that a session is linked to, where the event is about that.
    private func complete(_ particulars: inout IncidentBook.Particulars, _ kind: EventKind, of session: String) {
        guard let track = tracks[session], let incident = book[.session(session)] else { return }
        if kind == incident.openedBy, kind == .sessionWrongAccount { particulars.isFirst = true }
        guard kind.isClosing || incident.condition == .wrongAccount else { return }
        particulars.account = track.account.note
        if kind.isClosing { particulars.condition = track.confirmed }
    }

    /// Tells something more to those who know of an incident: in a group by the group's next message.
    mutating func tellMore(
        _ matter: Mailroom.Matter, _ topic: Incident.Topic, to informed: [Recipient], as kind: EventKind,
        previous: SessionCondition? = nil, at now: Moment
    ) -> Decision {
        var atOnce: [Recipient] = []
        for recipient in onDuty(informed, at: now) {
            if !mayTell(topic, to: recipient, at: now) {
                mailroom.post(matter, of: topic, to: recipient, release: nil)
            } else if groups.covers(topic.subject.sessionName, for: recipient) {
                let last = groups[recipient]?.toldAt ?? now
                let usual = max(now.boot + plan.policy.groupWait, last.boot + plan.policy.groupInterval)
                // That a stranger's phone is linked waits for nothing.
                mailroom.post(
                    matter, of: topic, to: recipient, release: kind == .sessionWrongAccount ? now.boot : usual)
            } else {
                atOnce.append(recipient)
            }
        }
        guard !atOnce.isEmpty else { return Decision() }
        return tell(kind, of: topic, previous: previous, to: atOnce, at: now)
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

    /// Who is told of an event of incidents: whom the routes name, or who is told in their place now.
    func routed(_ event: AlertEvent, at now: Moment) -> [Recipient] {
        guard plan.mayAct else { return [] }
        let session = event.subject.sessionName.flatMap { tracks[$0]?.plan }
        let named = plan.routes
            .recipients(of: event, gateway: plan.id, session: session, holder: directory.holder(of: session))
        return present(for: named, at: now).filter(wantsIncidents)
    }

    /// Whether the recipient's channel asked for incidents.
    func wantsIncidents(_ recipient: Recipient) -> Bool {
        directory.channel(of: recipient)?.subscriptions.contains(.incidents) == true
    }

    /// Notes an event and puts it into the lanes of its recipients.
    mutating func send(_ event: AlertEvent, to recipients: [Recipient], at now: Moment) -> Decision {
        var decision = Decision()
        decision.changes.append(
            .history(
                HistoryRecord(
                    at: now.wall, subject: event.subject, what: event.kind.rawValue, condition: event.condition,
                    previous: event.previous, incident: event.incident?.id, words: event.historyWords)))
        decision.actions.append(.log(.event(event, gateway: plan.id, recipients: recipients)))
        for recipient in recipients {
            decision.append(lanes.enqueue(event, for: recipient, besides: recipients, at: now))
        }
        return decision
    }

    /// A line of the history about an incident.
    func line(_ what: String, of incident: Incident, words: String = "", at now: Moment) -> HistoryRecord {
        HistoryRecord(
            at: now.wall, subject: incident.topic.subject, what: what, condition: incident.condition,
            incident: incident.reference.id, words: words)
    }

    /// Takes in what became of an attempt.
    mutating func attempted(_ delivery: DeliveryID, _ report: AttemptReport, at now: Moment) -> Decision {
        guard let (lanesDecision, row) = lanes.attempted(delivery, report, at: now) else { return Decision() }
        var decision = lanesDecision
        if let line = LogEntry.attempt(row, report) { decision.actions.insert(.log(line), at: 0) }
        if case .delivered(let reference?) = report.outcome {
            decision.append(remember(reference, of: row, at: now))
        }
        return decision
    }
}

extension AlertEvent {
    /// What the history keeps of its words: who did it, where a person did.
    fileprivate var historyWords: String {
        by.isEmpty ? words : "by \(by)"
    }
}
