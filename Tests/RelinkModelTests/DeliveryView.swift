// SPDX-License-Identifier: Apache-2.0

@testable import RelinkModel

/// What the receivers of a ``DeliveryWorld`` know, by nothing but the messages that reached them, and the first rule that
/// was broken.
struct DeliveryView {
    /// What a lane tells of: one thing, or several.
    private struct Telling: Hashable {
        let lane: LaneKey
        let topic: LaneTopic

        init(_ row: Delivery) {
            lane = row.lane
            topic = row.event.topic
        }
    }

    private struct Heard {
        var isDown = false
        var incident: IncidentID?
        var shown = SessionCondition.connected
        /// Transitions told one by one or as a gap.
        var transitions = 0
        /// Rows given up since the last message.
        var isUncertain = false
        var lost = 0
    }

    private(set) var problem: String?
    private var heard: [Telling: Heard] = [:]
    private var lastPlace: [LaneKey: Int] = [:]
    /// Lanes with a row that was given up, of which the next message is to tell.
    private var owing: Set<LaneKey> = []
    private var accepted: Set<DeliveryID> = []
    private var dead: Set<DeliveryID> = []
    private var said: [DeliveryID: AlertEvent] = [:]
    private var ahead: [DeliveryID: AlertEvent] = [:]
    private var underWay: [LaneKey: DeliveryID] = [:]
    private var places: [DeliveryID: Int] = [:]

    mutating func fail(_ words: String) {
        if problem == nil { problem = words }
    }

    mutating func crashed() {
        underWay = [:]
        ahead = [:]
        // Where nothing waited, that something was given up is not stored.
        owing = []
    }

    /// A row that is given up leaves its receiver behind, until the next message tells.
    mutating func stored(_ changes: [StoreChange]) {
        for case .delivery(let row) in changes where places[row.id] == nil { places[row.id] = places.count }
        for case .delivery(let row) in changes where row.state == .dead && dead.insert(row.id).inserted {
            heard[Telling(row), default: Heard()].isUncertain = true
            owing.insert(row.lane)
            if !accepted.contains(row.id) { heard[Telling(row)]?.lost += row.event.passage.dropped?.count ?? 1 }
        }
    }

    /// A row that is rendered ahead of its turn says then what it says for good, unless it is rendered anew before that.
    mutating func frozen(_ row: Delivery) {
        if said[row.id] != nil { fail("I4: \(row.id) is rendered anew after it was sent") }
        ahead[row.id] = row.event
    }

    mutating func sent(_ row: Delivery) {
        if let event = ahead.removeValue(forKey: row.id), event != row.event {
            fail("I4: \(row.id) was rendered as something else")
        }
        if let other = underWay.updateValue(row.id, forKey: row.lane) { fail("I5: \(row.id) beside \(other)") }
        if let before = said.updateValue(row.event, forKey: row.id), before != row.event {
            fail("I4: \(row.id) says something else now")
        }
        if owing.remove(row.lane) != nil, row.attempts == 1, row.event.passage.missed == 0 {
            fail("I6: \(row.id) does not tell that the message before it was given up")
        }
    }

    mutating func landed(_ row: Delivery) { underWay[row.lane] = nil }

    mutating func accept(_ row: Delivery) {
        guard accepted.insert(row.id).inserted else { return }
        var heard = heard[Telling(row)] ?? Heard()
        defer { self.heard[Telling(row)] = heard }
        let place = places[row.id] ?? 0
        if place <= lastPlace[row.lane] ?? -1 { fail("I5: \(row.id) overtakes") }
        lastPlace[row.lane] = place
        let isExcused = heard.isUncertain || row.event.openedMaybeMissed
        heard.isUncertain = false
        if row.lane.feed == .transitions {
            if let previous = row.event.previous, previous != heard.shown, !isExcused {
                fail("a gap before \(row.id): \(heard.shown), then \(previous) → \(row.event.condition)")
            }
            heard.shown = row.event.condition
            heard.transitions += row.event.passage.dropped?.count ?? 1
            return
        }
        if row.event.kind.isOpening {
            if heard.isDown, heard.incident == row.event.incident?.id, !isExcused { fail("I1: \(row.id) opens again") }
            heard.isDown = true
            heard.incident = row.event.incident?.id
        } else if row.event.kind.isClosing {
            if !heard.isDown, row.event.kind != .sessionBriefOutage, !isExcused {
                fail("I1: \(row.id) closes what was never opened")
            }
            if heard.isDown, row.event.kind == .sessionBriefOutage, !isExcused {
                fail("I2: \(row.id) tells at once what was opened")
            }
            heard.isDown = false
        } else {
            if !heard.isDown, !isExcused { fail("I1: \(row.id) changes what was never opened") }
            heard.isDown = true
        }
    }

    /// Looks at what must hold at any time.
    mutating func look(_ open: [Delivery]) {
        for (telling, rows) in Dictionary(grouping: open, by: Telling.init) {
            let limit = telling.lane.feed == .transitions ? Lane.feedLimit : Lane.stateLimit
            guard rows.count > limit else { continue }
            let kinds = rows.sorted { $0.position < $1.position }.prefix(6).map(\.event.kind.rawValue)
            fail("bound: \(rows.count) rows of \(telling.lane.subject) for \(telling.lane.recipient), first \(kinds)")
        }
    }

    /// Compares what a receiver heard of an outage with what is so, once everything is delivered.
    mutating func compare(_ subject: Subject, _ topic: LaneTopic, isDown: Bool) {
        for (telling, heard) in heard
        where telling.lane.subject == subject && telling.topic == topic && telling.lane.feed == .incidents {
            guard !heard.isUncertain, heard.isDown != isDown else { continue }
            fail("\(telling.lane.recipient) believes \(topic) of \(subject) to be \(heard.isDown ? "down" : "up")")
        }
    }

    /// Compares what a receiver heard of each change of a session with what is so, once everything is delivered.
    mutating func compare(_ session: String, shown: SessionCondition, transitions: Int) {
        for (telling, heard) in heard
        where telling.lane.subject == .session(session) && telling.lane.feed == .transitions && !heard.isUncertain {
            let recipient = telling.lane.recipient
            if heard.shown != shown { fail("\(recipient) believes \(session) to be \(heard.shown), not \(shown)") }
            if heard.transitions + heard.lost != transitions {
                fail("\(heard.transitions) told and \(heard.lost) given up of \(transitions) transitions of \(session)")
            }
        }
    }
}
