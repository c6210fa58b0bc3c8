// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// Why a session cannot be forgotten, in words for people; nil when it can be. Only one that was discovered and is
    /// gone is: anything else would come back with the next look, or hide an outage.
    package func refusalToForget(_ session: String) -> String? {
        guard let track = tracks[session] else { return "no session of that name is watched" }
        if track.plan.isListed { return "it stands in the configuration: remove it there" }
        if gate.isAway { return "gateway \(plan.id) is away, so nobody knows whether the session is gone" }
        guard let observed = track.observed, observed.state != .notFound else { return nil }
        return "gateway \(plan.id) still has it (\(observed)): delete it there, or exclude it under `discover:`"
    }

    /// A person says that a session is gone for good: its outage ends, and it is no longer looked at.
    mutating func forgotten(_ session: String, at now: Moment) -> Decision {
        guard refusalToForget(session) == nil else { return Decision() }
        var decision = drop(session, at: now)
        decision.actions.append(.log(.forgotten(SessionKey(gateway: plan.id, name: session))))
        return decision
    }

    /// Ends a session's outage and looks at it no longer.
    mutating func drop(_ session: String, at now: Moment) -> Decision {
        var decision = unwatch(session, at: now)
        if tracks[session]?.qr.code != nil { decision.actions.append(.dropQR(session)) }
        if misconfiguration.isSuspected, misconfiguration.clear(session) { decision.append(configured(at: now)) }
        tracks[session] = nil
        soft.remove(session)
        awaitingPing.remove(session)
        schedule.remove(session)
        settle.forget(session)
        list.forget(session)
        decision.changes.append(.forgetSession(session))
        return decision
    }
}
