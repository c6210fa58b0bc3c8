// SPDX-License-Identifier: Apache-2.0

@testable import RelinkModel

/// What a ``ChaosWorld`` has seen so far, and the first rule that was broken.
///
/// It believes nothing that the deciding code says of itself: messages are judged as their receivers see them, outages
/// by what the gateway would have answered.
struct Verdict {
    /// One recipient's view of one incident.
    struct View: Hashable {
        let recipient: Recipient
        let incident: IncidentID
    }

    /// Polls at most that far apart while the gateway answers: twice the interval.
    static let pollGap: Duration = .seconds(20)
    /// After that long without any change everything must have been noticed.
    static let patience: Duration = .seconds(400)

    private(set) var problem: String?

    // Messages
    private var order: [DeliveryID: Int] = [:]
    private var sent: [DeliveryID: AlertEvent] = [:]
    private var underWay: [LaneKey: DeliveryID] = [:]
    private var accepted: Set<DeliveryID> = []
    private var lastAccepted: [LaneKey: Int] = [:]
    private var lastHeard: [View: Int] = [:]
    private var openViews: Set<View> = []
    /// The last message about any group that each recipient accepted.
    private var lastGroup: [Recipient: Int] = [:]
    private var given: Set<View> = []
    private var lastSequence: [View: Int] = [:]
    private var lastTransition: [String: SessionState] = [:]
    private var lastCode: [String: EventID] = [:]
    private var episodes: [IncidentID: (since: BootTime, order: Int)] = [:]
    private var worthTelling: [(view: View, since: Int)] = []
    /// Whether no gateway is seen: what is lost then is told of none of them.
    var isBlind = false
    private var lostBlindly: Set<IncidentID> = []
    private var blindViews: Set<Recipient> = []

    // Starts
    private var unanswered: Set<String> = []
    private var automatic: Set<String> = []
    private var startsIn: [IncidentID: Int] = [:]
    private var wished: [String: [BootTime]] = [:]
    private var renewed: [String: [BootTime]] = [:]

    // Polls
    private var polling: Set<String> = []
    private var lastAnswer: [String: BootTime] = [:]
    private var hasJumped = false
    private var restartedAt = BootTime(milliseconds: 0)
    private var upSince: BootTime? = BootTime(milliseconds: 0)
    private var changedAt = BootTime(milliseconds: 0)

    mutating func fail(_ words: String) {
        if problem == nil { problem = words }
    }

    // MARK: What is committed

    mutating func commit(
        _ changes: [StoreChange], before ledger: Ledger, strangers: Set<String>, away: Set<Recipient>, at now: Moment
    ) {
        for change in changes {
            switch change {
            case .delivery(let row):
                if row.event.kind == .sessionRecovered, ledger.row(row.id) == nil, order[row.id] == nil,
                    strangers.contains(row.event.subject.sessionName ?? "")
                {
                    fail("\(row.id) tells that all is well, and a stranger's phone is linked")
                }
                let isNew = ledger.row(row.id) == nil && order[row.id] == nil
                if isNew, row.event.opens, row.event.passage.via == nil, away.contains(row.lane.recipient) {
                    fail("\(row.id) opens to somebody in whose place another one is told")
                }
                commit(row, isNew: isNew)
            case .incident(let record): commit(record, before: ledger, at: now)
            case .relief(let relief): handOver(relief, with: changes, before: ledger, at: now)
            case .history(let line):
                // A code of an earlier round may be shown again.
                if line.what == "observed", line.condition.state != .scanQR, let name = line.subject.sessionName {
                    lastCode[name] = nil
                }
            case .forgetSession(let name): lastTransition[name] = nil
            default: break
            }
        }
    }

    private mutating func commit(_ row: Delivery, isNew: Bool) {
        let view = row.event.incident.map { View(recipient: row.lane.recipient, incident: $0.id) }
        if row.state == .dead, let view { given.insert(view) }
        if row.state == .dead, row.event.kind == .watcherBlind { blindViews.remove(row.lane.recipient) }
        guard isNew else { return }
        order[row.id] = order.count
        if row.id.rawValue != "\(row.event.id):\(row.lane.recipient)" { fail("I4: delivery id \(row.id)") }
        if let view {
            if row.event.id.rawValue != "\(view.incident)-\(row.event.sequence)" {
                fail("I4: event id \(row.event.id)")
            }
            if row.event.sequence <= lastSequence[view] ?? 0 { fail("I4: sequence of \(row.id) does not grow") }
            lastSequence[view] = row.event.sequence
        } else if let session = row.event.subject.sessionName, row.event.kind == .sessionTransition {
            if let last = lastTransition[session], last != row.event.previous?.state {
                fail("I3: a transition of \(session) is missing between \(last) and \(row.event.condition)")
            }
            lastTransition[session] = row.event.condition.state
        }
    }

    private mutating func commit(_ record: IncidentRecord, before ledger: Ledger, at now: Moment) {
        // What is stored of Relink itself only keeps it from being told twice.
        if record.subject == .watcher { return }
        let id = record.reference.id
        let before = ledger.incidents[id]?.record
        if let before, before.lastSequence > record.lastSequence { fail("I4: \(id) counts backwards") }
        if isBlind, record.subject == .server { lostBlindly.insert(id) }
        if record.recoveredAt == nil {
            if before == nil || before?.recoveredAt != nil { episodes[id] = (now.boot, order.count) }
        } else if let episode = episodes.removeValue(forKey: id), now.boot - episode.since >= .seconds(90) {
            let isMuted = record.care.isMuted || before?.care.isMuted == true || before?.care.isFlapping == true
            if record.isSecret, !isMuted, !lostBlindly.contains(id) {
                fail("I3: \(id) lasted \(now.boot - episode.since) and was never announced")
            }
            for recipient in record.told where !isMuted {
                worthTelling.append((View(recipient: recipient, incident: id), episode.order))
            }
        }
    }

    /// What the one who is away was still to hear of is owed to whoever is told in their place.
    private mutating func handOver(
        _ relief: Relief, with changes: [StoreChange], before ledger: Ledger, at now: Moment
    ) {
        let present = ReliefBook(ledger.reliefs.values + [relief]).present(for: relief.away, at: now.wall)
        for case .incident(let record) in changes where !record.care.waiting.contains(relief.away) {
            let id = record.reference.id
            guard ledger.incidents[id]?.record.care.waiting.contains(relief.away) == true else { continue }
            let view = View(recipient: relief.away, incident: id)
            for (index, debt) in worthTelling.enumerated() where debt.view == view && lastHeard(view) < debt.since {
                worthTelling[index].view = View(recipient: present, incident: id)
            }
        }
    }

    private func lastHeard(_ view: View) -> Int {
        max(lastHeard[view] ?? -1, lastGroup[view.recipient] ?? -1)
    }

    // MARK: What receivers see

    mutating func sent(_ row: Delivery) {
        if let other = underWay.updateValue(row.id, forKey: row.lane) { fail("I5: \(row.id) beside \(other)") }
        if let before = sent.updateValue(row.event, forKey: row.id), before != row.event {
            fail("I4: \(row.id) says something else now")
        }
    }

    mutating func landed(_ row: Delivery) { underWay[row.lane] = nil }

    func has(_ id: DeliveryID) -> Bool { accepted.contains(id) }

    mutating func accept(_ row: Delivery) {
        guard accepted.insert(row.id).inserted else { return }
        let place = order[row.id] ?? 0
        if place < lastAccepted[row.lane] ?? -1 { fail("I5: \(row.id) overtakes") }
        lastAccepted[row.lane] = place
        if row.event.kind == .watcherBlind { acceptBlindness(row) }
        guard let incident = row.event.incident?.id, row.lane.feed == .incidents else { return }
        let view = View(recipient: row.lane.recipient, incident: incident)
        lastHeard[view] = place
        if case .group = row.event.subject { acceptGroup(row, place) }
        // One message for several outages is heard for each of them.
        if row.event.passage.outages > 1 { lastGroup[row.lane.recipient] = order.count }
        // A digest reminds of several incidents and opens or closes none.
        if row.event.kind == .sessionReminder { return }
        let isForgiven = given.contains(view)
        if row.event.kind == .sessionEscalated {
            openViews.insert(view)
        } else if row.event.opens {
            let isNew = openViews.insert(view).inserted
            if !isNew, !isForgiven, !row.event.openedMaybeMissed { fail("I1: \(row.id) opens what is open") }
        } else if row.event.kind.isClosing {
            let wasOpen = openViews.remove(view) != nil
            if !wasOpen, !isForgiven, row.event.kind != .sessionBriefOutage, !row.event.openedMaybeMissed {
                fail("I1, I2: \(row.id) closes what was never opened")
            }
            if wasOpen, row.event.kind == .sessionBriefOutage, !isForgiven {
                fail("I2: \(row.id) tells at once what had been opened")
            }
        }
    }

    /// Whoever hears that nothing is seen hears once that something is.
    private mutating func acceptBlindness(_ row: Delivery) {
        if row.event.condition.state.isBad {
            if !blindViews.insert(row.lane.recipient).inserted { fail("I1: \(row.id) tells of a blindness again") }
        } else {
            blindViews.remove(row.lane.recipient)
        }
    }

    /// Sessions that were told alone belong to the group from here on: it tells of their end.
    private mutating func acceptGroup(_ row: Delivery, _ place: Int) {
        lastGroup[row.lane.recipient] = max(lastGroup[row.lane.recipient] ?? -1, place)
        guard row.event.kind == .groupOpened || row.event.kind == .groupUpdated else { return }
        let codes = Set(row.event.sessions.map(\.code))
        openViews = openViews.filter { view in
            view.recipient != row.lane.recipient || !codes.contains(IncidentCode.of(view.incident))
        }
    }

    mutating func announced(_ row: Delivery) {
        guard let session = row.event.subject.sessionName else { return fail("session.qr without session") }
        if lastCode.updateValue(row.event.id, forKey: session) == row.event.id { fail("\(row.id) announced twice") }
    }

    // MARK: Starts

    mutating func started(_ session: String, isWanted: Bool, in world: ChaosWorld) {
        if !unanswered.insert(session).inserted { fail("I8: \(session) started twice at once") }
        let observed = world.watch.session(session)?.observed
        if isWanted {
            return note(session, in: \.wished, limit: 10, isBound: observed?.state == .scanQR, at: world.now.boot)
        }
        if world.isLost(session) { fail("I8: \(session) started although its gateway lost its sessions") }
        if !automatic.isEmpty { fail("I8: \(session) starts while \(automatic) does") }
        automatic.insert(session)
        guard let status = world.watch.session(session), let observed else {
            return fail("I8: \(session) started without knowing it")
        }
        let record = status.incident.flatMap { world.ledger.incidents[$0.id]?.record }
        let isOver = observed == SessionCondition(.scanQR, .roundOver)
        if world.watch.plan.policy.relink == .keepAlive, record?.qrOfferedAt != nil, isOver || observed.state != .scanQR
        {
            if observed.isTerminal || observed == .connected { fail("I8: \(session) started although \(observed)") }
            if world.watch.tracks[session]?.expects(observed) == true || status.plan.autoStart == .off {
                fail("I8: \(session) started unwanted")
            }
            return note(session, in: \.renewed, limit: 20, isBound: true, at: world.now.boot)
        }
        let isStale = observed == .stale && world.watch.plan.probe?.restarts == true
        if observed.state == .connected && !isStale || observed.state == .scanQR || observed.isTerminal {
            fail("I8: \(session) started although \(observed)")
        }
        if world.watch.tracks[session]?.expects(observed) == true || status.plan.autoStart == .off {
            fail("I8: \(session) started unwanted")
        }
        guard let record else { return fail("I8: \(session) started outside of an incident") }
        let incident = record.reference.id
        startsIn[incident, default: 0] += 1
        if startsIn[incident, default: 0] > 3 { fail("I8: \(session) started beyond the budget") }
        if record.qrOfferedAt != nil { fail("I8: \(session) started after its code was offered") }
    }

    /// A round of codes that begins is none too many.
    private mutating func note(
        _ session: String, in path: WritableKeyPath<Verdict, [String: [BootTime]]>, limit: Int, isBound: Bool,
        at now: BootTime
    ) {
        let rounds = (self[keyPath: path][session] ?? []).filter { now - $0 < .hours(1) }
        if isBound, rounds.count >= limit { fail("I8: more than \(limit) rounds of codes within an hour") }
        if isBound, let last = rounds.last, now - last < .seconds(60) { fail("I8: rounds of codes follow too fast") }
        self[keyPath: path][session] = rounds + [now]
    }

    mutating func startAnswered(_ session: String) {
        unanswered.remove(session)
        automatic.remove(session)
    }

    // MARK: Time

    mutating func restarted(at now: BootTime) {
        (underWay, unanswered, automatic, polling, lastCode) = ([:], [], [], [], [:])
        (restartedAt, changedAt) = (now, now)
        (wished, renewed) = ([:], [:])
        lastAnswer = [:]
        // How long anything lasted cannot be known across a restart for which the wall clock lied.
        if hasJumped { (episodes, startsIn) = ([:], [:]) }
        hasJumped = false
    }

    mutating func wallClockJumped() { hasJumped = true }

    mutating func changed(_ session: String, at now: BootTime) { changedAt = now }

    mutating func changedReach(isUp: Bool, at now: BootTime) {
        changedAt = now
        upSince = isUp ? upSince ?? now : nil
    }

    mutating func polled(_ session: String) {
        if !polling.insert(session).inserted { fail("\(session) polled twice at once") }
    }

    mutating func pollAnswered(_ session: String, at now: BootTime) {
        polling.remove(session)
        lastAnswer[session] = now
    }

    /// Looks at everything that must hold at any time.
    mutating func look(_ world: ChaosWorld) {
        let now = world.now.boot
        if let upSince {
            for session in world.watch.plan.sessions.map(\.name) where !polling.contains(session) {
                let since = max(lastAnswer[session] ?? restartedAt, restartedAt, upSince + .seconds(35))
                if now - since > Self.pollGap { fail("I7: \(session) not polled for \(now - since)") }
            }
        }
        for (lane, rows) in Dictionary(grouping: world.ledger.open, by: \.lane) where lane.feed == .incidents {
            for (topic, rows) in Dictionary(grouping: rows, by: \.event.topic) where rows.count > Lane.stateLimit {
                let kinds = rows.sorted { $0.position < $1.position }.map { "\($0.event.kind.rawValue) \($0.attempts)" }
                fail("bounds: \(rows.count) rows of \(topic) of \(lane.subject) for \(lane.recipient): \(kinds)")
            }
        }
        if world.watch.status.reachability != .reachable { changedAt = now }
        guard upSince != nil, now - changedAt > Self.patience else { return }
        lookAtRest(world)
    }

    /// Looks at what must have been noticed by now.
    private mutating func lookAtRest(_ world: ChaosWorld) {
        let open = world.ledger.openIncidents
        for record in open where record.isSecret && !record.care.isMuted {
            if !record.care.isFlapping { fail("I3: \(record.reference.id) is held back for ever") }
        }
        for session in world.watch.plan.sessions {
            guard let truth = world.truth(of: session.name) else { continue }
            let isTold = open.contains { $0.subject == .session(session.name) }
            let isDown = truth.state != .connected && world.watch.tracks[session.name]?.expects(truth) != true
            // One message tells of all of them.
            if truth.state == .notFound, world.isLost(session.name) { continue }
            let isOutage =
                isDown || truth.state == .connected && (world.isForeign(session.name) || world.isDead(session.name))
            if isOutage != isTold { fail("I3: \(session.name) is \(truth), told of an outage: \(isTold)") }
        }
    }

    /// Looks at everything that must hold once the world has healed.
    mutating func end(_ world: ChaosWorld) {
        if !world.ledger.open.isEmpty { fail("end: \(world.ledger.open.count) rows are never delivered") }
        if !world.ledger.openIncidents.isEmpty { fail("I3: an incident never ends") }
        for session in world.watch.plan.sessions {
            let confirmed = world.watch.session(session.name)?.confirmed
            if confirmed != .connected {
                fail("I3: \(session.name) is still believed to be \(String(describing: confirmed))")
            }
        }
        for recipient in blindViews { fail("I1: \(recipient) never hears that the gateway is seen again") }
        for view in openViews where !given.contains(view) {
            fail("I1: \(view.recipient) never hears the end of \(view.incident)")
        }
        for (view, since) in worthTelling where !given.contains(view) {
            if lastHeard(view) < since { fail("I3: \(view.recipient) never heard of \(view.incident)") }
        }
        for (session, state) in lastTransition where state != .connected && world.watch.session(session) != nil {
            fail("I3: the last transition of \(session) is \(state)")
        }
    }
}

extension IncidentRecord {
    /// Whether nobody was told, and nobody is about to be. What was told in a group alone has no number of its own.
    fileprivate var isSecret: Bool { lastSequence == 0 && told.isEmpty && care.waiting.isEmpty }
}
