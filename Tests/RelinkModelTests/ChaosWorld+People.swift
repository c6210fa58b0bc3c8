// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// What people do in the chaotic world.
extension ChaosWorld {
    func openIncidents(of session: Int) -> [IncidentID] {
        ledger.openIncidents.filter { $0.subject == .session(Self.names[session]) }.map(\.reference.id)
    }

    mutating func mute(_ session: Int?, for length: Duration) {
        silences += 1
        let match = Route.Match(sessions: session.map { [Self.names[$0]] } ?? [])
        feed(
            .silenced(
                Silence(
                    id: SilenceID("S\(silences)"), match: match, until: now.wall + length, createdAt: now.wall)))
    }

    mutating func expect(_ expectation: SessionPlan.Expectation?, of session: String, for length: Duration?) {
        let until = length.map { now.wall + $0 }
        feed(.expected(session: session, expectation.map { ExpectationOverride($0, until: until) }))
        verdict.changed(session, at: now.boot)
    }

    mutating func relieve(_ away: Int, by other: Int, for length: Duration) {
        guard away != other else { return }
        silences += 1
        feed(
            .relieved(
                Relief(
                    id: ReliefID("R\(silences)"), of: Self.people[away], by: Self.people[other],
                    until: now.wall + length, createdAt: now.wall)))
    }

    mutating func pair(_ session: String) {
        guard watch.refusalToPair(session, at: now) == nil else { return }
        feed(.pairingWanted(session: session, by: "somebody"))
        feed(.pairingShown(session: session))
    }
}
