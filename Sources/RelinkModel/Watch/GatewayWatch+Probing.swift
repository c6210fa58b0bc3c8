// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// When a session is asked next.
    var nextProbe: BootTime? { gate.isAway ? nil : probes.nextDeadline }

    /// Asks for the session's turn when it is to be asked whether WhatsApp answers it.
    mutating func armProbe(_ session: String) { probes.plan(session, at: tracks[session]?.life.nextDeadline) }

    /// Asks the sessions whose time has come.
    mutating func probesDue(at now: Moment) -> Decision {
        var decision = Decision()
        guard !gate.isAway else { return decision }
        while let session = probes.take(at: now.boot, begins: { tracks[$0]?.life.takeTurn(at: now) == true }) {
            decision.actions.append(.probe(session))
        }
        return decision
    }

    /// Takes in whether WhatsApp answered a session.
    mutating func probed(_ session: String, _ answer: ProbeAnswer, at now: Moment) -> Decision {
        probes.answered()
        guard let before = tracks[session]?.life else { return Decision() }
        tracks[session]?.life.handle(answer, isSteady: gate.isSteady, at: now)
        guard let after = tracks[session]?.life else { return Decision() }
        armProbe(session)
        // What that says of the session is believed beside the gateway's own answer.
        if after.isStale != before.isStale || after.isPending != before.isPending {
            schedule.hurry(session, at: now.boot)
        }
        guard after.isStale, !before.isStale else { return Decision() }
        return Decision(logging: .stale(SessionKey(gateway: plan.id, name: session), after.words))
    }
}
