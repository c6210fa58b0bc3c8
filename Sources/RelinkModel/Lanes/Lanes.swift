// SPDX-License-Identifier: Apache-2.0

/// All lanes of one gateway: rows go in, rows that are due come out.
struct Lanes: Sendable {
    private let channels: [ChannelID: ChannelPlan]
    private let policy: WatchPolicy
    /// Whether anything is sent; if not, rows wait until somebody may.
    private let mayAct: Bool
    private var lanes: [LaneKey: Lane] = [:]
    private var laneOf: [DeliveryID: LaneKey] = [:]
    private var offered: Set<LaneKey> = []
    private var rendered: Set<DeliveryID>
    private var deadlines = DeadlineQueue<LaneKey>()
    private var ready: [LaneKey: Turn] = [:]
    /// Lanes whose head waits only because its channel failed, not because the receiver asked for it.
    private var backingOff: [ChannelID: Set<LaneKey>] = [:]
    /// When each open row was decided.
    private var born: [DeliveryID: Moment] = [:]

    /// When a lane's head may be tried. By the boot clock, so that a jump of the wall clock moves nothing.
    private struct Turn {
        let row: DeliveryID
        let dueAt: Timestamp
        let at: BootTime
    }

    /// Goes on from what was stored.
    init(plan: GatewayPlan, snapshot: GatewaySnapshot, at now: Moment) {
        channels = Dictionary(plan.channels.map { ($0.id, $0) }) { first, _ in first }
        policy = plan.policy
        mayAct = plan.mayAct
        rendered = Set(snapshot.requests.keys)
        for (key, rows) in Dictionary(grouping: snapshot.deliveries, by: \.lane) {
            let rows = rows.sorted { $0.position < $1.position }
            lanes[key] = lane(key, rows: rows, lastPosition: snapshot.positions[key] ?? 0)
            for row in rows {
                laneOf[row.id] = key
                born[row.id] = now.recalling(row.createdAt)
            }
            schedule(key, at: now)
            if let ready = ready[key] { deadlines.set(key, at: ready.at) }
            if let head = rows.first, head.attempts > 0 { backingOff[key.recipient.channel, default: []].insert(key) }
        }
    }

    /// When a row becomes due that is not offered yet.
    var nextDeadline: BootTime? { deadlines.first }

    /// Open rows.
    var openRows: [Delivery] { lanes.values.flatMap(\.rows) }

    /// Whether the recipient has everything that was decided for it about the subject.
    func isIdle(_ recipient: Recipient, _ subject: Subject) -> Bool {
        lanes[LaneKey(recipient: recipient, subject: subject, feed: .incidents)] == nil
    }

    /// Adds one event for one recipient.
    mutating func enqueue(_ event: AlertEvent, for recipient: Recipient, at now: Moment) -> Decision {
        let key = LaneKey(recipient: recipient, subject: event.subject, feed: event.kind.subscription)
        let id = DeliveryID("\(event.id):\(recipient)")
        var lane = lanes[key] ?? lane(key)
        let changed = lane.enqueue(event, id: id, at: now.wall)
        laneOf[id] = key
        born[id] = now
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

    /// Offers every lane whose head has become due.
    mutating func offerDue(at now: Moment) -> Decision {
        var decision = Decision()
        while let key = deadlines.take(at: now.boot) {
            decision.append(offer(key, at: now))
        }
        return decision
    }

    /// Begins the attempt that the lane's channel has room for.
    mutating func admitted(_ key: LaneKey, at now: Moment) -> Decision {
        var decision = Decision()
        offered.remove(key)
        guard var lane = lanes[key], let ready = ready[key], ready.at <= now.boot, let row = lane.begin() else {
            decision.actions = [.release(key.recipient.channel)]
            decision.append(offer(key, at: now))
            return decision
        }
        lanes[key] = lane
        self.ready[key] = nil
        decision.changes = [.delivery(row)]
        decision.actions = [.send(row, render: rendered.insert(row.id).inserted)]
        return decision
    }

    /// Notes what became of an attempt.
    ///
    /// - Returns: what follows, and the row as it was attempted; nil when the row is unknown.
    mutating func attempted(
        _ id: DeliveryID, _ report: AttemptReport, at now: Moment
    ) -> (decision: Decision, row: Delivery)? {
        guard let key = laneOf[id], var lane = lanes[key] else { return nil }
        let age = born[id].map { max(now.elapsed(since: $0), .zero) } ?? .zero
        let changed = lane.attempted(id, report, age: age, at: now.wall)
        guard let row = changed.first else { return nil }
        var decision = Decision()
        decision.changes = [.attempt(id, number: row.attempts, at: now.wall, report)]
        // A rejected row is rendered again, this time as plain text.
        if row.isOpen, case .reject = report.outcome { rendered.remove(id) }
        decision.append(keep(lane, changed: changed, at: now))
        decision.append(spread(report.outcome, from: key, at: now))
        return (decision, row)
    }

    /// A channel that works again is told everything that waited for it at once: the pause of each row was a guess, and
    /// the gate before the channel sees to it that they come one after the other.
    private mutating func spread(_ outcome: DeliveryOutcome, from key: LaneKey, at now: Moment) -> Decision {
        var decision = Decision()
        let channel = key.recipient.channel
        switch outcome {
        case .retry(nil, _):
            backingOff[channel, default: []].insert(key)
        case .delivered, .duplicate:
            for waiting in backingOff.removeValue(forKey: channel) ?? [] {
                guard let turn = ready[waiting], turn.at > now.boot else { continue }
                ready[waiting] = Turn(row: turn.row, dueAt: turn.dueAt, at: now.boot)
                decision.append(offer(waiting, at: now))
            }
        case .retry, .reject, .suspend:
            backingOff[channel]?.remove(key)
        }
        return decision
    }

    private func lane(_ key: LaneKey, rows: [Delivery] = [], lastPosition: Int = 0) -> Lane {
        Lane(
            key: key, isMachine: channels[key.recipient.channel]?.isMachine ?? false, briefOutage: policy.briefOutage,
            rows: rows, lastPosition: lastPosition)
    }

    private mutating func keep(_ lane: Lane, changed: [Delivery], at now: Moment) -> Decision {
        for row in changed where !row.isOpen {
            laneOf[row.id] = nil
            born[row.id] = nil
            rendered.remove(row.id)
        }
        lanes[lane.key] = lane.rows.isEmpty ? nil : lane
        schedule(lane.key, at: now)
        var decision = Decision()
        decision.changes = changed.map { .delivery($0) }
        decision.append(offer(lane.key, at: now))
        return decision
    }

    /// Offers the lane if its head is due, else asks to be reminded.
    private mutating func offer(_ key: LaneKey, at now: Moment) -> Decision {
        var decision = Decision()
        guard mayAct, !offered.contains(key), let head = lanes[key]?.head, let ready = ready[key] else {
            return decision
        }
        if ready.at <= now.boot {
            offered.insert(key)
            decision.actions = [.offer(key, RetryClass(head.event.kind))]
        } else {
            deadlines.set(key, at: ready.at)
        }
        return decision
    }

    /// Converts the head's wall time once, when it becomes the head or is to wait anew.
    private mutating func schedule(_ key: LaneKey, at now: Moment) {
        guard let lane = lanes[key], let head = lane.head, let dueAt = lane.dueAt else {
            ready[key] = nil
            return
        }
        if let turn = ready[key], turn.row == head.id, turn.dueAt == dueAt { return }
        // A wait that no rule asks for comes from a wall clock that was set back meanwhile.
        let wait = head.attempts == 0 ? .zero : max(dueAt - now.wall, .zero)
        let isOdd = wait > RetryPolicy.longestWait(RetryClass(head.event.kind))
        ready[key] = Turn(row: head.id, dueAt: dueAt, at: now.boot + (isOdd ? .zero : wait))
    }
}
