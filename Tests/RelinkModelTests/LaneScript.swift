// SPDX-License-Identifier: Apache-2.0

@testable import RelinkModel

/// A lane under test, with the incident's events numbered as they come.
struct LaneScript {
    var lane: Lane
    var sequence = 0
    var accepted: [EventKind] = []
    var flags: [Bool] = []
    var incident = 1
    let subject: Subject
    let now = Timestamp(milliseconds: 1_767_225_600_000)

    init(isMachine: Bool, subject: Subject = .session("shop"), feed: EventSubscription = .incidents) {
        self.subject = subject
        let key = LaneKey(recipient: Recipient(channel: "ops"), subject: subject, feed: feed)
        lane = Lane(key: key, isMachine: isMachine, briefOutage: .seconds(60))
    }

    mutating func tell(
        _ kind: EventKind, _ condition: SessionCondition = SessionCondition(.failed), outage: Int64 = 300,
        severity: Severity = .error, isFirst: Bool = false, connectedNow: Int? = nil, channel: ChannelID? = nil
    ) {
        sequence += 1
        let reference = IncidentReference(id: IncidentID("x-\(incident)"), code: "K7Q2", openedAt: now)
        let isBack = kind == .serverRecovered
        var event = AlertEvent(
            id: EventID("x-1-\(sequence)"), kind: kind, subject: subject, occurredAt: now,
            incident: subject == .watcher ? nil : reference, sequence: sequence,
            condition: isBack ? .connected : condition, previous: isBack ? condition : nil, severity: severity,
            outage: .seconds(outage),
            counts: connectedNow.map { SessionCounts(total: 9, connectedBefore: 9, connectedNow: $0) },
            isFirst: isFirst)
        event.passage.channel = channel
        _ = lane.enqueue(event, id: DeliveryID("x-1-\(sequence):ops"), at: now)
    }

    mutating func end(_ outcome: DeliveryOutcome, isTaken: Bool) {
        guard let row = lane.head, row.state == .sending else { return }
        if isTaken {
            accepted.append(row.event.kind)
            flags.append(row.event.openedMaybeMissed)
        }
        let report = AttemptReport(outcome: outcome, words: "", took: .zero)
        _ = lane.attempted(row.id, report, age: .zero, at: now)
    }

    mutating func fail() {
        _ = lane.begin()
        end(.retry(after: nil, reason: "down"), isTaken: false)
    }

    mutating func drain() {
        while lane.head != nil {
            _ = lane.begin()
            end(.delivered(ref: nil), isTaken: true)
        }
    }
}
