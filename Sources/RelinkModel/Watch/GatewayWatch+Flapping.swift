// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// Notes one more outage of a session.
    ///
    /// - Returns: what is told instead of it; nil when it is told as usual.
    mutating func dropped(_ topic: Incident.Topic, at now: Moment) -> Decision? {
        guard let session = topic.subject.sessionName, let starts = tracks[session]?.dropped(at: now) else {
            return nil
        }
        armFlapping(session, at: now)
        guard starts else {
            guard let care = book[topic]?.care, care.isFlapping else { return nil }
            if care.isMuted { return announceFlapping(topic, at: now) }
            // A code to scan needs a person however often the session drops.
            guard tracks[session]?.needsPerson == true else { return Decision() }
            return tellChange(of: topic, previous: .connected, at: now)
        }
        book.update(topic, at: now) { ($0.heldUntil, $0.care.isFlapping) = (nil, true) }
        retime(topic, at: now)
        return announceFlapping(topic, at: now)
    }

    /// Tells that a session drops and recovers again and again; while it may not be told, nobody knows of it.
    mutating func announceFlapping(_ topic: Incident.Topic, at now: Moment) -> Decision {
        let isMuted = mutingReason(topic, at: now) != nil
        book.update(topic, at: now) { $0.care.isMuted = isMuted }
        touch(topic)
        guard !isMuted, let incident = book[topic],
            let present = book.present(.sessionFlappingStarted, of: topic, at: now)
        else { return Decision() }
        excuseAway(topic, at: now)
        var recipients = book[topic]?.told ?? []
        for recipient in routed(present, at: now) where !recipients.contains(recipient) { recipients.append(recipient) }
        let heard = recipients.filter { mayTell(topic, to: $0, at: now) }
        for recipient in recipients where !heard.contains(recipient) {
            wait(incident.told.contains(recipient) ? .relapse : .opening, topic, recipient, until: nil, at: now)
        }
        return tell(.sessionFlappingStarted, of: topic, previous: .connected, to: heard, at: now)
    }

    /// Asks for the session's turn when it will have been calm for long enough.
    mutating func armFlapping(_ session: String, at now: Moment) {
        if let calm = tracks[session]?.flapping.calmAt(plan.policy) { calming.set(session, at: calm) }
    }

    /// Sessions that have been calm for long enough: how they stand is told, and each outage counts again.
    mutating func calmDue(at now: Moment) -> Decision {
        var decision = Decision()
        while let session = calming.take(at: now.boot) {
            guard tracks[session]?.flapping.isActive == true else { continue }
            guard !gate.isAway, tracks[session]?.takeCalm(at: now) == true else {
                armFlapping(session, at: now)
                if !calming.contains(session) { calming.set(session, at: now.boot + plan.pollInterval) }
                continue
            }
            touch(session)
            decision.append(flappingEnded(.session(session), at: now))
        }
        return decision
    }

    private mutating func flappingEnded(_ topic: Incident.Topic, at now: Moment) -> Decision {
        guard let incident = book[topic], incident.care.isFlapping else { return Decision() }
        var decision = Decision()
        decision.append(close(topic, by: .sessionFlappingEnded, at: now))
        book.update(topic, at: now) { $0.care.isFlapping = false }
        touch(topic)
        guard incident.isOpen else { return decision }
        // It is down, and stays so: that is an outage like any other.
        let kind: EventKind = incident.told.isEmpty ? incident.openedBy : .sessionRelapsed
        decision.append(announce(topic, by: kind, previous: .connected, at: now))
        return decision
    }
}
