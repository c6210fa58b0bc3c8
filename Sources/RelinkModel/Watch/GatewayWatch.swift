// SPDX-License-Identifier: Apache-2.0

/// Everything that is decided for one gateway: the unit of ownership.
///
/// A value without clock, I/O or randomness: the driver stamps each input, and the same inputs always give the same
/// decisions, in production, under virtual time and in tests. Each concern is a struct with a file of its own; the
/// extensions of this one only let them speak to each other:
///
/// - `+Polls`: an answer becomes an observation, a suspicion against the server, or a misconfiguration
/// - `+Server`: the gate, freezing, settling
/// - `+Blindness`: that it was lost together with all others
/// - `+Listing`: the gateway's own list, what is new there and what is gone
/// - `+Judging`: what is believed, and what that means for the incident
/// - `+Telling`: an event goes to whom the routes name
/// - `+Hours`: when each of them may be told, and silences
/// - `+Reliefs`: who is told in whose place
/// - `+Grouping`, `+GroupFollowing`: what comes together is one message, edited as it changes
/// - `+Flapping`: what comes too often is told once
/// - `+People`: acknowledgements, escalation, reminders
/// - `+Expecting`: what a person says a session should be
/// - `+Forgetting`: that a discovered session is gone for good
/// - `+Starts`: automatic and wanted starts
/// - `+Watcher`, `+Configuration`: what is told of Relink itself
/// - `+Channels`: channels that take nothing: telling elsewhere, and telling of it
/// - `+QR`: looking at codes and following them
/// - `+Pairing`: codes that a person types in instead of scanning
/// - `+Accounts`: to whose phone a session is linked
/// - `+Probing`: whether WhatsApp answers a session that says it is connected
/// - `+Status`, `+Incidents`, `+Explaining`: what people see
package struct GatewayWatch: Sendable {
    /// What it watches.
    package let plan: GatewayPlan

    var gate: ServerGate
    var settle: Settle
    var misconfiguration: Misconfiguration
    var list: SessionList
    var book: IncidentBook
    var lanes: Lanes
    var schedule: PollSchedule
    var pushes = PushWatch()
    var follower: QRFollower
    var directory: RecipientDirectory
    var hours: MutingHours
    var relieving: ReliefBook
    var mailroom: Mailroom
    var groups: GroupBook
    var groupFollower: GroupFollower
    var reminders: Reminders
    var brake: MassBrake
    /// That no gateway is seen; nil while one is, or while this one does not depend on the network.
    var blindness: Blindness?
    var blindReport: BlindReport
    /// What was told of a configuration that was not taken; nil while the one that runs stands in the file.
    var rejection: Rejection?
    var starts = StartQueue()
    var episodes = ChannelEpisodes()
    var tracks: [String: SessionTrack] = [:]

    /// Sessions that would be believed bad beside a fresh ping.
    var awaitingPing: Set<String> = []
    /// Sessions in a soft state.
    var soft: Set<String> = []
    /// The session that went from connected to not found last. Two within one round tell of a gateway's restart.
    var vanished: (session: String, at: BootTime)?
    /// When each session has something of its own to do: look at a code, let it die, edit a message.
    var timers = DeadlineQueue<String>()
    /// Sessions whose account is read. A gateway that comes back with all of them has other things to do.
    var readings = QuestionQueue(limit: 8)
    /// Sessions that are asked whether WhatsApp answers them, for which each waits.
    var probes = QuestionQueue(limit: 4)
    /// When each flapping session will have been calm for long enough.
    var calming = DeadlineQueue<String>()
    /// When the configuration rules again what is expected of a session.
    var overrides = DeadlineQueue<String>()
    /// Since when the gateway is back from an outage whose end is not told yet.
    var backSince: Moment?
    var listDue: BootTime?

    private let shared: SharedPolicy
    private var orphans: [SessionRecord] = []
    /// Sessions whose outage is as it should be since the last change of the configuration.
    private var asExpected: [String] = []
    private var touchedSessions: Set<String> = []
    private var touchedIncidents: Set<Incident.Topic> = []
    private var storedRecord: GatewayRecord
    /// How many messages were being sent when Relink ended.
    private let cutOff: Int
    private var isFirst = true

    /// Goes on from what was stored.
    package init(plan: GatewayPlan, snapshot: GatewaySnapshot, at now: Moment) {
        self.plan = plan
        shared = SharedPolicy(plan.policy)
        cutOff = snapshot.cutOff
        let away = snapshot.gateway.unreachableSince.map { now.recalling($0) }
        gate = ServerGate(interval: plan.pingInterval, policy: plan.policy, awaySince: away, at: now)
        settle = Settle(policy: plan.policy)
        book = IncidentBook(policy: plan.policy, snapshot: snapshot, at: now)
        misconfiguration = Misconfiguration(
            policy: plan.policy, isRaised: book[.configuration]?.isOpen == true,
            sessions: Set(plan.sessions.map(\.name)))
        list = SessionList(
            policy: plan.policy,
            expected: snapshot.sessions.count { $0.confirmed.map { $0.state != .notFound } ?? false },
            isRaised: plan.discovery != nil && book[.list]?.isOpen == true, at: now)
        lanes = Lanes(plan: plan, snapshot: snapshot, at: now)
        schedule = PollSchedule(interval: plan.pollInterval)
        follower = QRFollower(policy: plan.policy, references: snapshot.references)
        directory = RecipientDirectory(plan)
        hours = MutingHours(maintenance: plan.maintenance, silences: snapshot.silences, at: now)
        relieving = ReliefBook(snapshot.reliefs, at: now)
        mailroom = Mailroom(policy: plan.policy)
        groups = GroupBook(records: snapshot.groups, at: now)
        groupFollower = GroupFollower(policy: plan.policy)
        reminders = Reminders(policy: plan.policy)
        brake = MassBrake(policy: plan.policy)
        blindReport = BlindReport(least: plan.policy.rule(for: .unreachable).duration)
        storedRecord = snapshot.gateway
        listDue = plan.discovery == nil ? nil : now.boot
        tracks.reserveCapacity(max(plan.sessions.count, snapshot.sessions.count))
        for session in plan.sessions { watch(session, at: now) }
        recall(snapshot.sessions, at: now)
        recallCare(at: now)
        recallWatcher(snapshot.incidents, at: now)
        settle.open(.relinkStarted, pending: connectedSessions, at: now)
    }

    /// Takes up the stored sessions; those that nobody wants any more are let go with the first input.
    private mutating func recall(_ records: [SessionRecord], at now: Moment) {
        for record in records {
            let isDiscovered = !record.isListed && plan.discovery?.admits(record.name) == true
            guard let plan = tracks[record.name]?.plan ?? (isDiscovered ? discovered(record.name) : nil) else {
                orphans.append(record)
                continue
            }
            schedule.add(record.name, at: now.boot)
            var track = SessionTrack(plan: plan, record: record, policy: shared, probe: self.plan.probe, at: now)
            let attempts = book[.session(record.name)]?.startAttempts ?? 0
            let isLooping = record.observed.detail == .reconnectLoop
            if attempts > 0 || isLooping {
                track.ladder = StartLadder(policy: shared, attempts: attempts, lastEnded: now, isLooping: isLooping)
            }
            reconsider(&track)
            tracks[record.name] = track
            armTimer(record.name, at: now)
        }
    }

    /// Takes up what waited to be told, and what people did about incidents.
    private mutating func recallCare(at now: Moment) {
        // In an order of their own: what follows must not depend on how a dictionary is laid out in memory.
        for incident in book.all.sorted(by: { $0.reference.id < $1.reference.id }) {
            for recipient in incident.waiting {
                // Hours are known with the first input; until then nothing that they may hold goes out.
                mailroom.post(
                    incident.told.contains(recipient) ? .relapse : .opening, of: incident.topic, to: recipient,
                    release: nil)
            }
            guard incident.isOpen else { continue }
            for recipient in incident.informed { remind(recipient, of: incident.topic, at: now) }
        }
        for (name, track) in tracks.sorted(by: { $0.key < $1.key }) {
            armFlapping(name, at: now)
            if let until = track.override?.until { overrides.set(name, at: now.boot + max(until - now.wall, .zero)) }
        }
        hours.adopt(hours.calendars, at: now)
    }

    /// What is expected of a session may have changed while Relink did not run: what was right then may be an outage
    /// now, and the other way round.
    private mutating func reconsider(_ track: inout SessionTrack) {
        guard let confirmed = track.confirmed, confirmed.state.isBad else { return }
        let isOpen = book[.session(track.plan.name)]?.isOpen == true
        if track.expects(confirmed) {
            if isOpen { asExpected.append(track.plan.name) }
        } else if !isOpen {
            track.forgetConfirmed()
        }
    }

    /// When ``Input/tick`` is due next; nil when nothing waits.
    package var nextDeadline: BootTime? {
        let polls = gate.isAway ? nil : schedule.nextDeadline
        return [
            polls, gate.nextDeadline, settle.nextDeadline, book.nextDeadline, timers.first, hours.nextDeadline,
            mailroom.nextDeadline, groupFollower.nextDeadline, reminders.nextDeadline, calming.first, overrides.first,
            brake.nextDeadline,
            lanes.nextDeadline, episodes.nextDeadline, nextReading, nextProbe, relieving.nextDeadline,
            blindReport.nextDeadline,
            gate.isAway ? nil : starts.nextDeadline(spacing: plan.policy.startSpacing), gate.isAway ? nil : listDue,
        ].compactMap { $0 }.min()
    }

    /// Decides what follows from one input.
    package mutating func handle(_ input: Input, at now: Moment) -> Decision {
        var decision = Decision()
        if isFirst {
            decision.append(lanes.offerLoaded(at: now))
            decision.append(startedAgain(cutOff: cutOff, at: now))
            decision.append(letGo(orphans, at: now))
            // Nobody looks at the list any more.
            if plan.discovery == nil { decision.append(lower(.list, since: now, at: now)) }
        }
        for session in asExpected { decision.append(unwatch(session, at: now)) }
        isFirst = false
        orphans = []
        asExpected = []
        switch input {
        case .polled(let answers): decision.append(polled(answers, at: now))
        case .pinged(let answer): decision.append(pinged(answer, at: now))
        case .listed(let answer): decision.append(listed(answer, at: now))
        case .pushed(let hint): decision.append(pushed(hint, at: now))
        case .sawQR(let session, let sighting): decision.append(sawQR(session, sighting, at: now))
        case .sawAccount(let session, let answer): decision.append(sawAccount(session, answer, at: now))
        case .probed(let session, let answer): decision.append(probed(session, answer, at: now))
        case .accountAccepted(let session): decision.append(accountAccepted(session, at: now))
        case .pairingWanted(let session, let person):
            decision.append(pairingWanted(session, by: person, at: now))
        case .pairingShown(let session): pairingShown(session, at: now)
        case .startAnswered(let session, let answer): decision.append(startAnswered(session, answer, at: now))
        case .startWanted(let session): decision.append(startWanted(session, at: now))
        case .viewed(let session): viewed(session, at: now)
        case .admitted(let lane): decision.append(lanes.admitted(lane, at: now))
        case .channel(let channel, let troubles, let tells):
            note(channel, troubles, tells: tells, at: now)
        case .sight(let sight, let tells): decision.append(saw(sight, tells: tells, at: now))
        case .configuration(let problems): decision.append(readConfiguration(problems, at: now))
        case .replay(let rows): for row in rows { decision.append(lanes.replay(row, at: now)) }
        case .attempted(let delivery, let report): decision.append(attempted(delivery, report, at: now))
        case .calendars(let calendars): hours.adopt(calendars, at: now)
        case .acknowledged(let id, let person, let end):
            decision.append(acknowledge(id, by: person, until: end, at: now))
        case .unacknowledged(let id, let person): decision.append(unacknowledge(id, by: person, at: now))
        case .silenced(let silence): decision.append(silenced(silence, at: now))
        case .silenceEnded(let id): decision.append(silenceEnded(id, at: now))
        case .relieved(let relief): decision.append(relieved(relief, at: now))
        case .reliefEnded(let id): decision.append(reliefEnded(id, at: now))
        case .expected(let session, let override): decision.append(expect(override, of: session, at: now))
        case .forgotten(let session): decision.append(forgotten(session, at: now))
        case .tick: break
        }
        decision.append(turn(at: now))
        decision.changes += takeRecords()
        return decision
    }

    /// Everything whose time has come.
    private mutating func turn(at now: Moment) -> Decision {
        var decision = Decision()
        if settle.takeEnd(at: now) { decision.append(settled(at: now)) }
        brake.turn(at: now)
        decision.append(overridesDue(at: now))
        decision.append(hoursTurned(at: now))
        decision.append(reliefsDue(at: now))
        decision.append(incidentsDue(at: now))
        decision.append(calmDue(at: now))
        decision.append(mailDue(at: now))
        decision.append(groupEditsDue(at: now))
        decision.append(remindersDue(at: now))
        decision.append(timersDue(at: now))
        decision.append(readingsDue(at: now))
        decision.append(probesDue(at: now))
        decision.append(startsDue(at: now))
        decision.append(channelsDue(at: now))
        decision.append(blindnessDue(at: now))
        if let listDue, listDue <= now.boot, !gate.isAway {
            self.listDue = nil
            decision.actions.append(.list)
        }
        if gate.takePing(at: now) { decision.actions.append(.ping) }
        if !gate.isAway {
            let due = schedule.take(at: now.boot)
            if !due.isEmpty { decision.actions.append(.poll(due)) }
        }
        return decision
    }

    // MARK: What is stored

    /// Marks a session whose record changed.
    mutating func touch(_ session: String) { touchedSessions.insert(session) }

    /// Marks an incident whose record changed.
    mutating func touch(_ topic: Incident.Topic) { touchedIncidents.insert(topic) }

    private mutating func takeRecords() -> [StoreChange] {
        var changes: [StoreChange] = touchedSessions.compactMap { tracks[$0]?.record }.map { .session($0) }
        changes += touchedIncidents.compactMap { book[$0]?.record() }.map { .incident($0) }
        changes += groups.takeRecords().map { .group($0) }
        touchedSessions = []
        touchedIncidents = []
        let record = book.record(unreachableSince: gate.isAway ? gate.failure?.since.wall : nil)
        if record != storedRecord {
            storedRecord = record
            changes.append(.gateway(record))
        }
        return changes
    }

    // MARK: Which sessions

    /// Begins to watch a session.
    mutating func watch(_ session: SessionPlan, at now: Moment) {
        guard tracks[session.name] == nil else { return }
        tracks[session.name] = SessionTrack(plan: session, policy: shared, probe: plan.probe, at: now)
        schedule.add(session.name, at: now.boot)
    }

    /// The configuration of a session that only the gateway's list names.
    func discovered(_ name: String) -> SessionPlan { plan.discovered(as: name) }

    /// The sessions that are believed to be connected.
    var connectedSessions: Set<String> {
        Set(tracks.lazy.filter { $0.value.confirmed?.state == .connected }.map(\.key))
    }

    /// Ends the incidents of sessions that nobody watches any more, so that nobody waits for their end (I1).
    private mutating func letGo(_ records: [SessionRecord], at now: Moment) -> Decision {
        var decision = Decision()
        for record in records {
            decision.append(unwatch(record.name, at: now))
            decision.changes.append(.forgetSession(record.name))
        }
        return decision
    }

    /// Ends the incident of a session that is none any more, since nobody wants the session to work.
    mutating func unwatch(_ session: String, at now: Moment) -> Decision {
        var decision = Decision()
        let topic = Incident.Topic.session(session)
        if let incident = book[topic], incident.isOpen || incident.care.isFlapping {
            if incident.isAnnounced || incident.care.isMuted {
                decision.append(close(topic, by: .sessionUnwatched, at: now))
            }
            decision.append(finishFollowing(topic, at: now))
        }
        decision.append(forget(topic, at: now))
        return decision
    }
}
