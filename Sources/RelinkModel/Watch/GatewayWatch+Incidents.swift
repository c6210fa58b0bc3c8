// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// Its incidents as they stand: first those that last, the longest first, then those that can still relapse.
    package func incidents(at now: Moment) -> [IncidentStatus] {
        let over = book.all.filter { !$0.isOpen }.sorted {
            ($0.since.boot, $0.reference.id) < ($1.since.boot, $1.reference.id)
        }
        return (book.open + over).map { status(of: $0, at: now) }
    }

    /// The groups that recipients were told of, by code.
    package var groupStatuses: [GroupStatus] {
        groups.all.map { group in
            GroupStatus(
                gateway: plan.id, reference: group.reference, recipient: group.recipient, since: group.since.wall,
                sessions: group.open.sorted())
        }.sorted { ($0.reference.code, $0.reference.id) < ($1.reference.code, $1.reference.id) }
    }

    /// The silences that it keeps, those that end first first.
    package var silences: [Silence] {
        hours.silences.values.sorted { ($0.until, $0.id) < ($1.until, $1.id) }
    }

    func status(of incident: Incident, at now: Moment) -> IncidentStatus {
        IncidentStatus(
            gateway: plan.id, reference: incident.reference, subject: incident.topic.subject,
            condition: incident.condition, since: incident.since.wall, recoveredAt: incident.recoveredAt?.wall,
            words: incident.words, told: incident.told, waiting: incident.waiting,
            muted: incident.isOpen ? mutingReason(incident.topic, at: now) ?? "" : "",
            isFlapping: incident.care.isFlapping, acknowledgement: incident.care.acknowledgement,
            escalation: escalation(of: incident, at: now), nextReminder: nextReminder(of: incident, at: now))
    }

    private func escalation(of incident: Incident, at now: Moment) -> IncidentStatus.Escalation? {
        guard incident.isOpen, let next = incident.care.escalation?.next(at: now) else { return nil }
        let pause = pauseOfEscalation(incident, at: now)
        return IncidentStatus.Escalation(
            notify: next.notify, at: pause == nil ? now.wall + next.left : nil, pause: pause ?? "")
    }

    /// When the first of those who know of it is reminded; nil while it is of none of them to be reminded.
    private func nextReminder(of incident: Incident, at now: Moment) -> Timestamp? {
        guard incident.isOpen else { return nil }
        return incident.informed.filter { isToBeReminded(incident, $0, at: now) }.compactMap { reminders[$0] }.min()
            .map { now.wall(of: $0) }
    }
}

extension Moment {
    /// What the clock on the wall shows at that instant, if nobody moves it.
    func wall(of instant: BootTime) -> Timestamp { wall + (instant - boot) }
}
