// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// Gives out what waited together: one by one where it is little, else as one message.
    mutating func mailDue(at now: Moment) -> Decision {
        var decision = Decision()
        var alone: [Incident.Topic: [Mailroom.Matter: [Recipient]]] = [:]
        var order: [Incident.Topic] = []
        for (recipient, letters) in takeMail(at: now) {
            let present = letters.filter { book[$0.topic] != nil }
            // What is muted is announced when that is over.
            let lasting = present.filter { book[$0.topic].map { $0.isOpen && !$0.care.isMuted } == true }
            let over = present.filter { letter in
                book[letter.topic].map { !$0.isOpen && $0.waiting.contains(recipient) } == true
            }
            // Where something of a session has not reached the recipient yet, the order is kept by its own lane.
            let sessions = lasting.filter { letter in
                letter.topic.subject.sessionName != nil && lanes.isIdle(recipient, letter.topic.subject)
                    && mayJoin(letter.topic, recipient)
            }
            let isGrouped = mustGroup(sessions, for: recipient, at: now)
            if isGrouped { decision.append(tellGroup(sessions, to: recipient, at: now)) }
            let together = isGrouped ? Set(sessions.map(\.topic)) : []
            for letter in lasting where !together.contains(letter.topic) {
                if alone[letter.topic] == nil { order.append(letter.topic) }
                alone[letter.topic, default: [:]][letter.matter, default: []].append(recipient)
            }
            decision.append(tellOver(over.map(\.topic), to: recipient, at: now))
        }
        for topic in order {
            for (matter, recipients) in (alone[topic] ?? [:]).sorted(by: { $0.key < $1.key }) {
                decision.append(tellAlone(matter, topic, to: recipients, at: now))
            }
        }
        return decision
    }

    /// What is due, except where so many more are just about to follow that it would be told in halves: a mass of
    /// sessions needs a whole round of polls until the last of them is believed. That is waited for, and no longer.
    private mutating func takeMail(at now: Moment) -> [(recipient: Recipient, letters: [Mailroom.Letter])] {
        guard let due = mailroom.nextDeadline, due <= now.boot else { return [] }
        let falls = settle.isOpen || list.isDoubtful ? [] : soft.compactMap { tracks[$0]?.fall }
        let (book, groups, directory, plan) = (book, groups, directory, plan)
        return mailroom.takeDue(at: now) { recipient, topics, promised in
            guard !falls.isEmpty, groups[recipient] == nil, directory.isGrouped(recipient) else { return nil }
            let last = promised + plan.pollInterval
            guard let first = topics.compactMap({ book[$0]?.since.boot }).min() else { return nil }
            let round = first + plan.pollInterval + PollSchedule.slow
            let following = falls.count { $0.since <= round && $0.certain <= last }
            guard following > 0, topics.count + following > plan.policy.groupIndividualMax else { return nil }
            return min(last, now.boot + Mailroom.glance)
        }
    }

    /// That a stranger's phone is linked is told with its number, so it begins alone.
    private func mayJoin(_ topic: Incident.Topic, _ recipient: Recipient) -> Bool {
        book[topic]?.condition != .wrongAccount || groups.covers(topic.subject.sessionName, for: recipient)
    }

    private func mustGroup(_ letters: [Mailroom.Letter], for recipient: Recipient, at now: Moment) -> Bool {
        guard !letters.isEmpty, directory.isGrouped(recipient) else { return false }
        if groups[recipient] != nil { return true }
        let others = Set(singles(of: recipient, at: now)).subtracting(letters.map(\.topic))
        return letters.count + others.count > plan.policy.groupIndividualMax
    }

    /// What the recipient was told alone of late, and that lasts. What has not reached it yet has a lane of its own, in
    /// which its end follows.
    private func singles(of recipient: Recipient, at now: Moment) -> [Incident.Topic] {
        mailroom.singles(of: recipient, at: now).filter { topic in
            guard case .session = topic, let incident = book[topic] else { return false }
            return incident.isOpen && incident.informed.contains(recipient) && lanes.isIdle(recipient, topic.subject)
        }
    }

    private mutating func tellAlone(
        _ matter: Mailroom.Matter, _ topic: Incident.Topic, to recipients: [Recipient], at now: Moment
    ) -> Decision {
        guard let incident = book[topic] else { return Decision() }
        let known: SessionCondition? = incident.openedBy == .sessionFirstSeen ? nil : .connected
        switch matter {
        case .change: return tell(changeKind(incident), of: topic, to: recipients, at: now)
        case .opening: return tell(incident.openedBy, of: topic, previous: known, to: recipients, at: now)
        case .relapse: return tell(.sessionRelapsed, of: topic, previous: .connected, to: recipients, at: now)
        case .escalation:
            // One held by hours may be for somebody who knows already.
            let known = recipients.filter(incident.informed.contains)
            let others = recipients.filter { !known.contains($0) }
            var decision = Decision()
            if !known.isEmpty { decision.append(tell(.sessionEscalated, of: topic, to: known, at: now)) }
            guard !others.isEmpty else { return decision }
            let first = IncidentBook.Particulars(isFirst: true)
            decision.append(tell(.sessionEscalated, of: topic, with: first, to: others, at: now))
            return decision
        }
    }

    /// Tells that something was down, to somebody who never heard of it while it was.
    private mutating func tellOver(
        _ topics: [Incident.Topic], to recipient: Recipient, at now: Moment
    ) -> Decision {
        for topic in topics {
            book.update(topic, at: now) { incident in
                incident.waiting.removeAll { $0 == recipient }
                incident.told.removeAll { $0 == recipient }
            }
            touch(topic)
        }
        let sessions = topics.filter { $0.subject.sessionName != nil }
        guard sessions.count > plan.policy.groupIndividualMax, directory.isGrouped(recipient) else {
            return tellOver(alone: topics, to: recipient, at: now)
        }
        var decision = tellOver(alone: topics.filter { $0.subject.sessionName == nil }, to: recipient, at: now)
        let incidents = sessions.compactMap { book[$0] }
        let event = describe(
            .groupRecovered, book.number(at: now), sequence: 1, of: incidents,
            since: incidents.map(\.since).min { $0.boot < $1.boot }, openedMaybeMissed: true, at: now)
        decision.append(send(event, to: [recipient], at: now))
        return decision
    }

    private mutating func tellOver(
        alone topics: [Incident.Topic], to recipient: Recipient, at now: Moment
    ) -> Decision {
        var decision = Decision()
        for topic in topics {
            let kind: EventKind = topic.subject == .server ? .serverRecovered : .sessionBriefOutage
            guard var event = book.event(kind, of: topic, previous: book[topic]?.condition, at: now) else { continue }
            event.openedMaybeMissed = true
            touch(topic)
            decision.append(send(event, to: [recipient], at: now))
        }
        return decision
    }

    /// Lets incidents join the recipient's group, and tells of the group where that is worth a message.
    private mutating func tellGroup(
        _ letters: [Mailroom.Letter], to recipient: Recipient, at now: Moment
    ) -> Decision {
        let topics = letters.map(\.topic)
        var group: MessageGroup
        let isNew = groups[recipient] == nil
        if let present = groups[recipient] {
            group = present
        } else {
            let earlier = singles(of: recipient, at: now).filter { !topics.contains($0) }
            let since = (earlier + topics).compactMap { book[$0]?.since }.min { $0.boot < $1.boot } ?? now
            group = MessageGroup(recipient: recipient, reference: book.number(at: now), since: since, at: now)
            for topic in earlier { group.join(topic.subject.sessionName ?? "") }
        }
        for topic in topics { group.join(topic.subject.sessionName ?? "") }
        let needsPerson = topics.contains { book[$0]?.condition.state == .scanQR }
        let isEscalated = letters.contains { $0.matter == .escalation }
        let isForeign = letters.contains { $0.matter == .change && book[$0.topic]?.condition == .wrongAccount }
        let isWorthTelling =
            isNew || group.hasDoubled || isEscalated || isForeign || needsPerson && !group.toldNeedsPerson
        if needsPerson { group.noteNeedsPerson() }
        if isWorthTelling { group.tell(at: now) }
        groups.set(group)
        for topic in topics {
            informInGroup(recipient, of: topic, at: now)
        }
        guard isWorthTelling else {
            groupFollower.changed(recipient, at: now)
            return Decision()
        }
        let members = group.open.compactMap { book[.session($0)] }
        let event = describe(
            isNew ? .groupOpened : .groupUpdated, group.reference, sequence: group.sequence, of: members,
            since: group.since, at: now)
        return send(event, to: [recipient], at: now)
    }

    private mutating func informInGroup(_ recipient: Recipient, of topic: Incident.Topic, at now: Moment) {
        book.update(topic, at: now) { incident in
            incident.waiting.removeAll { $0 == recipient }
            if !incident.told.contains(recipient) { incident.told.append(recipient) }
            incident.care.remindedAt = now
        }
        touch(topic)
        remind(recipient, of: topic, at: now)
    }

    /// A session of a recipient's group is back, or no longer watched.
    mutating func leaveGroup(_ topic: Incident.Topic, _ recipient: Recipient, at now: Moment) -> Decision {
        guard let session = topic.subject.sessionName, var group = groups.leave(session, recipient, at: now) else {
            groupFollower.changed(recipient, at: now)
            return Decision()
        }
        group.tell(at: now)
        groups.close(group, at: now)
        let event = describe(
            .groupRecovered, group.reference, sequence: group.sequence, of: [], total: group.size,
            since: group.since, at: now)
        var decision = send(event, to: [recipient], at: now)
        decision.append(finishGroup(recipient, with: event))
        return decision
    }

    /// An event about several incidents.
    ///
    /// - Parameter hasCode: whether people can name all of them by the reference's code.
    func describe(
        _ kind: EventKind, _ reference: IncidentReference, sequence: Int, of incidents: [Incident], total: Int? = nil,
        since: Moment?, openedMaybeMissed: Bool = false, hasCode: Bool = true, at now: Moment
    ) -> AlertEvent {
        let ordered = incidents.sorted { left, right in
            (right.condition.rank, left.since.boot, left.reference.id)
                < (left.condition.rank, right.since.boot, right.reference.id)
        }
        let briefs = ordered.prefix(AlertEvent.briefLimit).compactMap { incident -> SessionBrief? in
            guard let name = incident.topic.subject.sessionName else { return nil }
            return SessionBrief(
                name: name, condition: incident.condition, since: incident.since.wall, code: incident.reference.code)
        }
        let worst = ordered.first?.condition ?? .connected
        var states: [SessionState: Int] = [:]
        for incident in incidents { states[incident.condition.state, default: 0] += 1 }
        let counts = SessionCounts(
            total: total ?? incidents.count, connectedBefore: total ?? incidents.count, connectedNow: 0)
        return AlertEvent(
            id: EventID("\(reference.id)-\(sequence)"), kind: kind, subject: .group(GroupID(reference.id.rawValue)),
            occurredAt: now.wall, incident: hasCode ? reference : nil, sequence: sequence,
            condition: kind.isClosing ? .connected : worst, previous: kind.isClosing ? nil : .connected,
            severity: kind.isClosing ? .info : worst.severity, since: since?.wall,
            outage: since.map { now.length(since: $0) }, counts: counts, openedMaybeMissed: openedMaybeMissed,
            sessions: Array(briefs), states: states)
    }
}

extension SessionCondition {
    /// Its place in a list, the highest first: a stranger's phone must not be among those that are only counted.
    fileprivate var rank: Int {
        self == .wrongAccount ? .max : Severity.allCases.firstIndex(of: severity) ?? 0
    }
}
