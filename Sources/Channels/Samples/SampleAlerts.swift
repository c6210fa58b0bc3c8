// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// One made-up alert of every kind, for test messages, previews and the check of templates.
package enum SampleAlerts {
    /// A sample and what it is called.
    package struct Sample: Sendable {
        /// The kind, and the state where a kind has several: `session.opened.failed`.
        package let name: String
        /// The alert.
        package let alert: Alert
    }

    /// The first sample of the kind, addressed to a recipient.
    package static func alert(_ kind: EventKind, for recipient: Recipient = recipient) -> Alert {
        let sample = all.first { $0.alert.event.kind == kind }
        return make(event: sample?.alert.event ?? opened(.scanQR, .qr), recipient: recipient)
    }

    /// Every kind, and those with several faces in each of them.
    package static let all: [Sample] =
        sessionSamples + [contactSample] + careSamples + serverSamples + groupSamples + watcherSamples

    private static let sessionSamples: [Sample] = [
        sample("session.opened.scan_qr", opened(.scanQR, .qr)),
        sample("session.opened.failed", opened(.failed, .loggedOut, words: "DISCONNECTED (LOGOUT)")),
        sample("session.opened.stuck", opened(.failed, .stuckStarting, startAttempts: 3)),
        sample("session.opened.stopped", opened(.stopped, .none)),
        sample("session.opened.not_found", opened(.notFound, .none, words: "session_not_found", startAttempts: 1)),
        sample("session.opened.after_gap", opened(.scanQR, .qr, afterGap: true)),
        sample("session.opened.delayed", opened(.scanQR, .qr), delay: .minutes(12)),
        sample("session.opened.no_code", opened(.scanQR, .roundOver), showsCode: false),
        sample("session.changed", changed),
        sample(
            "session.changed.reconnect_loop",
            session(
                .sessionChanged, .init(.failed, .reconnectLoop), previous: .init(.failed, .browserCrash),
                startAttempts: 3)),
        sample("session.relapsed", session(.sessionRelapsed, .init(.scanQR, .qr), previous: .connected)),
        sample("session.recovered", recovered(.sessionRecovered)),
        sample("session.recovered.maybe_missed", recovered(.sessionRecovered, openedMaybeMissed: true)),
        sample("session.recovered.after_gap", recovered(.sessionRecovered, afterGap: true)),
        sample("session.recovered.unverified", recovered(.sessionRecovered, .accountUnverified)),
        sample("session.wrong_account", wrongAccount(.sessionWrongAccount)),
        sample("session.opened.stale", opened(.connected, .stale)),
        sample("session.reminder.wrong_account", wrongAccount(.sessionReminder)),
        sample("session.brief_outage", recovered(.sessionBriefOutage)),
        sample("session.first_seen", session(.sessionFirstSeen, .init(.scanQR, .qr))),
        sample("session.unwatched", session(.sessionUnwatched, .init(.failed, .unknown))),
        sample("session.transition", session(.sessionTransition, .init(.scanQR, .qr), previous: .connected)),
        sample("session.qr", session(.sessionQR, .init(.scanQR, .qr))),
        sample("session.opened.detour", passing(opened(.failed, .browserCrash)) { $0.via = detour }),
        sample("session.changed.earlier", passing(changed) { $0.earlier = earlier }),
        sample("session.recovered.after_lost", passing(recovered(.sessionRecovered)) { $0.missed = 1 }),
        sample("session.brief_outage.several", passing(recovered(.sessionBriefOutage)) { $0.outages = 3 }),
        sample(
            "events_dropped",
            passing(session(.eventsDropped, .init(.failed, .unknown), previous: .connected)) { $0.dropped = dropped }),
    ]

    private static let detour = Passage.Detour(channel: "slack-ops", since: now - .minutes(5))
    private static let dropped = Passage.Dropped(count: 50, from: since, to: now)
    private static let earlier = [
        Passage.Earlier(condition: .init(.failed, .browserCrash), at: since),
        Passage.Earlier(condition: .init(.scanQR, .qr), at: since + .minutes(4)),
    ]

    private static let watcherSamples: [Sample] = [
        sample("watcher.channel_failing", watcher(.watcherChannelFailing, words: "connection refused")),
        sample("watcher.channel_recovered", watcher(.watcherChannelRecovered, outage: .minutes(9))),
        sample("watcher.blind", watcher(.watcherBlind)),
        sample("watcher.blind.over", watcher(.watcherBlind, outage: .minutes(4))),
        sample(
            "watcher.config_rejected",
            watcher(
                .watcherConfigRejected, words: "config.yaml:12:5: `chanels` is no key here (did you mean `channels`?)")),
        sample("watcher.config_rejected.over", watcher(.watcherConfigRejected, outage: .minutes(9))),
        sample("watcher.started", watcher(.watcherStarted)),
        sample("watcher.degraded", watcher(.watcherDegraded, words: "the disk is full")),
    ]

    private static let contactSample = Sample(
        name: "session.opened.contact",
        alert: make(event: opened(.scanQR, .qr), recipient: Recipient(channel: "sample", contact: "shop-centro")))

    private static let serverSamples: [Sample] = [
        sample(
            "server.opened", server(.serverOpened, .init(.unreachable, .refused), words: "connection refused, 5 tries")),
        sample("server.recovered", server(.serverRecovered, .connected, outage: .minutes(7))),
        sample(
            "server.recovered.several",
            passing(server(.serverRecovered, .connected, outage: .minutes(7))) { $0.outages = 3 }),
        sample(
            "server.recovered.key.several",
            passing(
                server(.serverRecovered, .connected, previous: .init(.unreachable, .auth), outage: .minutes(7))
            ) { $0.outages = 2 }),
        sample(
            "server.recovered.key",
            server(.serverRecovered, .connected, previous: .init(.unreachable, "auth"), outage: .minutes(7))),
        sample(
            "server.misconfigured", server(.serverMisconfigured, .init(.unreachable, "unmapped"), words: "HTTP 404")),
        sample("server.misconfigured.key", server(.serverMisconfigured, .init(.unreachable, .auth))),
        sample(
            "server.misconfigured.lost",
            server(
                .serverMisconfigured, .init(.notFound, .sessionsLost),
                words: "its list names 2 sessions, before it were 20", connectedNow: 2)),
        sample(
            "server.recovered.lost",
            server(.serverRecovered, .connected, previous: .init(.notFound, .sessionsLost), outage: .minutes(7))),
    ]

    private static let careSamples: [Sample] = [
        sample("session.reminder", session(.sessionReminder, .init(.scanQR, .qr))),
        sample("session.escalated", session(.sessionEscalated, .init(.scanQR, .qr))),
        sample("session.acked", session(.sessionAcked, .init(.scanQR, .qr), by: "the early shift")),
        sample("session.unacked", session(.sessionUnacked, .init(.scanQR, .qr))),
        sample("session.flapping_started", session(.sessionFlappingStarted, .init(.failed, .unknown))),
        sample("session.flapping_ended", session(.sessionFlappingEnded, .connected)),
        sample(
            "session.opened.unattended", session(.sessionOpened, .init(.scanQR, .qr), attendedFrom: now + .hours(24))),
    ]

    private static let groupSamples: [Sample] = [
        sample("group.opened", group(.groupOpened)),
        sample("group.updated", group(.groupUpdated)),
        sample("group.recovered", group(.groupRecovered)),
        sample("session.reminder.group", group(.sessionReminder)),
        sample("session.reminder.digest", group(.sessionReminder, hasCode: false)),
    ]

    // MARK: - Events

    private static func group(_ kind: EventKind, hasCode: Bool = true) -> AlertEvent {
        let states: [(SessionState, SessionDetail)] = [(.scanQR, .qr), (.failed, .browserCrash), (.notFound, .none)]
        let sessions = (1...23).map { number -> SessionBrief in
            let state = states[number % 3]
            return SessionBrief(
                name: "shop-\(number)", condition: SessionCondition(state.0, state.1), since: since,
                code: "A2B\(number % 8 + 2)")
        }
        let isOver = kind == .groupRecovered
        return AlertEvent(
            id: "k7m2p4-14-1", kind: kind, subject: .group("k7m2p4-14"), occurredAt: now,
            incident: hasCode ? IncidentReference(id: "k7m2p4-14", code: "G5R2", openedAt: since) : nil, sequence: 1,
            condition: isOver ? .connected : SessionCondition(.scanQR, .qr), previous: isOver ? nil : .connected,
            severity: isOver ? .info : .critical, since: since, outage: now - since,
            counts: SessionCounts(total: 23, connectedBefore: 23, connectedNow: isOver ? 23 : 0),
            sessions: isOver ? [] : Array(sessions.prefix(AlertEvent.briefLimit)),
            states: isOver ? [:] : [.scanQR: 7, .failed: 8, .notFound: 8])
    }

    private static func opened(
        _ state: SessionState, _ detail: SessionDetail, words: String = "", startAttempts: Int = 0,
        afterGap: Bool = false
    ) -> AlertEvent {
        session(
            .sessionOpened, SessionCondition(state, detail), previous: .connected, words: words, afterGap: afterGap,
            startAttempts: startAttempts)
    }

    private static let changed = session(
        .sessionChanged, SessionCondition(.failed, .authFailure), previous: SessionCondition(.scanQR, .qr))

    private static func recovered(
        _ kind: EventKind, _ condition: SessionCondition = .connected, openedMaybeMissed: Bool = false,
        afterGap: Bool = false
    ) -> AlertEvent {
        var event = session(
            kind, condition, previous: SessionCondition(.scanQR, .qr), outage: .minutes(9), timeToRelink: .minutes(8),
            afterGap: afterGap, openedMaybeMissed: openedMaybeMissed)
        event.account = condition == .connected ? AccountNote(last4: "0143", isExpected: true) : nil
        return event
    }

    private static func wrongAccount(_ kind: EventKind) -> AlertEvent {
        var event = session(kind, .wrongAccount, previous: SessionCondition(.scanQR, .qr))
        event.account = AccountNote(last4: "0199", isExpected: false)
        return event
    }

    static func session(
        _ kind: EventKind, _ condition: SessionCondition, previous: SessionCondition? = nil, words: String = "",
        outage: Duration? = nil, timeToRelink: Duration? = nil, afterGap: Bool = false, openedMaybeMissed: Bool = false,
        startAttempts: Int = 0, by: String = "", attendedFrom: Timestamp? = nil
    ) -> AlertEvent {
        AlertEvent(
            id: "k7m2p4-12-1", kind: kind, subject: .session("shop-07"), occurredAt: now,
            incident: IncidentReference(id: "k7m2p4-12", code: "K7Q2", openedAt: since + .seconds(12)), sequence: 1,
            condition: condition, previous: previous, severity: condition.severity, since: since,
            outage: outage ?? now - since, timeToRelink: timeToRelink, words: words, afterGap: afterGap,
            openedMaybeMissed: openedMaybeMissed, startAttempts: startAttempts, isAcknowledged: kind == .sessionAcked,
            by: by, until: kind == .sessionAcked ? now + .hours(1) : nil, attendedFrom: attendedFrom)
    }

    static func server(
        _ kind: EventKind, _ condition: SessionCondition, previous: SessionCondition? = nil, words: String = "",
        outage: Duration? = nil, connectedNow: Int = 18
    ) -> AlertEvent {
        AlertEvent(
            id: "k7m2p4-13-1", kind: kind, subject: .server, occurredAt: now,
            incident: IncidentReference(id: "k7m2p4-13", code: "S3M9", openedAt: since), sequence: 1,
            condition: condition, previous: previous,
            severity: kind == .serverMisconfigured ? .warning : condition.severity, since: since,
            outage: outage, words: words,
            counts: SessionCounts(total: 20, connectedBefore: 18, connectedNow: connectedNow))
    }

    private static func watcher(_ kind: EventKind, words: String = "", outage: Duration? = nil) -> AlertEvent {
        let isOver = kind.isClosing || outage != nil || kind == .watcherStarted
        let event = AlertEvent(
            id: "watcher-1", kind: kind, subject: .watcher, occurredAt: now, incident: nil, sequence: 1,
            condition: isOver ? .connected : .init(.unreachable), severity: isOver ? .info : .error, since: since,
            outage: outage, words: words,
            counts: kind == .watcherBlind || kind == .watcherStarted
                ? SessionCounts(total: 3, connectedBefore: 0, connectedNow: 0) : nil)
        let isOfChannel = kind == .watcherChannelFailing || kind == .watcherChannelRecovered
        return passing(event) { $0.channel = isOfChannel ? "slack-ops" : nil }
    }

    private static func passing(_ event: AlertEvent, _ change: (inout Passage) -> Void) -> AlertEvent {
        var event = event
        change(&event.passage)
        return event
    }

    // MARK: - Alerts

    private static let recipient = Recipient(channel: "sample")
    /// Sunday 4 January 2026, 09:11 UTC.
    private static let now = Timestamp(milliseconds: 1_767_517_860_000)
    private static let since = now - .minutes(9)

    private static func sample(
        _ name: String, _ event: AlertEvent, delay: Duration? = nil, showsCode: Bool = true
    ) -> Sample {
        Sample(name: name, alert: make(event: event, recipient: recipient, delay: delay, showsCode: showsCode))
    }

    static func make(
        event: AlertEvent, recipient: Recipient = recipient, delay: Duration? = nil, showsCode: Bool = true
    ) -> Alert {
        let plan = SessionPlan(
            name: "shop-07", title: "Shop Centro", phone: "+12025550143", phoneHint: "black phone at the till",
            labels: ["team": "sales"])
        return Alert(
            delivery: DeliveryID("\(event.id):\(recipient)"), recipient: recipient, event: event, gateway: "main",
            gatewayKind: .wwebjs, session: event.subject.sessionName == nil ? nil : plan,
            qr: showsCode && event.condition.state == .scanQR ? liveQR : nil, now: now, delay: delay)
    }

    /// A code that looks like WhatsApp's and links nothing.
    package static let liveQR: LiveQR? = QRPayload(payloadText).map { payload in
        LiveQR(
            payload: payload, id: QRID(rawValue: "5a4d1e0c9b8f7a63"), round: 1, sequence: 1, firstSeen: now,
            expiresAt: now + .seconds(20))
    }

    private static let payloadText =
        "2@"
        + [60, 44, 44, 44].map { String(repeating: "Sample0/", count: $0 / 8 + 1) }
        .joined(separator: ",")
}
