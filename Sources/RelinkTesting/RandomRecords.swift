// SPDX-License-Identifier: Apache-2.0

package import RelinkModel

/// Records of every shape, with texts that a hostile gateway would send; the same for the same seed.
package struct RandomRecords {
    private var random: SplitMix64
    private var count = 0

    /// The records of that seed.
    package init(seed: UInt64) { random = SplitMix64(seed: seed) }

    /// A gateway's record.
    package mutating func gateway() -> GatewayRecord {
        GatewayRecord(incidents: number(), transitions: number(), unreachableSince: maybe { $0.time() })
    }

    /// A session of a name that no other one has.
    package mutating func session() -> SessionRecord {
        SessionRecord(
            name: unique(), observed: condition(), observedSince: time(), confirmed: maybe { $0.condition() },
            confirmedSince: time(), runSince: maybe { $0.time() }, everConnected: .random(using: &random),
            isListed: .random(using: &random),
            flapping: maybe { FlappingRecord(drops: $0.times(), isActive: true, count: $0.number()) },
            expectation: maybe {
                ExpectationOverride($0.pick(SessionPlan.Expectation.allCases), until: $0.maybe { $0.time() })
            }, account: account())
    }

    private mutating func account() -> AccountRecord? {
        guard let number = AccountNumber("1202555\(1000 + number() % 9000)") else { return nil }
        return maybe { AccountRecord(number: number, acceptedOver: $0.maybe { _ in number }) }
    }

    /// An incident of an id that no other one has.
    package mutating func incident(closedAt: Timestamp? = nil) -> IncidentRecord {
        IncidentRecord(
            reference: incidentReference(), subject: subject(), openedBy: kind(), condition: condition(),
            since: time(), qrOfferedAt: maybe { $0.time() }, lastSequence: number(), startAttempts: number(),
            recoveredAt: maybe { $0.time() }, closedAt: closedAt, connectedBefore: number(),
            told: recipients(), care: care())
    }

    /// What people do about an incident.
    private mutating func care() -> CareRecord {
        CareRecord(
            waiting: recipients(),
            acknowledgement: maybe { Acknowledgement(by: $0.text(), at: $0.time(), until: $0.maybe { $0.time() }) },
            escalation: maybe { random in
                EscalationRecord(
                    steps: [EscalationStep(after: .milliseconds(random.number()), notify: random.recipients())],
                    level: random.number(), counted: .milliseconds(random.number()),
                    runningSince: random.maybe { $0.time() })
            }, remindedAt: maybe { $0.time() }, isMuted: .random(using: &random),
            owesChange: .random(using: &random),
            isFlapping: .random(using: &random))
    }

    /// A group of an id and a recipient that no other one has.
    package mutating func group(closedAt: Timestamp? = nil) -> GroupRecord {
        GroupRecord(
            recipient: recipient(), reference: incidentReference(), open: [unique(), unique()], size: number(),
            toldSize: number(), toldAt: time(), since: time(), lastSequence: number(),
            toldNeedsPerson: .random(using: &random), closedAt: closedAt)
    }

    /// A silence of an id that no other one has.
    package mutating func silence() -> Silence {
        Silence(
            id: SilenceID(unique()),
            match: Route.Match(
                severities: [pick(Severity.allCases)], gateways: [GatewayID(text())], sessions: [text()],
                labels: [text(): text()], states: [pick(SessionState.allCases)], kinds: [kind()]),
            until: time(), createdAt: time(), by: text(), comment: text())
    }

    /// A relief of an id that no other one has.
    package mutating func relief() -> Relief {
        Relief(
            id: ReliefID(unique()), of: recipient(), by: recipient(), until: time(), createdAt: time(), madeBy: text(),
            comment: text())
    }

    /// A line of the history.
    package mutating func history() -> HistoryRecord {
        HistoryRecord(
            at: time(), subject: subject(), what: text(), condition: condition(), previous: maybe { $0.condition() },
            incident: maybe { IncidentID($0.text()) }, words: text())
    }

    /// A row of an id and a lane that no other one has.
    package mutating func delivery(_ state: Delivery.State = .queued) -> Delivery {
        var delivery = Delivery(
            id: DeliveryID(unique()),
            lane: LaneKey(recipient: recipient(), subject: .session(unique()), feed: pick(EventSubscription.allCases)),
            event: event(), position: number(), createdAt: time())
        delivery.state = state
        delivery.attempts = number()
        delivery.ambiguousAttempts = number()
        delivery.dueAt = time()
        delivery.isPlain = .random(using: &random)
        delivery.note = text()
        delivery.standIn = pick(Delivery.StandIn.allCases)
        return delivery
    }

    /// An event.
    package mutating func event() -> AlertEvent {
        var event = AlertEvent(
            id: EventID(text()), kind: kind(), subject: subject(), occurredAt: time(),
            incident: maybe { $0.incidentReference() }, sequence: number(), condition: condition(),
            previous: maybe { $0.condition() }, severity: pick(Severity.allCases), since: maybe { $0.time() },
            outage: maybe { .milliseconds($0.number()) }, timeToRelink: maybe { .milliseconds($0.number()) },
            words: text(),
            counts: maybe {
                SessionCounts(total: $0.number(), connectedBefore: $0.number(), connectedNow: $0.number())
            },
            afterGap: .random(using: &random), openedMaybeMissed: .random(using: &random), startAttempts: number(),
            sessions: (0..<Int.random(in: 0...2, using: &random)).map { _ in
                SessionBrief(name: text(), condition: condition(), since: time(), code: text())
            }, states: [pick(SessionState.allCases): number()], isAcknowledged: .random(using: &random), by: text(),
            until: maybe { $0.time() },
            attendedFrom: maybe { $0.time() }, isFirst: .random(using: &random))
        event.account = maybe { AccountNote(last4: $0.text(), isExpected: .random(using: &$0.random)) }
        if Bool.random(using: &random) { event.passage = passage() }
        return event
    }

    private mutating func passage() -> Passage {
        var passage = Passage()
        passage.missed = number()
        passage.outages = number()
        passage.dropped = maybe { .init(count: $0.number(), from: $0.time(), to: $0.time()) }
        passage.earlier = (0..<Int.random(in: 0...3, using: &random)).map { _ in
            .init(condition: condition(), at: time())
        }
        passage.via = maybe { .init(channel: ChannelID($0.text()), since: $0.time()) }
        passage.channel = maybe { ChannelID($0.text()) }
        return passage
    }

    /// A frozen request.
    package mutating func request() -> FrozenRequest {
        let headers = (0..<Int.random(in: 0...3, using: &random)).map { _ in
            FrozenRequest.Header(name: text(), value: segments())
        }
        let body: FrozenRequest.Body =
            switch Int.random(in: 0...2, using: &random) {
            case 0: .empty
            case 1: .text(segments())
            default: .form((0..<Int.random(in: 0...2, using: &random)).map { _ in part() })
            }
        return FrozenRequest(method: text(), url: segments(), headers: headers, body: body)
    }

    /// A message that can be edited, of that incident.
    package mutating func reference(of incident: IncidentID) -> StoredReference {
        StoredReference(incident: incident, recipient: recipient(), reference: RemoteReference(rawValue: text()))
    }

    /// What an attempt did.
    package mutating func report() -> AttemptReport {
        let outcome: DeliveryOutcome =
            switch Int.random(in: 0...4, using: &random) {
            case 0: .delivered(ref: maybe { RemoteReference(rawValue: $0.text()) })
            case 1: .duplicate
            case 2: .retry(after: maybe { .milliseconds($0.number()) }, reason: text())
            case 3: .reject(reason: text())
            default: .suspend(probeAfter: .milliseconds(number()), reason: text())
            }
        return AttemptReport(
            outcome: outcome, isAmbiguous: .random(using: &random), status: number(), words: text(),
            took: .milliseconds(number()))
    }

    /// A text made of ordinary and of hostile pieces.
    package mutating func text() -> String {
        (0..<Int.random(in: 0...4, using: &random)).map { _ in pick(Self.pieces) }.joined()
    }

    // MARK: - Parts

    private static let pieces = [
        "shop-07", "", " ", "\u{0}", "\\", "\\0", "\"", "'; DROP TABLE delivery; --", "\n\r\t", "\u{1B}[31m",
        "\u{202E}gro.elpmaxe", "<b>&amp;</b>", "{{session.name}}", "🟡", "e\u{301}", "\u{FFFD}\u{2028}", "?1", "%s",
        "null",
        String(repeating: "long ", count: 200),
    ]

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &random)]
    }

    private mutating func maybe<Value>(_ make: (inout Self) -> Value) -> Value? {
        Bool.random(using: &random) ? make(&self) : nil
    }

    private mutating func unique() -> String {
        count += 1
        return "\(count)-\(text())"
    }

    private mutating func number() -> Int { pick([0, 1, 2, 404, 1 << 31, 1 << 53]) }

    private mutating func time() -> Timestamp {
        Timestamp(milliseconds: Int64.random(in: -10_000...4_102_444_800_000, using: &random))
    }

    private mutating func times() -> [Timestamp] { (0..<Int.random(in: 0...4, using: &random)).map { _ in time() } }

    private mutating func recipients() -> [Recipient] {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in recipient() }
    }

    private mutating func condition() -> SessionCondition {
        SessionCondition(pick(SessionState.allCases), SessionDetail(rawValue: text()))
    }

    private mutating func kind() -> EventKind { pick(EventKind.allCases) }

    private mutating func subject() -> Subject { pick([.server, .watcher, .session(text()), .group(GroupID(text()))]) }

    private mutating func recipient() -> Recipient {
        Recipient(channel: ChannelID(unique()), contact: maybe { ContactID($0.text()) })
    }

    private mutating func incidentReference() -> IncidentReference {
        IncidentReference(id: IncidentID(unique()), code: text(), openedAt: time())
    }

    private mutating func segments() -> [FrozenRequest.Segment] {
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
            pick([.text(text()), .slot(.secret(text())), .slot(.qrPayload)])
        }
    }

    private mutating func part() -> FrozenRequest.Part {
        FrozenRequest.Part(
            name: text(), filename: maybe { $0.text() }, contentType: maybe { $0.text() }, content: segments())
    }
}
