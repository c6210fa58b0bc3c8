// SPDX-License-Identifier: Apache-2.0

import GRDB
import RelinkModel

/// Reads everything that one gateway's watch goes on from.
struct SnapshotQuery {
    private let key: String
    private let gateway: GatewayID

    /// The query of that gateway.
    init(_ gateway: GatewayID) {
        self.gateway = gateway
        key = StoredText.escape(gateway.rawValue)
    }

    /// Must run inside one transaction, so that all parts are of the same moment.
    func fetch(_ database: Database, instance: String) throws -> GatewaySnapshot {
        let deliveries = try all(database, Self.deliveries) { try $0.delivery() }
        return GatewaySnapshot(
            namespace: Namespace.of(gateway, instance: instance),
            gateway: try all(database, "SELECT * FROM gateway WHERE id = ?") { try $0.gatewayRecord() }.first
                ?? GatewayRecord(),
            sessions: try all(database, "SELECT * FROM session WHERE gateway = ? ORDER BY name") {
                try $0.sessionRecord()
            },
            incidents: try all(database, Self.incidents) { try $0.incidentRecord() },
            groups: try all(database, Self.groups) { try $0.groupRecord() },
            silences: try all(database, "SELECT * FROM silence WHERE gateway = ? ORDER BY id") { try $0.silence() },
            reliefs: try all(database, "SELECT * FROM relief WHERE gateway = ? ORDER BY id") { try $0.relief() },
            deliveries: deliveries,
            requests: try requests(database),
            references: try all(database, Self.references) { try $0.storedReference() },
            positions: try positions(database, of: Set(deliveries.map(\.lane))))
    }

    private static let deliveries = """
        SELECT * FROM delivery WHERE gateway = ? AND state IN ('queued', 'sending')
        ORDER BY position, created_at, id
        """

    private static let incidents = """
        SELECT * FROM incident WHERE gateway = ? AND closed_at IS NULL ORDER BY opened_at, id
        """

    private static let groups = """
        SELECT * FROM message_group WHERE gateway = ? AND closed_at IS NULL ORDER BY id
        """

    private static let references = """
        SELECT reference.* FROM incident
        JOIN reference ON reference.gateway = incident.gateway AND reference.incident = incident.id
        WHERE incident.gateway = ? AND closed_at IS NULL ORDER BY reference.incident, recipient
        """

    private static let requests = """
        SELECT request.* FROM delivery
        JOIN request ON request.gateway = delivery.gateway AND request.delivery = delivery.id
        WHERE delivery.gateway = ? AND state IN ('queued', 'sending')
        """

    private func all<Record>(
        _ database: Database, _ sql: String, _ record: (Row) throws -> Record
    ) throws -> [Record] {
        let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: [key])
        var records: [Record] = []
        while let row = try rows.next() { records.append(try record(row)) }
        return records
    }

    private func requests(_ database: Database) throws -> [DeliveryID: FrozenRequest] {
        let pairs = try all(database, Self.requests) { row in
            (DeliveryID(try row.text("delivery")), try RequestText.request(row.json("request"), table: "request"))
        }
        return Dictionary(pairs) { _, last in last }
    }

    /// The highest position of each lane, rows that have ended included: a position is never given twice.
    private func positions(_ database: Database, of lanes: Set<LaneKey>) throws -> [LaneKey: Int] {
        let statement = try database.cachedStatement(
            sql: "SELECT max(position) FROM delivery WHERE gateway = ? AND lane = ?")
        var positions: [LaneKey: Int] = [:]
        for lane in lanes {
            positions[lane] = try Int.fetchOne(statement, arguments: [key, KeyText.text(of: lane)])
        }
        return positions
    }
}
