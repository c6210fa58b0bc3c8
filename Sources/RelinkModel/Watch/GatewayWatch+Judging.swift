// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// Believes what a session showed, if it showed it long and often enough and nothing speaks against it.
    mutating func judge(_ session: String, into decision: inout Decision, at now: Moment) {
        awaitingPing.remove(session)
        guard !gate.isAway, let track = tracks[session], let condition = track.candidate(at: now) else { return }
        if condition.isHealthy {
            guard gate.isSteady else { return gate.hurry(at: now) }
            // Whoever links a session may link it to a phone of their own.
            guard !track.account.isPending, !track.life.isPending else { return }
            return believeGood(session, condition, into: &decision, at: now)
        }
        guard !settle.isOpen || track.needsPerson else { return }
        if condition.state == .notFound, list.holds(session, at: now) { return }
        guard !track.awaitsCode(at: now) else { return }
        // Verify before alert: beside a ping and an answer that are both fresh. So a gateway that dies cannot look like
        // all its sessions failing, in whatever order the answers arrive (alerting.md 4.2).
        guard gate.isFresh(at: now) else {
            awaitingPing.insert(session)
            return gate.hurry(at: now)
        }
        guard let answeredAt = track.answeredAt, now.elapsed(since: answeredAt) <= plan.policy.freshness else {
            return schedule.hurry(session, at: now.boot)
        }
        believeBad(session, condition, into: &decision, at: now)
    }

    private mutating func believeBad(
        _ session: String, _ condition: SessionCondition, into decision: inout Decision, at now: Moment
    ) {
        if isUnmissed(session, condition, at: now) { return decision.append(letGoUnmissed(session, at: now)) }
        guard let track = tracks[session], let run = tracks[session]?.confirm(condition, at: now) else { return }
        note(session, condition, previous: track.confirmed, into: &decision, at: now)
        if track.expects(condition) { return decision.append(unwatch(session, at: now)) }
        let topic = Incident.Topic.session(session)
        if book[topic]?.isOpen == true {
            goOn(topic, condition, into: &decision, at: now)
        } else {
            begin(topic, condition, after: run, isFirst: track.confirmed == nil, into: &decision, at: now)
        }
        planStart(session, at: now)
    }

    private mutating func believeGood(
        _ session: String, _ condition: SessionCondition, into decision: inout Decision, at now: Moment
    ) {
        guard let previous = tracks[session]?.confirmed ?? tracks[session]?.observed,
            let run = tracks[session]?.confirm(condition, at: now)
        else { return }
        note(session, condition, previous: previous, into: &decision, at: now)
        let topic = Incident.Topic.session(session)
        tracks[session]?.recovered(at: now)
        guard var incident = book[topic], incident.isOpen else { return }
        book.update(topic, at: now) { $0.recoveredAt = run.since }
        touch(topic)
        incident.recoveredAt = run.since
        if incident.care.isFlapping {
            // Told when it has been calm for long enough.
            armFlapping(session, at: now)
        } else if incident.isAnnounced || incident.care.isMuted {
            decision.append(close(topic, by: .sessionRecovered, at: now))
        } else if isWorthTelling(incident, at: now) {
            decision.append(announce(topic, by: .sessionBriefOutage, previous: incident.condition, at: now))
        }
        decision.append(finishFollowing(topic, at: now))
    }

    private mutating func note(
        _ session: String, _ condition: SessionCondition, previous: SessionCondition?, into decision: inout Decision,
        at now: Moment
    ) {
        soft.remove(session)
        touch(session)
        decision.changes.append(
            .history(
                HistoryRecord(
                    at: now.wall, subject: .session(session), what: "confirmed", condition: condition,
                    previous: previous, incident: book[.session(session)]?.reference.id)))
    }

    /// A new outage, or a relapse.
    private mutating func begin(
        _ topic: Incident.Topic, _ condition: SessionCondition, after run: SessionTrack.Run, isFirst: Bool,
        into decision: inout Decision, at now: Moment
    ) {
        guard let session = topic.subject.sessionName else { return }
        let kind: EventKind =
            condition == .wrongAccount ? .sessionWrongAccount : isFirst ? .sessionFirstSeen : .sessionOpened
        let (incident, isRelapse) = book.open(
            topic, by: kind, condition, since: run.since, afterGap: run.afterGap,
            words: tracks[session]?.words?.summary ?? "", at: now)
        touch(topic)
        if condition.state == .scanQR { offerQR(topic, at: now) }
        brakeIfMany(at: now)
        if let instead = dropped(topic, at: now) { return decision.append(instead) }
        if isRelapse, incident.isAnnounced {
            decision.append(announce(topic, by: .sessionRelapsed, previous: .connected, at: now))
        } else if mayStart(session) {
            book.update(topic, at: now) { $0.heldUntil = now.boot + plan.policy.startWindow }
        } else {
            decision.append(announce(topic, by: incident.openedBy, previous: isFirst ? nil : .connected, at: now))
        }
    }

    /// Starts nothing for a while where many fell together. What waited for a start is told now, since none will come.
    private mutating func brakeIfMany(at now: Moment) {
        let wasOn = brake.isOn
        brake.dropped(of: tracks.count, at: now)
        guard brake.isOn, !wasOn else { return }
        for incident in book.open where !incident.isAnnounced && incident.heldUntil != nil {
            guard let session = incident.topic.subject.sessionName, tracks[session]?.ladder.isUnanswered == false
            else { continue }
            book.update(incident.topic, at: now) { $0.heldUntil = now.boot }
        }
    }

    /// The outage lasts, and looks different now.
    private mutating func goOn(
        _ topic: Incident.Topic, _ condition: SessionCondition, into decision: inout Decision, at now: Moment
    ) {
        guard let incident = book[topic], let session = topic.subject.sessionName else { return }
        let previous = incident.condition
        let words = tracks[session]?.words?.summary ?? ""
        book.update(topic, at: now) { incident in
            incident.condition = condition
            incident.words = words
        }
        if condition.state == .scanQR { offerQR(topic, at: now) }
        touch(topic)
        if incident.care.isFlapping {
            guard tracks[session]?.needsPerson == true, previous.state != condition.state else { return }
            return decision.append(tellChange(of: topic, previous: previous, at: now))
        }
        guard incident.isAnnounced else {
            // Nothing is gained by waiting for a start any more: a person has to act.
            if !mayStart(session), !incident.care.isMuted {
                let previous: SessionCondition? = incident.openedBy == .sessionFirstSeen ? nil : .connected
                decision.append(announce(topic, by: incident.openedBy, previous: previous, at: now))
            }
            return
        }
        if condition.isNewlyActionable(after: previous) {
            decision.append(tellChange(of: topic, previous: previous, at: now))
        }
        retime(topic, at: now)
        decision.append(tellNewcomers(of: topic, previous: previous, at: now))
    }

    /// Notes that a person was asked to scan: from here on time to relink runs, and nothing is started automatically.
    mutating func offerQR(_ topic: Incident.Topic, at now: Moment) {
        guard let incident = book[topic] else { return }
        if let offered = incident.qrOfferedAt, offered.boot >= incident.since.boot { return }
        book.update(topic, at: now) { $0.qrOfferedAt = now }
        touch(topic)
    }

    /// Announcements that waited for a start, levels and acknowledgements whose time has come, and incidents that can no
    /// longer relapse.
    mutating func incidentsDue(at now: Moment) -> Decision {
        var decision = Decision()
        for incident in book.takeDue(at: now) {
            let topic = incident.topic
            if !incident.isOpen {
                decision.append(forget(topic, at: now))
            } else if incident.isAnnounced {
                if let until = incident.care.acknowledgedUntil, until <= now.boot {
                    decision.append(endAcknowledgement(topic, by: "", at: now))
                }
                if let due = book[topic]?.care.escalation?.nextDeadline, due <= now.boot {
                    decision.append(escalate(topic, at: now))
                }
            } else if topic == .reachability {
                decision.append(announceLoss(at: now))
            } else if gate.isAway || settle.isOpen {
                // Frozen, or coming up: whether a start worked is seen when that is over.
                book.update(topic, at: now) { $0.heldUntil = now.boot + plan.pollInterval }
            } else {
                let previous: SessionCondition? = incident.openedBy == .sessionFirstSeen ? nil : .connected
                decision.append(announce(topic, by: incident.openedBy, previous: previous, at: now))
            }
        }
        return decision
    }

    /// Closes an incident for good.
    mutating func forget(_ topic: Incident.Topic, at now: Moment) -> Decision {
        var decision = Decision()
        guard let incident = book[topic] else { return decision }
        decision.changes = [.incident(incident.record(closedAt: now.wall))]
        follower.forget(incident.reference.id)
        book.close(topic)
        return decision
    }
}

extension SessionCondition {
    /// Whether an outage that looks like this now asks for something that it did not ask for before: a person with the
    /// phone, no more restarts, or a look at who took the session over. Only that is worth a second message.
    func isNewlyActionable(after previous: SessionCondition) -> Bool {
        if self == .wrongAccount { return previous != self }
        if state == .scanQR { return previous.state != .scanQR || (detail == .passkeyRequired && previous != self) }
        return isTerminal && !previous.isTerminal
    }
}
