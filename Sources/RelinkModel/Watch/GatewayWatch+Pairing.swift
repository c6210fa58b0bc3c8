// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// Why no pairing code can be asked for, for people; nil where one can.
    package func refusalToPair(_ session: String, at now: Moment) -> String? {
        guard let track = tracks[session] else { return "no session of that name is watched" }
        guard plan.mayAct else { return "Relink only observes (actions: observe)" }
        guard plan.kind.offersPairingCodes else { return "gateways of the kind \(plan.kind.rawValue) give none" }
        guard track.plan.phone != nil else { return "its number is not known: write it into `phone:` of the session" }
        guard !gate.isAway else { return "gateway \(plan.id) is away" }
        guard let said = track.said, said.state == .scanQR else {
            return "it waits for no phone, it is \(track.observed.map(\.description) ?? "not seen yet")"
        }
        guard let wait = track.pairing.wait(at: now) else { return nil }
        return "one was asked for within the last minute; ask again in \(max(1, wait.wholeSeconds)) s"
    }

    /// A person asks for a pairing code: that is on record before the gateway is asked.
    mutating func pairingWanted(_ session: String, by person: String, at now: Moment) -> Decision {
        guard let track = tracks[session] else { return Decision() }
        tracks[session]?.pairing.asked(at: now)
        var decision = Decision()
        decision.changes.append(
            .history(
                HistoryRecord(
                    at: now.wall, subject: .session(session), what: "pairing_code_requested",
                    condition: track.observed ?? SessionCondition(.scanQR),
                    incident: book[.session(session)]?.reference.id,
                    words: person.isEmpty ? "" : "requested by \(person)")))
        decision.actions.append(.log(.pairingWanted(SessionKey(gateway: plan.id, name: session), by: person)))
        return decision
    }

    /// The gateway gave a pairing code, which a person types in now.
    mutating func pairingShown(_ session: String, at now: Moment) {
        guard tracks[session] != nil else { return }
        tracks[session]?.pairing.shown(for: PairingCode.life, at: now)
        offerQR(.session(session), at: now)
        schedule.hurry(session, at: now.boot)
    }
}
