// SPDX-License-Identifier: Apache-2.0

/// All lanes of one gateway: rows go in, rows that are due come out.
struct Lanes: Sendable {
    let channels: [ChannelID: ChannelPlan]
    private let policy: WatchPolicy
    /// Whether anything is sent; if not, rows wait until somebody may.
    private let mayAct: Bool
    private(set) var lanes: [LaneKey: Lane] = [:]
    /// Where each open row is.
    private var places: [DeliveryID: Place] = [:]
    private var room = FeedRoom()
    private var rendered: Set<DeliveryID>
    /// What each lane with a head that waits was offered with.
    private var offered: [LaneKey: Offer] = [:]
    /// Feeds whose next message is rendered ahead of its turn, and those that wait to be.
    private var ahead = RenderedAhead()
    /// Lanes that were loaded and not offered yet.
    private var unoffered: [LaneKey] = []
    /// Rows that were loaded for channels which are no longer configured.
    private var homeless: [Delivery] = []
    /// Recipients that get nothing at present.
    var troubles: [Recipient: ChannelTrouble] = [:]
    /// When a message is to be told elsewhere.
    var divertAt: BootTime?

    private struct Place {
        let lane: LaneKey
        /// When the row was decided.
        let since: BootTime
    }

    /// The head that was offered, and from when on it may be tried.
    private struct Offer {
        let row: DeliveryID
        let dueAt: Timestamp
    }

    /// Goes on from what was stored.
    init(plan: GatewayPlan, snapshot: GatewaySnapshot, at now: Moment) {
        channels = Dictionary(plan.channels.map { ($0.id, $0) }) { first, _ in first }
        policy = plan.policy
        mayAct = plan.mayAct
        rendered = Set(snapshot.requests.keys)
        for (key, rows) in Dictionary(grouping: snapshot.deliveries, by: \.lane) {
            guard channels[key.recipient.channel] != nil else {
                homeless += rows
                continue
            }
            let rows = rows.sorted { $0.position < $1.position }
            lanes[key] = lane(key, rows: rows, lastPosition: snapshot.positions[key] ?? 0)
            room.note(key, waited: false, waits: true)
            for row in rows { places[row.id] = Place(lane: key, since: now.recalling(row.createdAt).boot) }
        }
        unoffered = lanes.values.sorted { $0.isBefore($1) }
            .map(\.key)
    }

    /// Open rows, each with when it was decided.
    var waiting: [(row: Delivery, since: BootTime)] {
        lanes.values.flatMap(\.rows).compactMap { row in places[row.id].map { (row, $0.since) } }
    }

    /// Open rows.
    var openRows: [Delivery] { lanes.values.flatMap(\.rows) }

    /// Whether the recipient has everything that was decided for it about the subject.
    func isIdle(_ recipient: Recipient, _ subject: Subject) -> Bool {
        lanes[LaneKey(recipient: recipient, subject: subject, feed: .incidents)] == nil
    }

    /// When ``divertDue(at:)`` has something to do.
    var nextDeadline: BootTime? { divertAt }

    /// Adds one event for one recipient.
    ///
    /// - Parameter others: everybody who is told of it.
    mutating func enqueue(
        _ event: AlertEvent, for recipient: Recipient, besides others: [Recipient] = [], at now: Moment
    ) -> Decision {
        let key = LaneKey(recipient: recipient, subject: event.subject, feed: event.kind.subscription)
        let id = DeliveryID("\(event.id):\(recipient)")
        var lane = take(key)
        let isCovered = fallbacks(of: recipient.channel).contains { name in others.contains { $0.channel == name } }
        let changed = lane.enqueue(
            event, id: id, standIn: isCovered ? .hears : .none, feedLimit: room.limit, at: now.wall)
        places[id] = Place(lane: key, since: now.boot)
        expectDiversion(of: recipient)
        return keep(lane, changed: changed, at: now)
    }

    /// Takes back messages of those kinds about a subject that nobody has seen, since they are no longer wanted.
    ///
    /// - Returns: what follows, and the recipients that will not hear of the subject at all now.
    mutating func withdraw(
        _ kinds: Set<EventKind>, about subject: Subject, from recipients: [Recipient], at now: Moment
    ) -> (decision: Decision, unaware: [Recipient]) {
        var decision = Decision()
        var unaware: [Recipient] = []
        for recipient in recipients {
            guard var lane = lanes[LaneKey(recipient: recipient, subject: subject, feed: .incidents)] else { continue }
            let changed = lane.withdraw(kinds)
            if changed.contains(where: \.event.isFirst) { unaware.append(recipient) }
            if !changed.isEmpty { decision.append(keep(lane, changed: changed, at: now)) }
        }
        return (decision, unaware)
    }

    /// Offers every lane that was loaded, at once: what a row waited for before a restart may be mended, and a channel that
    /// still fails is soon known to.
    mutating func offerLoaded(at now: Moment) -> Decision {
        var decision = Decision()
        for row in homeless {
            decision.changes.append(.delivery(row.givenUp("channel removed")))
            decision.actions.append(.log(.channelRemoved(row)))
        }
        homeless = []
        for key in unoffered { decision.append(offer(key, isRested: true, at: now)) }
        unoffered = []
        return decision
    }

    /// Begins the attempt that the lane's channel has room for.
    mutating func admitted(_ key: LaneKey, at now: Moment) -> Decision {
        var decision = Decision()
        offered[key] = nil
        guard let row = lanes[key]?.begin() else { return decision }
        // What is stored ahead of its turn is taken for sent after a crash, so that its turn need not be stored.
        if !ahead.remove(row.id) { decision.changes = [.delivery(row)] }
        decision.actions = [.send(row, render: rendered.insert(row.id).inserted)]
        return decision
    }

    /// Notes what became of an attempt.
    ///
    /// - Returns: what follows, and the row as it was attempted; nil when the row is unknown.
    mutating func attempted(
        _ id: DeliveryID, _ report: AttemptReport, at now: Moment
    ) -> (decision: Decision, row: Delivery)? {
        guard let place = places[id], lanes[place.lane]?.head?.id == id else { return nil }
        var lane = take(place.lane)
        let changed = lane.attempted(id, report, age: max(now.boot - place.since, .zero), at: now.wall)
        guard let row = changed.first else {
            lanes[place.lane] = lane
            return nil
        }
        var decision = Decision()
        decision.changes = [.attempt(id, number: row.attempts, at: now.wall, report)]
        // A rejected row is rendered again, this time as plain text.
        if row.isOpen, case .reject = report.outcome { rendered.remove(id) }
        decision.append(keep(lane, changed: changed, at: now))
        while ahead.hasRoom, let key = ahead.takeWaiting() { decision.actions += freeze(key) }
        return (decision, row)
    }

    /// Puts a row that was given up behind all others of its lane, to be rendered anew.
    mutating func replay(_ replayed: ReplayedRow, at now: Moment) -> Decision {
        let row = replayed.row
        guard places[row.id] == nil, channels[row.lane.recipient.channel] != nil, let event = replayed.renewed
        else { return Decision() }
        var lane = take(row.lane)
        let changed = lane.enqueue(event, id: row.id, standIn: .hears, feedLimit: room.limit, at: now.wall)
        places[row.id] = Place(lane: row.lane, since: now.boot)
        return keep(lane, changed: changed, at: now)
    }

    /// Notes that somebody else was told of the row.
    mutating func standIn(for row: Delivery) -> Decision {
        var decision = Decision()
        if let row = lanes[row.lane]?.standIn(for: row.id) { decision.changes = [.delivery(row)] }
        return decision
    }

    private func lane(_ key: LaneKey, rows: [Delivery] = [], lastPosition: Int = 0) -> Lane {
        Lane(
            key: key, isMachine: channels[key.recipient.channel]?.isMachine ?? false, briefOutage: policy.briefOutage,
            rows: rows, lastPosition: lastPosition)
    }

    /// The lane, which ``keep(_:changed:at:)`` takes back: while it is changed nobody else has it, or it would be copied.
    private mutating func take(_ key: LaneKey) -> Lane {
        let present = lanes.removeValue(forKey: key)
        room.note(key, waited: present?.rows.isEmpty == false, waits: true)
        return present ?? lane(key)
    }

    private mutating func keep(_ lane: Lane, changed: [Delivery], at now: Moment) -> Decision {
        var decision = Decision()
        for row in changed where !row.isOpen {
            places[row.id] = nil
            rendered.remove(row.id)
            ahead.remove(row.id)
        }
        // One that says something else now is stored as that, in the same commit.
        decision.actions = changed.filter { $0.isOpen && ahead.holds($0.id) }.map { .freeze($0) }
        lanes[lane.key] = lane.isIdle ? nil : lane
        room.note(lane.key, waited: true, waits: !lane.rows.isEmpty)
        if lane.rows.isEmpty { offered[lane.key] = nil }
        decision.changes = changed.map { .delivery($0) }
        decision.append(offer(lane.key, at: now))
        return decision
    }

    /// Offers the lane's head, unless it was offered as it is.
    ///
    /// - Parameter isRested: whether it need not rest after a failure. How long it rests is converted to the boot clock
    ///   once, here, so that a jump of the wall clock moves nothing.
    private mutating func offer(_ key: LaneKey, isRested: Bool = false, at now: Moment) -> Decision {
        var decision = Decision()
        guard mayAct, let lane = lanes[key], let head = lane.head, let dueAt = lane.dueAt else { return decision }
        if let offer = offered[key], offer.row == head.id, offer.dueAt == dueAt { return decision }
        let rest = isRested || head.attempts == 0 ? .zero : max(dueAt - now.wall, .zero)
        let turn = LaneTurn(
            retryClass: RetryClass(head.event.kind), since: places[head.id]?.since ?? now.boot, dueAt: now.boot + rest)
        offered[key] = Offer(row: head.id, dueAt: dueAt)
        decision.actions = freeze(key) + [.offer(key, turn)]
        return decision
    }

    /// Renders the next transition of a feed ahead of its turn, if there is room for that and its channel takes what it is
    /// sent. Other messages are rendered late, so that they say what is true then; a transition never changes.
    private mutating func freeze(_ key: LaneKey) -> [Action] {
        guard key.feed == .transitions, let head = lanes[key]?.head, head.isUntouched, !rendered.contains(head.id),
            troubles[key.recipient] == nil
        else { return [] }
        guard ahead.insert(head.id, of: key) else { return [] }
        rendered.insert(head.id)
        return [.freeze(head)]
    }
}

extension Lane {
    /// The order in which lanes are offered that were loaded: the oldest head first.
    fileprivate func isBefore(_ other: Lane) -> Bool {
        guard let head, let theirs = other.head else { return head != nil && other.head == nil }
        return (head.createdAt.milliseconds, head.id) < (theirs.createdAt.milliseconds, theirs.id)
    }
}
