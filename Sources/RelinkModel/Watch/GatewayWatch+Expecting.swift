// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// A person says what a session should be, or lets the configuration rule again.
    mutating func expect(_ override: ExpectationOverride?, of session: String, at now: Moment) -> Decision {
        guard tracks[session] != nil else { return Decision() }
        tracks[session]?.expect(override)
        if let until = override?.until { overrides.set(session, at: now.boot + max(until - now.wall, .zero)) }
        return expectationChanged(session, at: now)
    }

    /// What a person said has had its time.
    mutating func overridesDue(at now: Moment) -> Decision {
        var decision = Decision()
        while let session = overrides.take(at: now.boot) {
            guard let until = tracks[session]?.override?.until, until <= now.wall else { continue }
            tracks[session]?.expect(nil)
            decision.append(expectationChanged(session, at: now))
        }
        return decision
    }

    /// What was right may be an outage now, and the other way round.
    private mutating func expectationChanged(_ session: String, at now: Moment) -> Decision {
        touch(session)
        guard let track = tracks[session], let confirmed = track.confirmed, confirmed.state.isBad else {
            return Decision()
        }
        let isOpen = book[.session(session)]?.isOpen == true
        if track.expects(confirmed) { return isOpen ? unwatch(session, at: now) : Decision() }
        if !isOpen {
            // It is looked at and confirmed as if it had just happened.
            tracks[session]?.forgetConfirmed()
            schedule.hurry(session, at: now.boot)
        }
        return Decision()
    }
}
