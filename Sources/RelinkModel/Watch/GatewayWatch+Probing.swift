// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// Sessions that are asked at once: each question waits for WhatsApp.
    static let probesLimit = 4

    /// When a session is asked next; nil while none is to be, or as many as may be are.
    var nextProbe: BootTime? { gate.isAway || probesUnderWay >= Self.probesLimit ? nil : probes.first }

    /// Asks for the session's turn when it is to be asked whether WhatsApp answers it.
    mutating func armProbe(_ session: String) {
        guard let due = tracks[session]?.life.nextDeadline else { return }
        probes.set(session, at: due)
    }

    /// Asks the sessions whose time has come.
    mutating func probesDue(at now: Moment) -> Decision {
        var decision = Decision()
        while !gate.isAway, probesUnderWay < Self.probesLimit, let session = probes.take(at: now.boot) {
            guard tracks[session]?.life.takeTurn(at: now) == true else { continue }
            probesUnderWay += 1
            decision.actions.append(.probe(session))
        }
        return decision
    }

    /// Takes in whether WhatsApp answered a session.
    mutating func probed(_ session: String, _ answer: ProbeAnswer, at now: Moment) -> Decision {
        probesUnderWay -= 1
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
