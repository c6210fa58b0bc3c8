// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// Takes in the answer to a ping.
    mutating func pinged(_ answer: PingAnswer, at now: Moment) -> Decision {
        var decision = Decision()
        switch gate.handle(answer, at: now) {
        case .away: decision.append(wentAway(at: now))
        case .back: decision.append(cameBack(since: gate.since ?? now, at: now))
        case .reachable where book[.reachability]?.isOpen == true,
            .steady where book[.reachability]?.isOpen == true && backSince == nil:
            decision.append(cameBack(since: now, at: now))
        case .steady, .restarted: settle.open(.gatewayRestarted, pending: connectedSessions, at: now)
        case .hiccup:
            decision.actions.append(.log(.gatewayFailing(plan.id, gate.failure?.words ?? "")))
        case .reachable, nil: break
        }
        if gate.isSteady {
            decision.append(judgeList(at: now))
            for session in awaitingPing.sorted() { judge(session, into: &decision, at: now) }
        } else {
            awaitingPing = []
        }
        return decision
    }

    /// The gateway is believed to be away: one incident for it, and silence about its sessions.
    private mutating func wentAway(at now: Moment) -> Decision {
        guard let failure = gate.failure else { return Decision() }
        for name in soft {
            tracks[name]?.freeze()
            touch(name)
        }
        soft = []
        awaitingPing = []
        backSince = nil
        retimeAll(at: now)
        let words = "\(failure.words), \(failure.count) tries"
        let condition = SessionCondition(.unreachable, failure.detail)
        return raise(.reachability, by: .serverOpened, condition, since: failure.since, words: words, at: now)
    }

    /// The gateway is back. That is told once its sessions had time to return, with what became of them.
    private mutating func cameBack(since: Moment, at now: Moment) -> Decision {
        backSince = since
        listDue = plan.discovery == nil ? nil : now.boot
        settle.open(.serverReturned, pending: connectedSessions, at: now)
        return settle.isOpen ? Decision() : settled(at: now)
    }

    /// Patience is over: tells that the gateway is back, and judges what waited for that.
    mutating func settled(at now: Moment) -> Decision {
        var decision = Decision()
        if let since = backSince, book[.reachability]?.isOpen == true {
            backSince = nil
            decision.append(lower(.reachability, since: since, at: now))
        }
        decision.append(judgeList(at: now))
        for session in soft.sorted() { judge(session, into: &decision, at: now) }
        for incident in book.open { decision.append(tellUnaware(of: incident, at: now)) }
        return decision
    }

    /// Notes an answer that tells of a wrong key or address.
    mutating func misconfigured(
        _ problem: Misconfiguration.Problem, of session: String, words: String, at now: Moment
    ) -> Decision {
        guard !gate.isAway else { return Decision() }
        var decision = Decision()
        // Whoever just typed the key wants to know at once; the alert waits until it is certain.
        if !misconfiguration.isSuspected {
            decision.actions.append(.log(.wrongAnswer(plan.id, isKey: problem == .key, words)))
        }
        guard let raised = misconfiguration.note(problem, of: session, words: words, at: now) else { return decision }
        let condition = SessionCondition(.unreachable, raised.problem == .key ? .auth : .unmapped)
        decision.append(
            raise(.configuration, by: .serverMisconfigured, condition, since: raised.since, words: words, at: now))
        return decision
    }

    /// The gateway takes our key and speaks our language again.
    mutating func configured(at now: Moment) -> Decision {
        lower(.configuration, since: now, at: now)
    }

    /// Ends an incident of the gateway. It has no relapses: each outage that is confirmed is one of its own.
    mutating func lower(_ topic: Incident.Topic, since: Moment, at now: Moment) -> Decision {
        guard book[topic]?.isOpen == true else { return Decision() }
        book.update(topic, at: now) { $0.recoveredAt = since }
        var decision = close(topic, by: .serverRecovered, counts: counts(of: topic), at: now)
        // Whoever may not be told now hears of it later.
        if book[topic]?.waiting.isEmpty != false { decision.append(forget(topic, at: now)) }
        retimeAll(at: now)
        return decision
    }

    mutating func raise(
        _ topic: Incident.Topic, by kind: EventKind, _ condition: SessionCondition, since: Moment, words: String,
        at now: Moment
    ) -> Decision {
        // It went away again before its return was told: the same outage goes on.
        guard book[topic]?.isOpen != true else { return Decision() }
        _ = book.open(
            topic, by: kind, condition, since: since, connectedBefore: connectedSessions.count, words: words, at: now)
        touch(topic)
        if topic == .reachability, blindness != nil { return keepBack(at: now) }
        return announce(topic, by: kind, previous: .connected, counts: counts(of: topic), at: now)
    }

    /// What an incident of the gateway counts: for its list, the sessions that stood and stand there.
    func counts(of topic: Incident.Topic) -> SessionCounts {
        guard topic == .list else { return counts }
        return SessionCounts(total: list.expected, connectedBefore: list.expected, connectedNow: list.listed)
    }

    /// How many sessions there are, were and are connected.
    var counts: SessionCounts {
        let connected = tracks.values.lazy.filter { $0.observed?.state == .connected && !gate.isAway }.count
        let before = book[.reachability]?.connectedBefore ?? connectedSessions.count
        return SessionCounts(
            total: tracks.count, connectedBefore: before, connectedNow: gate.isAway ? before : connected)
    }
}
