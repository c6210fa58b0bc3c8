// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// A store in memory that keeps exactly what was committed, to restart from.
struct Ledger {
    private(set) var gateway = GatewayRecord()
    private(set) var sessions: [String: SessionRecord] = [:]
    private(set) var incidents: [IncidentID: (record: IncidentRecord, isClosed: Bool)] = [:]
    private(set) var groups: [IncidentID: GroupRecord] = [:]
    private(set) var silences: [SilenceID: Silence] = [:]
    private(set) var reliefs: [ReliefID: Relief] = [:]
    private(set) var rows: [DeliveryID: Delivery] = [:]
    private(set) var rendered: Set<DeliveryID> = []
    private(set) var references: [StoredReference] = []
    private(set) var history: [HistoryRecord] = []
    private(set) var attempts: [DeliveryID: Int] = [:]

    mutating func apply(_ changes: [StoreChange], at now: Moment) {
        for change in changes {
            switch change {
            case .gateway(let record): gateway = record
            case .session(let record): sessions[record.name] = record
            case .forgetSession(let name): sessions[name] = nil
            case .incident(let record): incidents[record.reference.id] = (record, record.closedAt != nil)
            case .group(let record): groups[record.reference.id] = record
            case .silence(let silence): silences[silence.id] = silence
            case .forgetSilence(let id): silences[id] = nil
            case .relief(let relief): reliefs[relief.id] = relief
            case .forgetRelief(let id): reliefs[id] = nil
            case .history(let record): history.append(record)
            case .delivery(let row): rows[row.id] = row
            case .request(let id, _): rendered.insert(id)
            case .attempt(let id, _, _, _): attempts[id, default: 0] += 1
            case .reference(let reference):
                references.removeAll {
                    $0.incident == reference.incident && $0.recipient == reference.recipient
                }
                references.append(reference)
            }
        }
    }

    func row(_ id: DeliveryID) -> Delivery? { rows[id] }

    /// Keeps the request of a row that is rendered ahead of its turn.
    mutating func freeze(_ id: DeliveryID) { rendered.insert(id) }

    /// The rows that are not done.
    var open: [Delivery] { rows.values.filter(\.isOpen) }

    /// What a store gives back after a restart: rows that were being sent wait again, with an attempt of unknown end.
    func snapshot() -> GatewaySnapshot {
        let open = recovered.values.filter(\.isOpen).sorted { $0.position < $1.position }
        return GatewaySnapshot(
            namespace: "test01", gateway: gateway, sessions: sessions.values.sorted { $0.name < $1.name },
            incidents: incidents.values.filter { !$0.isClosed }.map(\.record),
            groups: groups.values.filter { $0.closedAt == nil }, silences: Array(silences.values),
            reliefs: Array(reliefs.values), deliveries: open,
            references: references,
            positions: Dictionary(open.map { ($0.lane, $0.position) }) { max($0, $1) })
    }

    mutating func recover() { rows = recovered }

    private var recovered: [DeliveryID: Delivery] {
        rows.mapValues { row in
            var row = row
            if row.state == .queued, row.attempts == 0, rendered.contains(row.id) {
                row.attempts = 1
                row.ambiguousAttempts += 1
            }
            guard row.state == .sending else { return row }
            row.state = .queued
            row.ambiguousAttempts += 1
            return row
        }
    }
}

extension Ledger {
    /// Incidents whose outage lasts.
    var openIncidents: [IncidentRecord] {
        incidents.values.filter { !$0.isClosed && $0.record.recoveredAt == nil }.map(\.record)
    }
}
