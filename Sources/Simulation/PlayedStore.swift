// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// What one gateway's watch committed and would go on from; what is done is forgotten.
struct PlayedStore: Sendable {
    private let namespace: String
    private var gateway = GatewayRecord()
    private var sessions: [String: SessionRecord] = [:]
    private var incidents: [IncidentID: IncidentRecord] = [:]
    private var groups: [IncidentID: GroupRecord] = [:]
    private var silences: [SilenceID: Silence] = [:]
    private var reliefs: [ReliefID: Relief] = [:]
    private var rows: [DeliveryID: Delivery] = [:]
    private var references: [StoredReference] = []

    init(namespace: String) { self.namespace = namespace }

    /// Makes the changes of one decision.
    mutating func apply(_ changes: [StoreChange]) {
        for change in changes {
            switch change {
            case .gateway(let record): gateway = record
            case .session(let record): sessions[record.name] = record
            case .forgetSession(let name): sessions[name] = nil
            case .incident(let record): keep(record)
            case .group(let record): groups[record.reference.id] = record.closedAt == nil ? record : nil
            case .silence(let silence): silences[silence.id] = silence
            case .forgetSilence(let id): silences[id] = nil
            case .relief(let relief): reliefs[relief.id] = relief
            case .forgetRelief(let id): reliefs[id] = nil
            case .delivery(let row): rows[row.id] = row.isOpen ? row : nil
            case .reference(let reference):
                references.removeAll { $0.incident == reference.incident && $0.recipient == reference.recipient }
                references.append(reference)
            case .history, .request, .attempt: break
            }
        }
    }

    private mutating func keep(_ record: IncidentRecord) {
        incidents[record.reference.id] = record.closedAt == nil ? record : nil
        if record.closedAt != nil { references.removeAll { $0.incident == record.reference.id } }
    }

    /// A row that is not done.
    func row(_ id: DeliveryID) -> Delivery? { rows[id] }

    /// The open incident of a subject, or the newest group for nil.
    func openIncident(of subject: Subject?) -> IncidentID? {
        guard let subject else {
            return groups.values.max {
                ($0.reference.openedAt, $0.reference.id) < ($1.reference.openedAt, $1.reference.id)
            }?
            .reference.id
        }
        return incidents.values.filter { $0.subject == subject && $0.recoveredAt == nil }
            .min { $0.reference.id < $1.reference.id }?.reference.id
    }

    /// What a watch goes on from after a restart: rows that were being sent wait again, their outcome unknown.
    mutating func snapshot() -> GatewaySnapshot {
        for (id, row) in rows where row.state == .sending {
            rows[id]?.state = .queued
            rows[id]?.ambiguousAttempts += 1
        }
        let open = rows.values.sorted { ($0.position, $0.id) < ($1.position, $1.id) }
        return GatewaySnapshot(
            namespace: namespace, gateway: gateway, sessions: sessions.values.sorted { $0.name < $1.name },
            incidents: incidents.values.sorted { $0.reference.id < $1.reference.id },
            groups: groups.values.sorted { $0.reference.id < $1.reference.id },
            silences: silences.values.sorted { $0.id < $1.id },
            reliefs: reliefs.values.sorted { $0.id < $1.id }, deliveries: open, references: references,
            positions: Dictionary(open.map { ($0.lane, $0.position) }) { max($0, $1) })
    }
}
