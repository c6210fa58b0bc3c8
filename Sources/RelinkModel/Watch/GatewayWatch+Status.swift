// SPDX-License-Identifier: Apache-2.0

extension GatewayWatch {
    /// The gateway as it stands.
    package var status: GatewayStatus {
        let isSettling = settle.isOpen && !gate.isAway
        return GatewayStatus(
            id: plan.id, kind: plan.kind, reachability: isSettling ? .settling : gate.reachability,
            since: gate.since?.wall, problem: problem, counts: counts)
    }

    private var problem: String {
        if let failure = gate.failure { return "no answer: \(failure.words)" }
        return misconfiguration.words ?? ""
    }

    /// Its sessions as they stand, by name.
    package var sessions: [SessionStatus] {
        tracks.keys.sorted().compactMap { session($0) }
    }

    /// One session as it stands; nil when it is not watched.
    package func session(_ name: String) -> SessionStatus? {
        guard let track = tracks[name] else { return nil }
        let incident = book[.session(name)]
        return SessionStatus(
            key: SessionKey(gateway: plan.id, name: name), plan: track.plan, observed: track.observed,
            observedSince: track.observed == nil ? nil : track.observedSince.wall, confirmed: track.confirmed,
            confirmedSince: track.confirmed == nil ? nil : track.confirmedSince.wall, words: track.words,
            answeredAt: track.answeredAt?.wall, account: track.account.status, isFrozen: gate.isAway,
            incident: incident?.isOpen == true ? incident?.reference : nil, qrSequence: track.qr.code?.sequence,
            qrExpiresAt: track.qr.expires?.wall)
    }

    /// The configuration of a watched session, or what discovery filled in.
    package func plan(of session: String) -> SessionPlan? { tracks[session]?.plan }

    /// What is known of the code that a session shows, to complete the payload that the driver keeps.
    package func code(
        of session: String
    ) -> (id: QRID, round: Int, sequence: Int, firstSeen: Timestamp, expiresAt: Timestamp)? {
        guard let qr = tracks[session]?.qr, let code = qr.code, let expires = qr.expires else { return nil }
        return (code.id, qr.round, code.sequence, code.firstSeen.wall, expires.wall)
    }
}
