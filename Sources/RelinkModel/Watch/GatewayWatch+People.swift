// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    // MARK: Acknowledgements

    /// Somebody takes an outage on, or all those of a group.
    mutating func acknowledge(
        _ id: IncidentID, by person: String, until end: Acknowledgement.End?, at now: Moment
    ) -> Decision {
        var decision = Decision()
        for topic in topics(of: id) {
            guard let incident = book[topic], incident.isOpen else { continue }
            let until = expiry(end, topic, at: now)
            book.update(topic, at: now) { incident in
                incident.care.acknowledgement = Acknowledgement(by: person, at: now.wall, until: until)
                incident.care.acknowledgedUntil = until.map { now.boot + max($0 - now.wall, .zero) }
                incident.care.escalation?.run(false, at: now)
            }
            let (withdrawal, unaware) = lanes.withdraw(
                [.sessionReminder, .sessionEscalated], about: topic.subject, from: incident.informed, at: now)
            decision.append(withdrawal)
            book.update(topic, at: now) { $0.told.removeAll(where: unaware.contains) }
            decision.append(
                tell(
                    .sessionAcked, of: topic, with: IncidentBook.Particulars(by: person, until: until),
                    to: incident.informed.filter { directory.isMachine($0) && !unaware.contains($0) }, at: now))
        }
        return decision
    }

    /// Whoever had taken it on gives it back.
    mutating func unacknowledge(_ id: IncidentID, by person: String, at now: Moment) -> Decision {
        var decision = Decision()
        for topic in topics(of: id) where book[topic]?.care.acknowledgement != nil {
            decision.append(endAcknowledgement(topic, by: person, at: now))
        }
        return decision
    }

    /// The acknowledgement is over and the outage is not: escalation goes on from where it was.
    mutating func endAcknowledgement(_ topic: Incident.Topic, by person: String, at now: Moment) -> Decision {
        book.update(topic, at: now) { ($0.care.acknowledgement, $0.care.acknowledgedUntil) = (nil, nil) }
        retime(topic, at: now)
        guard let incident = book[topic] else { return Decision() }
        // A group would be told of each of its sessions; its reminders tell of all of them.
        let alone = onDuty(incident.informed, at: now).filter { !groups.covers(topic.subject.sessionName, for: $0) }
        var decision = tell(.sessionUnacked, of: topic, with: IncidentBook.Particulars(by: person), to: alone, at: now)
        if let incident = book[topic] { decision.append(tellUnaware(of: incident, at: now)) }
        return decision
    }

    private func expiry(_ end: Acknowledgement.End?, _ topic: Incident.Topic, at now: Moment) -> Timestamp? {
        switch end {
        case nil: return now.wall + plan.policy.acknowledge
        case .time(let time): return time
        case .connected: return nil
        case .opening:
            guard let session = topic.subject.sessionName, let holder = directory.holder(of: tracks[session]?.plan),
                let attended = directory.hours(of: holder)
            else { return now.wall + plan.policy.acknowledge }
            // While it is open, the next opening is the one after the next closing.
            let change = hours.calendars.change(of: attended.calendar, after: now.wall)
            guard hours.calendars.covers(now.wall, attended.calendar), let change else { return change }
            return hours.calendars.change(of: attended.calendar, after: change) ?? change
        }
    }

    /// The incidents that an id names: one, or the open ones of a group.
    func topics(of id: IncidentID) -> [Incident.Topic] {
        if let group = groups.group(id) { return group.open.sorted().map { .session($0) } }
        return book.all.filter { $0.reference.id == id }.map(\.topic)
    }

    // MARK: Escalation

    /// Notes who is to be told later; from here on the configuration does not change it.
    mutating func snapshotEscalation(of topic: Incident.Topic, _ event: AlertEvent, at now: Moment) {
        guard !event.kind.isClosing, book[topic]?.care.escalation == nil, plan.mayAct else { return }
        let session = topic.subject.sessionName.flatMap { tracks[$0]?.plan }
        let steps = plan.routes.escalation(
            of: event, gateway: plan.id, session: session, holder: directory.holder(of: session))
        book.update(topic, at: now) { $0.care.escalation = EscalationClock(steps: steps) }
    }

    /// Lets the incident's escalation run, or stand still, as it should now.
    mutating func retime(_ topic: Incident.Topic, at now: Moment) {
        guard let incident = book[topic], let clock = incident.care.escalation, clock.isPending else { return }
        let shouldRun = pauseOfEscalation(incident, at: now) == nil
        guard shouldRun != clock.isRunning else { return }
        book.update(topic, at: now) { $0.care.escalation?.run(shouldRun, at: now) }
        touch(topic)
    }

    /// The same for all that are open.
    mutating func retimeAll(at now: Moment) {
        for incident in book.open { retime(incident.topic, at: now) }
    }

    /// Why the escalation stands still, in words for people; nil when it runs.
    func pauseOfEscalation(_ incident: Incident, at now: Moment) -> String? {
        if !incident.isOpen { return "it is over" }
        if !incident.isAnnounced { return "nobody was told yet" }
        if incident.care.acknowledgement != nil { return "it is acknowledged" }
        if gate.isAway, case .session = incident.topic { return "the gateway is away" }
        if incident.care.isFlapping { return "it is flapping" }
        if let reason = mutingReason(incident.topic, at: now) { return reason }
        return attendedFrom(incident.topic, at: now).map { "nobody is there before \($0)" }
    }

    /// The next level is told.
    mutating func escalate(_ topic: Incident.Topic, at now: Moment) -> Decision {
        var due: [Recipient] = []
        book.update(topic, at: now) { due = $0.care.escalation?.takeDue(at: now) ?? [] }
        touch(topic)
        let wanting = present(for: due, at: now).filter(wantsIncidents)
        let informed = book[topic]?.informed ?? []
        var decision = tellMore(
            .escalation, topic, to: wanting.filter(informed.contains), as: .sessionEscalated, at: now)
        let others = wanting.filter { !informed.contains($0) }
        guard !others.isEmpty || wanting.isEmpty else { return decision }
        decision.append(hand(.escalation, topic, to: others, as: .sessionEscalated, at: now))
        return decision
    }

    // MARK: Reminders

    /// Sees to it that a recipient is reminded of an incident in time. Machines do not forget.
    mutating func remind(_ recipient: Recipient, of topic: Incident.Topic, at now: Moment) {
        guard let incident = book[topic], !directory.isMachine(recipient) else { return }
        reminders.watch(recipient, since: incident.since, remindedAt: incident.care.remindedAt, at: now)
    }

    /// Reminds everybody whose time has come of all that they know to be open.
    mutating func remindersDue(at now: Moment) -> Decision {
        var decision = Decision()
        while let recipient = reminders.take(at: now) {
            let known = book.open.filter { $0.informed.contains(recipient) }
            guard !known.isEmpty else { continue }
            // Whoever is told in their place is reminded too.
            guard !relieving.isAway(recipient, at: now.wall) else {
                let over = relieving.nextDeadline ?? now.boot
                reminders.postpone(recipient, until: max(over, now.boot + plan.pollInterval))
                continue
            }
            // What nobody may be told now is not forgotten.
            guard !gate.isAway || known.contains(where: { $0.topic == .reachability }) else {
                reminders.postpone(recipient, until: now.boot + plan.pollInterval)
                continue
            }
            guard known.contains(where: { reminders.isAbout($0.since, recipient) }) else {
                for incident in known { remind(recipient, of: incident.topic, at: now) }
                continue
            }
            skipReminders(of: known, at: now)
            let due = known.filter { isToBeReminded($0, recipient, at: now) }
            reminders.told(recipient, at: now)
            if !due.isEmpty { decision.append(remind(recipient, of: due, at: now)) }
            for incident in known { remind(recipient, of: incident.topic, at: now) }
        }
        return decision
    }

    /// What somebody takes care of, or wants to hear nothing of, is reminded of at its next age again: not of what was
    /// skipped, as soon as that is over.
    private mutating func skipReminders(of incidents: [Incident], at now: Moment) {
        for incident in incidents where isLeftAlone(incident, at: now) {
            book.update(incident.topic, at: now) { $0.care.remindedAt = now }
            touch(incident.topic)
        }
    }

    private func isLeftAlone(_ incident: Incident, at now: Moment) -> Bool {
        incident.care.acknowledgement != nil || incident.care.isFlapping || isUnattended(incident, at: now)
            || mutingReason(incident.topic, at: now) != nil
    }

    /// Whether only the holder of the phone could mend it, and is not there: nobody else can do anything about it.
    private func isUnattended(_ incident: Incident, at now: Moment) -> Bool {
        guard incident.condition.state == .scanQR, let session = incident.topic.subject.sessionName,
            let holder = directory.holder(of: tracks[session]?.plan)
        else { return false }
        return !mayTell(incident.topic, to: holder, at: now)
    }

    /// Whether a recipient who knows of the incident may be reminded of it now.
    func isToBeReminded(_ incident: Incident, _ recipient: Recipient, at now: Moment) -> Bool {
        if gate.isAway, incident.topic != .reachability { return false }
        // It looks connected: its end may be told in a moment.
        if let session = incident.topic.subject.sessionName, tracks[session]?.run?.isGood == true { return false }
        return !isLeftAlone(incident, at: now) && mayTell(incident.topic, to: recipient, at: now)
    }

    private mutating func remind(_ recipient: Recipient, of incidents: [Incident], at now: Moment) -> Decision {
        for incident in incidents {
            book.update(incident.topic, at: now) { $0.care.remindedAt = now }
            touch(incident.topic)
        }
        let sessions = incidents.filter { $0.topic.subject.sessionName != nil }
        var decision = Decision()
        for incident in incidents where sessions.count == 1 || incident.topic.subject.sessionName == nil {
            decision.append(tell(.sessionReminder, of: incident.topic, to: [recipient], at: now))
        }
        guard sessions.count > 1 else { return decision }
        decision.append(send(digest(of: sessions, for: recipient, at: now), to: [recipient], at: now))
        return decision
    }

    /// One message of several outages: by the code of their group where they are all of one, so that it can be taken on
    /// as a whole, else without a code of its own.
    private mutating func digest(of sessions: [Incident], for recipient: Recipient, at now: Moment) -> AlertEvent {
        let since = sessions.first?.since
        if var group = groups[recipient],
            sessions.allSatisfy({ groups.covers($0.topic.subject.sessionName, for: recipient) })
        {
            group.tell(at: now)
            groups.set(group)
            return describe(
                .sessionReminder, group.reference, sequence: group.sequence, of: sessions, since: since, at: now)
        }
        return describe(
            .sessionReminder, book.number(at: now), sequence: 1, of: sessions, since: since, hasCode: false, at: now)
    }
}
