// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// Takes in the answers to status requests.
    mutating func polled(_ answers: [PolledSession], at now: Moment) -> Decision {
        var decision = Decision()
        for polled in answers where tracks[polled.session] != nil {
            read(polled, into: &decision, at: now)
            let isUnclear = soft.contains(polled.session) && !gate.isAway && isCalm
            schedule.answered(polled.session, took: polled.took, isSoft: isUnclear, at: now.boot)
        }
        return decision
    }

    /// A push is only a reason to poll at once.
    mutating func pushed(_ hint: PushHint, at now: Moment) -> Decision {
        schedule.hurry(hint.session, at: now.boot)
        return pushes.came(at: now.boot) ? Decision(logging: .pushes(plan.id, come: true)) : Decision()
    }

    /// Whether few enough sessions are unclear to poll those more often. When a fifth of a gateway is, it has enough to
    /// do without us.
    private var isCalm: Bool { soft.count <= 5 || soft.count * 5 <= tracks.count }

    private mutating func read(_ polled: PolledSession, into decision: inout Decision, at now: Moment) {
        switch polled.answer {
        case .observed(let condition, let words):
            guard !gate.isAway else { return gate.hurry(at: now) }
            if misconfiguration.isSuspected, misconfiguration.clear(polled.session) {
                decision.append(configured(at: now))
            }
            observe(polled.session, condition, words, into: &decision, at: now)
        case .timedOut:
            misconfiguration.skip(polled.session)
            timedOut(polled, into: &decision, at: now)
        case .unauthorized(let words):
            decision.append(misconfigured(.key, of: polled.session, words: words.summary, at: now))
        case .unmapped(let words):
            decision.append(misconfigured(.answers, of: polled.session, words: words, at: now))
        case .unreachable(let detail, let words):
            gate.hurry(at: now)
            // Something answers the ping as the gateway does, and not for its sessions: a wrong path or a proxy rule.
            if detail == .proxyAnswer, gate.isFresh(at: now) {
                decision.append(misconfigured(.answers, of: polled.session, words: words, at: now))
            }
        }
    }

    /// A status that does not come while the gateway answers its ping: that session's page hangs (gateways.md 0.5).
    private mutating func timedOut(_ polled: PolledSession, into decision: inout Decision, at now: Moment) {
        guard let alive = gate.lastAlive, gate.isSteady, alive.boot > now.boot - polled.took else {
            // The next timeout then has a ping beside it, however the two paces fall together.
            if gate.isSteady { schedule.hurry(polled.session, at: now.boot) }
            return gate.hurry(at: now)
        }
        let words = GatewayWords(message: "no status within \(polled.took.wholeSeconds) s, but the gateway answers")
        observe(polled.session, SessionCondition(.failed, .statusTimeout), words, into: &decision, at: now)
    }

    private mutating func observe(
        _ session: String, _ said: SessionCondition, _ words: GatewayWords, into decision: inout Decision,
        at now: Moment
    ) {
        guard let known = tracks[session], let reading = tracks[session]?.read(said, at: now) else { return }
        if reading.endsCode { decision.actions.append(.dropQR(session)) }
        if reading.beginsLooking { armTimer(session, at: now) }
        armReading(session)
        armProbe(session)
        let condition = reading.condition
        let wasSoft = known.isSoft
        // A connected session that stays connected is nearly every poll there is: nothing follows from it.
        if !wasSoft, known.observed == condition, known.confirmed == condition, !settle.isOpen {
            _ = tracks[session]?.observe(condition, words, at: now)
            return rest(session, at: now)
        }
        let transition = tracks[session]?.observe(condition, words, at: now)
        settle.observe(session, condition.state, changed: transition != nil, at: now)
        if let transition {
            if transition.from?.state == .connected, condition.state == .notFound { lost(session, at: now) }
            decision.append(report(transition, of: session, words: words.summary, at: now))
            // While a gateway restarts, its pushes may come from nobody.
            if !settle.isOpen, transition.from != nil, pushes.changed(at: now.boot) {
                decision.actions.append(.log(.pushes(plan.id, come: false)))
            }
        }
        if tracks[session]?.isSoft == true { soft.insert(session) } else { soft.remove(session) }
        if transition != nil || wasSoft != soft.contains(session) || known.observed != condition { touch(session) }
        judge(session, into: &decision, at: now)
        startAgain(session, at: now)
    }

    /// Two sessions that vanish within one round of polls tell of a restart of their gateway.
    private mutating func lost(_ session: String, at now: Moment) {
        defer { vanished = (session, now.boot) }
        guard let vanished, vanished.session != session,
            vanished.at > now.boot - plan.pollInterval - PollSchedule.slow
        else { return }
        // Those that follow extend it one by one: gathering all sessions for each of them would be quadratic.
        settle.open(
            .gatewayRestarted, pending: settle.isOpen ? [vanished.session, session] : connectedSessions, at: now)
    }

    /// A session that stays as it is: its budget of starts comes back in time, and its next start is seen to.
    private mutating func rest(_ session: String, at now: Moment) {
        startAgain(session, at: now)
        guard let track = tracks[session], track.ladder.isUsed, track.confirmed?.isHealthy == true,
            now.elapsed(since: track.confirmedSince) >= plan.policy.startReset
        else { return }
        tracks[session]?.ladder.reset()
    }
}
