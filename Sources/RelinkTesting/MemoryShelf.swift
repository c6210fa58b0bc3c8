// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// What a ``MemoryStore`` keeps of one gateway.
struct MemoryShelf {
    var gateway = GatewayRecord()
    var sessions: [String: SessionRecord] = [:]
    var incidents: [IncidentID: IncidentRecord] = [:]
    var groups: [IncidentID: GroupRecord] = [:]
    var silences: [SilenceID: Silence] = [:]
    var reliefs: [ReliefID: Relief] = [:]
    var history: [HistoryRecord] = []
    var deliveries: [DeliveryID: Delivery] = [:]
    var requests: [DeliveryID: FrozenRequest] = [:]
    var attempts: [DeliveryID: [Int: AttemptReport]] = [:]
    var references: [ReferenceKey: StoredReference] = [:]

    /// Which message of an incident.
    struct ReferenceKey: Hashable {
        let incident: IncidentID
        let recipient: Recipient
    }

    /// Whether requests and attempts all belong to rows.
    var isWhole: Bool {
        requests.keys.allSatisfy { deliveries[$0] != nil } && attempts.keys.allSatisfy { deliveries[$0] != nil }
    }

    /// Makes one change.
    mutating func apply(_ change: StoreChange) {
        switch change {
        case .gateway(let record): gateway = record
        case .session(let record): sessions[record.name] = record
        case .forgetSession(let name): sessions[name] = nil
        case .incident(let record): incidents[record.reference.id] = record
        case .group(let record): groups[record.reference.id] = record
        case .silence(let silence): silences[silence.id] = silence
        case .forgetSilence(let id): silences[id] = nil
        case .relief(let relief): reliefs[relief.id] = relief
        case .forgetRelief(let id): reliefs[id] = nil
        case .history(let record): history.append(record)
        case .delivery(let delivery):
            deliveries[delivery.id] = delivery
            if delivery.state == .delivered || delivery.state == .superseded { requests[delivery.id] = nil }
        case .request(let id, let request): requests[id] = request
        case .attempt(let id, let number, _, let report): attempts[id, default: [:]][number] = report
        case .reference(let record):
            references[ReferenceKey(incident: record.incident, recipient: record.recipient)] = record
        }
    }

    /// Deletes a row with its request and attempts.
    mutating func forget(_ id: DeliveryID) {
        deliveries[id] = nil
        requests[id] = nil
        attempts[id] = nil
    }

    /// Puts rows whose attempt was cut off back into the queue.
    ///
    /// - Returns: how many were being sent.
    mutating func recover() -> Int {
        let cutOff = deliveries.filter { $0.value.state == .sending }.map(\.key)
        for id in cutOff {
            deliveries[id]?.state = .queued
            deliveries[id]?.ambiguousAttempts += 1
        }
        for (id, delivery) in deliveries where delivery.isUntouchedAhead(requests[id]) {
            deliveries[id]?.attempts = 1
            deliveries[id]?.ambiguousAttempts += 1
        }
        return cutOff.count
    }

    /// All rows, in the order of their positions.
    var rows: [Delivery] {
        deliveries.values.sorted { ($0.position, $0.createdAt, $0.id) < ($1.position, $1.createdAt, $1.id) }
    }

    /// What the gateway's watch goes on from.
    func snapshot(namespace: String) -> GatewaySnapshot {
        let open = rows.filter(\.isOpen)
        let lanes = Set(open.map(\.lane))
        let positions = rows.filter { lanes.contains($0.lane) }.map { ($0.lane, $0.position) }
        return GatewaySnapshot(
            namespace: namespace,
            gateway: gateway,
            sessions: sessions.values.sorted { $0.name < $1.name },
            incidents: incidents.values.filter { $0.closedAt == nil }.sorted { $0.reference.id < $1.reference.id },
            groups: groups.values.filter { $0.closedAt == nil }.sorted { $0.reference.id < $1.reference.id },
            silences: silences.values.sorted { $0.id < $1.id },
            reliefs: reliefs.values.sorted { $0.id < $1.id },
            deliveries: open,
            requests: requests.filter { deliveries[$0.key]?.isOpen == true },
            references: references.values.filter { message in
                incidents[message.incident].map { $0.closedAt == nil } ?? false
            },
            positions: Dictionary(positions, uniquingKeysWith: max))
    }

    /// Forgets what is older than the bounds.
    mutating func prune(_ bounds: StoreBounds) {
        history.removeAll { $0.at < bounds.historyBefore }
        incidents = incidents.filter { !($0.value.closedAt.map { $0 < bounds.historyBefore } ?? false) }
        groups = groups.filter { !($0.value.closedAt.map { $0 < bounds.historyBefore } ?? false) }
        deliveries = deliveries.filter { _, row in
            switch row.state {
            case .queued, .sending: true
            case .delivered, .superseded: row.createdAt >= bounds.deliveredBefore
            case .dead: row.createdAt >= bounds.deadBefore
            }
        }
        requests = requests.filter { deliveries[$0.key] != nil }
        attempts = attempts.filter { deliveries[$0.key] != nil }
        references = references.filter { incidents[$0.key.incident] != nil }
    }
}

extension Delivery {
    /// Whether it was rendered ahead of its turn, and may have had it.
    fileprivate func isUntouchedAhead(_ request: FrozenRequest?) -> Bool {
        request != nil && state == .queued && attempts == 0
    }
}
