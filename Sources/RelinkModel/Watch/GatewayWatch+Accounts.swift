// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// When an account is read next.
    var nextReading: BootTime? { gate.isAway ? nil : readings.nextDeadline }

    /// Asks for the session's turn when its account is to be read.
    mutating func armReading(_ session: String) { readings.plan(session, at: tracks[session]?.account.nextDeadline) }

    /// Reads the accounts whose time has come.
    mutating func readingsDue(at now: Moment) -> Decision {
        var decision = Decision()
        guard !gate.isAway else { return decision }
        while let session = readings.take(at: now.boot, begins: { tracks[$0]?.account.takeTurn(at: now) == true }) {
            decision.actions.append(.readAccount(session))
        }
        return decision
    }

    /// Takes in which account a session is linked to.
    mutating func sawAccount(_ session: String, _ answer: AccountAnswer, at now: Moment) -> Decision {
        readings.answered()
        guard let before = tracks[session]?.account else { return Decision() }
        tracks[session]?.account.read(answer, at: now)
        guard let after = tracks[session]?.account else { return Decision() }
        armReading(session)
        if after.record != before.record { touch(session) }
        guard after.finding != before.finding else { return Decision() }
        // What that says of the session is believed beside the gateway's own answer.
        let isAwaited = before.isPending && tracks[session]?.isSoft == true
        if after.condition != before.condition || isAwaited { schedule.hurry(session, at: now.boot) }
        let key = SessionKey(gateway: plan.id, name: session)
        switch after.finding {
        case .wrong(let number?):
            return Decision(logging: .wrongAccount(key, number, instead: after.expected))
        case .unreadable where after.expected != nil:
            return Decision(logging: .unreadableAccount(key, answer))
        default: return Decision()
        }
    }

    /// Why the account of a session cannot be taken for the right one, for people; nil where it can.
    package func refusalToAccept(_ session: String) -> String? {
        guard let track = tracks[session] else { return "no session of that name is watched" }
        switch track.account.finding {
        case .wrong(.some): return nil
        case .right(let number): return "it is linked to the right account already, the number ending \(number.last4)"
        case .wrong(nil), .unread: return "which account it is linked to has not been read yet; try again in a minute"
        case .unreadable: return "gateway \(plan.id) does not tell which account it is linked to"
        }
    }

    /// A person says that the account which a session is linked to is the right one.
    mutating func accountAccepted(_ session: String, at now: Moment) -> Decision {
        guard tracks[session]?.account.accept() == true, let track = tracks[session] else { return Decision() }
        touch(session)
        schedule.hurry(session, at: now.boot)
        let number = track.account.expected.map(\.last4) ?? ""
        var decision = Decision()
        decision.changes.append(
            .history(
                HistoryRecord(
                    at: now.wall, subject: .session(session), what: "account_accepted",
                    condition: track.observed ?? .connected, incident: book[.session(session)]?.reference.id,
                    words: "the number ending \(number) is the right one")))
        decision.actions.append(.log(.acceptedAccount(SessionKey(gateway: plan.id, name: session), number)))
        return decision
    }
}
