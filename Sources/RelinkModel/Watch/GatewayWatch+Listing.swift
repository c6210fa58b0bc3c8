// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// Takes in the gateway's list: watches what is new there, and sees what is gone.
    mutating func listed(_ answer: ListAnswer, at now: Moment) -> Decision {
        var decision = Decision()
        guard let discovery = plan.discovery else { return decision }
        defer { listDue = now.boot + list.pace }
        guard !gate.isAway, case .names(let names) = answer else { return decision }
        let found = names.filter { tracks[$0] == nil && discovery.admits($0) }
        // Grown step by step, old and new would be in memory side by side at every step.
        if !found.isEmpty { tracks.reserveCapacity(tracks.count + found.count) }
        for name in found where tracks[name] == nil {
            watch(discovered(name), at: now)
            decision.actions.append(.log(.discovered(SessionKey(gateway: plan.id, name: name))))
        }
        // What the list held back is judged by the usual rules again, once it had time to return.
        if list.note(Set(names.filter { tracks[$0] != nil }), at: now) {
            settle.open(.serverReturned, pending: connectedSessions, at: now)
        }
        decision.append(judgeList(at: now))
        return decision
    }

    /// Believes that the gateway lost its sessions, or that it has them again. While it is coming up, nothing is.
    mutating func judgeList(at now: Moment) -> Decision {
        if list.takeReturn() { return lower(.list, since: now, at: now) }
        guard !settle.isOpen, !gate.isAway else { return Decision() }
        guard gate.isFresh(at: now) else {
            if list.isDoubtful { gate.hurry(at: now) }
            return Decision()
        }
        guard let since = list.takeLoss(at: now) else { return Decision() }
        let words = "its list names \(list.listed) sessions, before it were \(list.expected)"
        return raise(
            .list, by: .serverMisconfigured, SessionCondition(.notFound, .sessionsLost), since: since, words: words,
            at: now)
    }

    /// Whether nobody misses a session that is gone: it was discovered, the gateway's list no longer names it, and it
    /// had not been connected for a day.
    func isUnmissed(_ session: String, _ condition: SessionCondition, at now: Moment) -> Bool {
        guard condition.state == .notFound, let track = tracks[session], !track.plan.isListed,
            list.isMissing(session, at: now)
        else { return false }
        guard track.everConnected else { return true }
        let incident = book[.session(session)]
        let since = incident?.isOpen == true ? incident?.since : nil
        guard let since = since ?? (track.confirmed?.state.isBad == true ? track.confirmedSince : nil) else {
            return false
        }
        return now.length(since: since) >= plan.policy.missedFor
    }

    /// A session that nobody misses is gone: that is worth a line, and no alert.
    mutating func letGoUnmissed(_ session: String, at now: Moment) -> Decision {
        let words = "gone from the gateway's list, and nobody misses it"
        var decision = Decision(
            changes: [
                .history(
                    HistoryRecord(
                        at: now.wall, subject: .session(session), what: "gone", condition: SessionCondition(.notFound),
                        previous: tracks[session]?.confirmed, incident: book[.session(session)]?.reference.id,
                        words: words))
            ])
        decision.append(drop(session, at: now))
        decision.actions.append(.log(.gone(SessionKey(gateway: plan.id, name: session))))
        return decision
    }
}
