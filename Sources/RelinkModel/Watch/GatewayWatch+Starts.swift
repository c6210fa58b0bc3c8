// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// Whether a session may be started automatically as it stands: only where nothing but a start is missing, and
    /// never again once a person was asked to scan, since a start throws the code away.
    func mayStart(_ session: String) -> Bool { startHindrance(session) == nil }

    /// Why it is not started automatically as it stands; nil where it may be.
    func startHindrance(_ session: String) -> StartHindrance? {
        guard plan.mayAct else { return .onlyObserving }
        if settle.isOpen { return .gatewaySettles }
        if brake.isOn { return .massOutage }
        if misconfiguration.concerns(session) { return .wrongAnswers }
        if list.isDoubtful { return .sessionsLost }
        guard let track = tracks[session], let observed = track.observed else { return .notSeenYet }
        if book[.session(session)]?.qrOfferedAt != nil { return .personWasAsked }
        if observed.detail == .reconnectLoop { return .sameFailure(track.ladder.loop.reason, track.ladder.loop.count) }
        if track.ladder.attempts >= plan.policy.startAttempts { return .budgetUsedUp(track.ladder.attempts) }
        guard isStartable(observed, track.expectation) else { return .nothingToStart(observed) }
        return isAllowed(track) ? nil : .notAllowed(track.plan.autoStart)
    }

    private func isStartable(_ condition: SessionCondition, _ expectation: SessionPlan.Expectation) -> Bool {
        switch condition.state {
        case .notFound: expectation != .stopped
        case .failed: !condition.isTerminal && expectation != .stopped
        case .stopped: expectation == .running
        case .starting: expectation != .stopped
        case .connected: condition == .stale && plan.probe?.restarts == true && expectation != .stopped
        case .scanQR, .unreachable: false
        }
    }

    /// Whether a start may be what is missing.
    private func isDown(_ condition: SessionCondition) -> Bool { condition.state.isBad || condition == .stale }

    private func isAllowed(_ track: SessionTrack) -> Bool {
        switch track.plan.autoStart {
        case .listed: track.plan.isListed
        case .known: track.everConnected
        case .off: false
        }
    }

    /// Whether the next round of codes may begin without a person's wish: one is over, or the start of one failed.
    private func mayRenew(_ session: String) -> Bool {
        guard plan.policy.relink == .keepAlive, plan.mayAct, !settle.isOpen, !brake.isOn,
            !misconfiguration.concerns(session), !list.isDoubtful, let track = tracks[session],
            !track.ladder.isUnanswered
        else { return false }
        guard let observed = track.observed, track.confirmed?.state.isBad == true, track.expectation != .stopped,
            isAllowed(track), book[.session(session)]?.qrOfferedAt != nil
        else { return false }
        if observed == SessionCondition(.scanQR, .roundOver) { return track.confirmed == observed }
        return isStartable(observed, track.expectation) && isStuckOrDown(track)
    }

    /// Asks for a start when the session's ladder allows the next one.
    mutating func planStart(_ session: String, at now: Moment) {
        if mayRenew(session), let next = tracks[session]?.rounds.nextRenewal {
            return starts.plan(session, at: max(next, now.boot))
        }
        guard mayStart(session), let next = tracks[session]?.ladder.nextAttempt else { return }
        starts.plan(session, at: max(next, now.boot))
    }

    /// Sees to it that a session that is down has its next start planned: a plan may have been dropped meanwhile, by a
    /// restart of Relink, by patience with the gateway, or because the session seemed to come up by itself.
    mutating func startAgain(_ session: String, at now: Moment) {
        guard let confirmed = tracks[session]?.confirmed, isDown(confirmed), !starts.isPlanned(session) else { return }
        planStart(session, at: now)
    }

    /// Begins the next automatic start.
    mutating func startsDue(at now: Moment) -> Decision {
        while !gate.isAway, let session = starts.take(spacing: plan.policy.startSpacing, at: now.boot) {
            if mayRenew(session), let next = tracks[session]?.rounds.nextRenewal {
                guard next <= now.boot else {
                    starts.plan(session, at: next)
                    continue
                }
                starts.began(session)
                return begin(session, because: .roundOver, at: now)
            }
            guard mayStart(session), let track = tracks[session], let confirmed = track.confirmed,
                isDown(confirmed), isStuckOrDown(track), let next = track.ladder.nextAttempt
            else { continue }
            guard next <= now.boot else {
                starts.plan(session, at: next)
                continue
            }
            starts.began(session)
            return begin(session, because: .outage, at: now)
        }
        return Decision()
    }

    /// A session that is on its way up by itself is not disturbed, unless it is believed to be stuck there.
    private func isStuckOrDown(_ track: SessionTrack) -> Bool {
        track.observed?.state != .starting || track.confirmed?.detail == .stuckStarting
    }

    /// Starts a session because a person wants it. Outside the budget of the outage, but never while a start is
    /// unanswered, nor too many rounds of codes.
    mutating func startWanted(_ session: String, at now: Moment) -> Decision {
        guard startRefusal(session, at: now) == nil, tracks[session]?.ladder.isUnanswered == false else {
            return Decision()
        }
        return begin(session, because: .wish, at: now)
    }

    /// Why a person's wish for a start is not followed, for people; nil where it is, or one is under way already.
    package func startRefusal(_ session: String, at now: Moment) -> String? {
        guard plan.mayAct else { return "Relink only observes (actions: observe)" }
        guard let track = tracks[session] else { return "no such session is watched" }
        guard track.observed?.state == .scanQR, track.rounds.nextWish > now.boot else { return nil }
        let wait = track.rounds.nextWish - now.boot
        return "too many new rounds of codes may get the number banned: the next one is possible in "
            + (wait < .minutes(2) ? "\(max(wait.wholeSeconds, 1)) s" : "\(wait.wholeSeconds / 60) min")
    }

    private mutating func begin(_ session: String, because reason: StartReason, at now: Moment) -> Decision {
        tracks[session]?.ladder.begin(isCounted: reason == .outage)
        switch reason {
        case .outage: break
        case .wish: tracks[session]?.rounds.wish(at: now)
        case .roundOver: tracks[session]?.rounds.renew(at: now)
        }
        let topic = Incident.Topic.session(session)
        let attempts = tracks[session]?.ladder.attempts ?? 0
        if book[topic]?.isOpen == true {
            book.update(topic, at: now) { $0.startAttempts = attempts }
            touch(topic)
        }
        let observed = tracks[session]?.observed
        let said = tracks[session]?.said ?? observed
        let isGone = said == nil || said?.state == .notFound || said?.state == .stopped
        var decision = Decision()
        if tracks[session]?.qr.end() == true { decision.actions.append(.dropQR(session)) }
        decision.changes.append(
            .history(
                HistoryRecord(
                    at: now.wall, subject: .session(session), what: isGone ? "start" : "restart",
                    condition: observed ?? SessionCondition(.notFound), incident: book[topic]?.reference.id,
                    words: reason == .outage
                        ? "\(reason.words) \(attempts) of \(plan.policy.startAttempts)" : reason.words)))
        let key = SessionKey(gateway: plan.id, name: session)
        let words = reason == .outage ? "\(reason.words) \(attempts)" : reason.words
        decision.actions.append(.log(.starting(key, isRestart: !isGone, words)))
        decision.actions.append(isGone ? .start(session) : .restart(session))
        return decision
    }

    /// Takes in the answer to a start. Whatever it says, only the next poll proves anything.
    mutating func startAnswered(_ session: String, _ answer: StartAnswer, at now: Moment) -> Decision {
        starts.ended(session, at: now.boot)
        guard tracks[session] != nil else { return Decision() }
        tracks[session]?.ladder.answered(at: now)
        schedule.hurry(session, at: now.boot)
        planStart(session, at: now)
        var decision = Decision()
        decision.actions.append(.log(.startAnswered(SessionKey(gateway: plan.id, name: session), answer)))
        return decision
    }
}
