// SPDX-License-Identifier: Apache-2.0

import GRDB
import RelinkModel

/// The statements that look at the outbox, and their arguments.
struct OutboxStatements {
    private let query: OutboxQuery

    init(_ query: OutboxQuery) { self.query = query }

    /// Rows, newest first, each with the end of its outage.
    var select: (sql: String, arguments: StatementArguments) {
        (
            """
            SELECT delivery.*, incident.recovered_at FROM delivery
            LEFT JOIN incident ON incident.gateway = delivery.gateway
                AND incident.id = json_extract(delivery.event, '$.incident.id')
            WHERE \(conditions) ORDER BY delivery.created_at DESC, delivery.rowid DESC LIMIT ?
            """, StatementArguments(bounds + [query.limit])
        )
    }

    /// How many rows there are.
    var count: (sql: String, arguments: StatementArguments) {
        ("SELECT count(*) FROM delivery WHERE \(conditions)", StatementArguments(bounds))
    }

    /// Deletes 500 dead rows at most, so that commits need not wait.
    var purge: RowWrite {
        RowWrite(
            "DELETE FROM delivery WHERE rowid IN (SELECT rowid FROM delivery WHERE \(conditions) LIMIT 500)", bounds)
    }

    private var conditions: String {
        let states = Delivery.State.allCases.filter(query.states.contains).map { "'\($0.rawValue)'" }
        var conditions = ["delivery.state IN (\(states.joined(separator: ", ")))"]
        if query.id != nil { conditions.append("delivery.id = ?") }
        if query.channel != nil { conditions.append("json_extract(delivery.lane, '$[0]') = ?") }
        if query.since != nil { conditions.append("delivery.created_at >= ?") }
        return conditions.joined(separator: " AND ")
    }

    private var bounds: [(any DatabaseValueConvertible)?] {
        var bounds: [(any DatabaseValueConvertible)?] = []
        if let id = query.id { bounds.append(StoredText.escape(id.rawValue)) }
        if let channel = query.channel { bounds.append(channel.rawValue) }
        if let since = query.since { bounds.append(since.milliseconds) }
        return bounds
    }
}
