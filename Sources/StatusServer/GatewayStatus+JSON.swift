// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

extension GatewayStatus {
    /// The gateway as `/api/v1` shows it.
    var json: JSONValue {
        [
            "id": .string(id.rawValue),
            "kind": .string(kind.rawValue),
            "reachability": .string(reachability.rawValue),
            "since": .instant(since),
            "problem": .string(problem),
            "sessions_total": .integer(Int64(counts.total)),
            "sessions_connected": .integer(Int64(counts.connectedNow)),
            "sessions_connected_before": .integer(Int64(counts.connectedBefore)),
        ]
    }
}
