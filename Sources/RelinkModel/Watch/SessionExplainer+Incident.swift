// SPDX-License-Identifier: Apache-2.0

extension SessionExplainer {
    /// Whether there is an outage, and who has it.
    var outage: [Explanation.Line] {
        guard let incident else { return [.init(.incident, "No incident is open.")] }
        let code = incident.reference.code
        guard incident.isOpen else {
            let end = incident.recoveredAt?.wall
            return [
                .init(
                    .incident,
                    "Incident #\(code) is over\(end.map { " since \($0)" } ?? ""); a new drop soon would relapse into it.",
                    at: end)
            ]
        }
        var lines: [Explanation.Line] = [
            .init(
                .incident,
                "Incident #\(code) is open: \(incident.condition) since \(incident.since.wall), "
                    + "severity \(incident.condition.severity.rawValue).", at: incident.since.wall)
        ]
        if let ack = incident.care.acknowledgement {
            let until = ack.until.map { "until \($0)" } ?? "until it is connected again"
            let who = ack.by.isEmpty ? "Somebody" : ack.by
            lines.append(.init(.incident, "\(who) has taken it on at \(ack.at), \(until).", at: ack.at))
        }
        return lines
    }

    /// Who was told, and who was not and why.
    func telling(_ incident: Incident) -> [Explanation.Line] {
        var lines = history.compactMap { record -> Explanation.Line? in
            guard record.incident == incident.reference.id, EventKind(rawValue: record.what) != nil else { return nil }
            return .init(.telling, "\(record.what) (\(record.condition)) at \(record.at).", at: record.at)
        }
        if !incident.told.isEmpty {
            lines.append(.init(.telling, "Told: \(list(incident.told))."))
            let late = incident.told.filter { !watch.lanes.isIdle($0, incident.topic.subject) }
            if !late.isEmpty { lines.append(.init(.telling, "A message to \(list(late)) is not delivered yet.")) }
        }
        lines += watch.reliefs.filter { $0.until > now.wall }.map { relief in
            .init(.telling, "Relief #\(relief.id): \(relief.words).", at: relief.until)
        }
        lines += hindrances(incident)
        lines += incident.waiting.map { waiting(incident, $0) }
        return lines
    }

    /// Why nothing more is told.
    private func hindrances(_ incident: Incident) -> [Explanation.Line] {
        var lines: [Explanation.Line] = []
        if incident.isOpen, let reason = watch.mutingReason(incident.topic, at: now) {
            lines.append(.init(.telling, "Nothing is told now: \(reason)."))
        }
        if incident.care.isFlapping {
            let calm = track.flapping.calmAt(watch.plan.policy).map { now.wall(of: $0) }
            lines.append(
                .init(
                    .telling,
                    "It flaps (\(track.flapping.count) drops): they are not told one by one before it is calm"
                        + "\(calm.map { ", at \($0) at the earliest" } ?? "").", at: calm))
        }
        if incident.isOpen, !incident.isAnnounced, let held = incident.heldUntil {
            let until = now.wall(of: held)
            lines.append(
                .init(.telling, "It is told when an automatic start has not helped by \(until).", at: until))
        }
        guard incident.told.isEmpty, incident.waiting.isEmpty, lines.isEmpty else { return lines }
        let reason = watch.plan.mayAct ? "no route names anybody for it" : "Relink only observes (actions: observe)"
        return [.init(.telling, "Nobody was told: \(reason).")]
    }

    private func waiting(_ incident: Incident, _ recipient: Recipient) -> Explanation.Line {
        guard watch.mailroom.isHeld(incident.topic, for: recipient) else {
            let release = watch.mailroom[recipient].map { now.wall(of: $0) }
            return .init(
                .telling,
                "\(recipient) is told together with what comes\(release.map { " until \($0)" } ?? " soon").",
                at: release)
        }
        let calendars = watch.hours.calendars
        let opens = watch.directory.hours(of: recipient).flatMap { calendars.change(of: $0.calendar, after: now.wall) }
        return .init(
            .telling, "\(recipient) is told within its hours\(opens.map { ", from \($0)" } ?? "").", at: opens)
    }

    /// Automatic starts: how many were made, and why there is none.
    var starts: [Explanation.Line] {
        guard let observed = track.observed, !observed.isHealthy, observed != .wrongAccount else { return [] }
        let limit = watch.plan.policy.startAttempts
        var lines: [Explanation.Line] = []
        if track.ladder.attempts > 0 {
            lines.append(.init(.starts, "Started automatically \(track.ladder.attempts) of \(limit) times."))
        }
        if track.ladder.isUnanswered {
            lines.append(.init(.starts, "A start is under way."))
        } else if let hindrance = watch.startHindrance(name), isLive || hindrance != .gatewaySettles {
            lines.append(.init(.starts, "It is not started automatically, because \(hindrance.words)."))
        }
        return lines
    }

    /// What happens next, and when.
    var next: [Explanation.Line] {
        var lines: [Explanation.Line] = []
        if let incident, incident.isOpen {
            let status = watch.status(of: incident, at: now)
            if let step = status.escalation {
                let whom = list(step.notify)
                lines.append(
                    .init(
                        .next,
                        step.at.map { "\(whom) is told at \($0) unless somebody takes it on." }
                            ?? "\(whom) would be told next, but that stands still: \(step.pause).", at: step.at))
            }
            if let reminder = status.nextReminder {
                lines.append(.init(.next, "Whoever was told is reminded at \(reminder).", at: reminder))
            }
        }
        if let start = watch.starts[name], watch.startHindrance(name) == nil, !watch.gate.isAway {
            let at = now.wall(of: max(start, now.boot))
            let left = watch.plan.policy.startAttempts - track.ladder.attempts
            lines.append(
                .init(.next, "It is started automatically at \(at) if it is still down; \(left) attempts left.", at: at)
            )
        }
        if watch.gate.isAway {
            lines.append(.init(.next, "It is polled again when the gateway answers its ping."))
        } else if let poll = watch.schedule[name] {
            let at = now.wall(of: max(poll, now.boot))
            lines.append(.init(.next, "It is polled at \(at).", at: at))
        } else {
            lines.append(.init(.next, "A poll is under way."))
        }
        return lines
    }

    private func list(_ recipients: [Recipient]) -> String { recipients.map(\.description).joined(separator: ", ") }
}
