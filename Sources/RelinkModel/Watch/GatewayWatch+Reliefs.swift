// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// The reliefs that it keeps, those that end first first.
    package var reliefs: [Relief] {
        relieving.all.values.sorted { ($0.until, $0.id) < ($1.until, $1.id) }
    }

    /// Whether the gateway's messages could go to that recipient at all.
    package func knows(_ recipient: Recipient) -> Bool { wantsIncidents(recipient) }

    /// Somebody is told in another one's place from now on: also of what that one knows to be open, since its reminders
    /// and changes go there too, and of what that one was about to hear of.
    mutating func relieved(_ relief: Relief, at now: Moment) -> Decision {
        relieving.add(relief, at: now)
        var decision = Decision(
            changes: [.relief(relief)], actions: [.log(.reliefBegan(relief, gateway: plan.id))])
        let present = relieving.present(for: relief.away, at: now.wall)
        guard present != relief.away, wantsIncidents(present) else { return decision }
        for incident in book.all.sorted(by: { $0.reference.id < $1.reference.id }) {
            decision.append(handOver(incident, from: relief.away, to: present, at: now))
        }
        return decision
    }

    /// A relief ends before its time.
    mutating func reliefEnded(_ id: ReliefID, at now: Moment) -> Decision {
        guard let relief = relieving.end(id, at: now) else { return Decision() }
        return over([relief], at: now)
    }

    /// Reliefs that have had their time.
    mutating func reliefsDue(at now: Moment) -> Decision {
        over(relieving.takeOver(at: now), at: now)
    }

    private mutating func over(_ reliefs: [Relief], at now: Moment) -> Decision {
        var decision = Decision()
        for relief in reliefs {
            decision.changes.append(.forgetRelief(relief.id))
            decision.actions.append(.log(.reliefEnded(relief, gateway: plan.id)))
        }
        for away in Set(reliefs.map(\.away)).sorted(by: { $0.description < $1.description }) {
            decision.append(welcomeBack(away, at: now))
        }
        return decision
    }

    /// Whoever is told again hears of what is open and was told to somebody else. Whoever still is away has whoever is there
    /// hear of it.
    private mutating func welcomeBack(_ away: Recipient, at now: Moment) -> Decision {
        let back = present(for: [away], at: now)
        var decision = Decision()
        for incident in book.open { decision.append(tellUnaware(of: incident, among: back, at: now)) }
        return decision
    }

    /// Tells an incident as new to those whom it concerns and who have not heard of it, as somebody who was away: once
    /// nobody has taken it on, nothing mutes it, and it can be seen at all.
    ///
    /// - Parameter some: those who may be told; nil for all.
    mutating func tellUnaware(of incident: Incident, among some: [Recipient]? = nil, at now: Moment) -> Decision {
        guard incident.isAnnounced, incident.care.acknowledgement == nil, !incident.care.isMuted,
            !isOutOfSight(incident.topic), !(some?.allSatisfy(incident.reaches) ?? false),
            mutingReason(incident.topic, at: now) == nil
        else { return Decision() }
        let hearing = concerned(by: incident, at: now).filter { !incident.reaches($0) && some?.contains($0) ?? true }
        return hearing.isEmpty ? Decision() : tellAsNew(incident, to: hearing, at: now)
    }

    private mutating func tellAsNew(_ incident: Incident, to recipients: [Recipient], at now: Moment) -> Decision {
        let topic = incident.topic
        let counts: SessionCounts? = if case .session = topic { nil } else { counts(of: topic) }
        return hand(
            .opening, topic, to: recipients,
            as: incident.care.isFlapping ? .sessionFlappingStarted : incident.openedBy,
            previous: incident.openedBy == .sessionFirstSeen ? nil : .connected, counts: counts, at: now)
    }

    /// Whether nobody can say how it is: a session whose gateway is away.
    private func isOutOfSight(_ topic: Incident.Topic) -> Bool {
        if case .session = topic { gate.isAway } else { false }
    }

    /// Whom the routes name for an incident as it looks now, and whom it has escalated to, or whoever is told in their place.
    private func concerned(by incident: Incident, at now: Moment) -> [Recipient] {
        guard plan.mayAct, let event = book.present(incident.openedBy, of: incident.topic, at: now) else { return [] }
        let escalated = present(for: incident.care.escalation?.reached ?? [], at: now).filter(wantsIncidents)
        let named = routed(event, at: now)
        return named + escalated.filter { !named.contains($0) }
    }

    /// Those who are told in the place of the given ones now; somebody whom the configuration does not know any more takes
    /// nobody's place.
    func present(for recipients: [Recipient], at now: Moment) -> [Recipient] {
        var found: [Recipient] = []
        for recipient in recipients {
            let present = relieving.present(for: recipient, at: now.wall)
            let told = wantsIncidents(present) ? present : recipient
            if !found.contains(told) { found.append(told) }
        }
        return found
    }

    /// Whoever is away heard the end of the last outage, and does not hear of the next one.
    mutating func excuseAway(_ topic: Incident.Topic, at now: Moment) {
        guard let incident = book[topic] else { return }
        let present = onDuty(incident.told, at: now)
        guard present.count < incident.told.count else { return }
        book.update(topic, at: now) { $0.told = present }
        touch(topic)
    }

    /// Those of them that nobody relieves.
    func onDuty(_ recipients: [Recipient], at now: Moment) -> [Recipient] {
        recipients.filter { recipient in present(for: [recipient], at: now) == [recipient] }
    }

    /// Tells the one of an incident that the other one knows of, or was about to hear of.
    private mutating func handOver(
        _ incident: Incident, from away: Recipient, to present: Recipient, at now: Moment
    ) -> Decision {
        let topic = incident.topic
        let wasToHear = incident.waiting.contains(away)
        guard wasToHear || incident.isOpen && incident.told.contains(away) else { return Decision() }
        mailroom.withdraw(topic, from: away)
        if wasToHear {
            // It was to hear of this outage, and now somebody else does.
            book.update(topic, at: now) { incident in
                incident.waiting.removeAll { $0 == away }
                incident.told.removeAll { $0 == away }
            }
            touch(topic)
        }
        guard !incident.reaches(present) else { return Decision() }
        guard incident.isOpen else {
            // What is over already is told when it may be, as to the one who is away.
            wait(.opening, topic, present, until: mayTell(topic, to: present, at: now) ? now.boot : nil, at: now)
            return Decision()
        }
        guard incident.isAnnounced, !incident.care.isMuted, !isOutOfSight(topic), mutingReason(topic, at: now) == nil
        else { return Decision() }
        return tellAsNew(incident, to: [present], at: now)
    }
}
