// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// When something is told to a recipient.
    enum Release: Equatable, Sendable {
        case atOnce
        /// Together with what comes until then.
        case at(BootTime)
        /// When the recipient's hours begin.
        case whenOpen
    }

    /// When a recipient may be told of an incident: a lone outage at once, several together, and nothing outside of the
    /// recipient's hours.
    func release(of topic: Incident.Topic, to recipient: Recipient, at now: Moment) -> Release {
        guard mayTell(topic, to: recipient, at: now) else { return .whenOpen }
        guard case .session = topic, directory.isGrouped(recipient) else { return .atOnce }
        let together = now.boot + plan.policy.groupWait
        if let group = groups[recipient] {
            return .at(max(together, group.toldAt.boot + plan.policy.groupInterval))
        }
        return soft.isEmpty && mailroom.isQuiet(recipient, at: now) ? .atOnce : .at(together)
    }

    /// Whether the recipient's hours allow to tell it of the incident now.
    func mayTell(_ topic: Incident.Topic, to recipient: Recipient, at now: Moment) -> Bool {
        let severity = book[topic]?.condition.severity ?? .info
        return hours.calendars.isOpen(directory.hours(of: recipient), for: severity, at: now.wall)
    }

    /// When the holder of the session's phone is told of a code to scan, where nobody is there before.
    func attendedFrom(_ topic: Incident.Topic, at now: Moment) -> Timestamp? {
        guard let incident = book[topic], incident.condition.state == .scanQR, let holder = heldHolder(topic, at: now),
            let attended = directory.hours(of: holder)
        else { return nil }
        return hours.calendars.change(of: attended.calendar, after: now.wall)
    }

    /// The holder, where it is to be told of the incident and nobody is there.
    private func heldHolder(_ topic: Incident.Topic, at now: Moment) -> Recipient? {
        guard let session = topic.subject.sessionName, let holder = directory.holder(of: tracks[session]?.plan),
            book[topic]?.waiting.contains(holder) == true, !mayTell(topic, to: holder, at: now)
        else { return nil }
        return holder
    }

    /// Why nothing is told of the incident now; nil when nothing hinders it.
    func mutingReason(_ topic: Incident.Topic, at now: Moment) -> String? {
        guard let incident = book[topic] else { return nil }
        return hours.reason(
            incident.condition, severity: incident.condition.severity, gateway: plan.id,
            session: topic.subject.sessionName.flatMap { tracks[$0]?.plan }, at: now)
    }

    /// A silence, a maintenance or somebody's hours may have begun or ended: looks at everything that waits for that.
    mutating func hoursTurned(at now: Moment) -> Decision {
        guard let over = hours.takeTurn(at: now) else { return Decision() }
        var decision = Decision()
        for silence in over {
            decision.changes.append(.forgetSilence(silence.id))
            decision.actions.append(.log(.silenceEnded(silence, gateway: plan.id)))
        }
        for incident in book.open where incident.care.isMuted && mutingReason(incident.topic, at: now) == nil {
            decision.append(announceAfterSilence(incident, at: now))
        }
        for incident in book.open where incident.care.owesChange && mutingReason(incident.topic, at: now) == nil {
            decision.append(tellChange(of: incident.topic, previous: nil, at: now))
        }
        for incident in book.open { decision.append(tellUnaware(of: incident, at: now)) }
        let (hours, book, directory) = (hours, book, directory)
        mailroom.reconsider(at: now) { recipient, topic in
            hours.calendars.isOpen(
                directory.hours(of: recipient), for: book[topic]?.condition.severity ?? .info, at: now.wall)
        }
        retimeAll(at: now)
        return decision
    }

    /// The outage outlasted what muted it: it is told now, as one that goes on.
    private mutating func announceAfterSilence(_ incident: Incident, at now: Moment) -> Decision {
        if incident.care.isFlapping { return announceFlapping(incident.topic, at: now) }
        book.update(incident.topic, at: now) { $0.care.isMuted = false }
        if case .session = incident.topic {
        } else {
            return announce(
                incident.topic, by: incident.openedBy, previous: .connected, counts: counts(of: incident.topic),
                at: now)
        }
        let isRelapse = !incident.told.isEmpty
        let previous: SessionCondition? = incident.openedBy == .sessionFirstSeen ? nil : .connected
        return announce(
            incident.topic, by: isRelapse ? .sessionRelapsed : incident.openedBy, previous: previous, at: now)
    }

    /// Somebody does not want to be told for a while.
    mutating func silenced(_ silence: Silence, at now: Moment) -> Decision {
        hours.add(silence, at: now)
        return Decision(
            changes: [.silence(silence)], actions: [.log(.silenceBegan(silence, gateway: plan.id))])
    }

    /// A silence ends before its time.
    mutating func silenceEnded(_ id: SilenceID, at now: Moment) -> Decision {
        guard let silence = hours.end(id, at: now) else { return Decision() }
        return Decision(
            changes: [.forgetSilence(id)], actions: [.log(.silenceEnded(silence, gateway: plan.id))])
    }
}
