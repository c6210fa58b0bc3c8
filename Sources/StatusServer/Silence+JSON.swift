// SPDX-License-Identifier: Apache-2.0

package import JSONText
package import RelinkModel

extension Silence {
    /// The silence as `/api/v1` shows it.
    package var json: JSONValue {
        [
            "id": .string(id.rawValue),
            "match": match.json,
            "until": .instant(until),
            "created_at": .instant(createdAt),
            "by": .string(by),
            "comment": .string(comment),
        ]
    }
}

extension Route.Match {
    /// What it selects; a field that selects everything is left out.
    fileprivate var json: JSONValue {
        var fields = JSONObject()
        if !gateways.isEmpty { fields["gateways"] = .sorted(gateways.map(\.rawValue)) }
        if !sessions.isEmpty { fields["sessions"] = .array(sessions.map { .string($0) }) }
        if !labels.isEmpty {
            var present = JSONObject()
            for (name, value) in labels.sorted(by: { $0.key < $1.key }) { present[name] = .string(value) }
            fields["labels"] = .object(present)
        }
        if !states.isEmpty { fields["states"] = .sorted(states.map(\.rawValue)) }
        if !severities.isEmpty { fields["severities"] = .sorted(severities.map(\.rawValue)) }
        return .object(fields)
    }
}

extension JSONValue {
    fileprivate static func sorted(_ words: [String]) -> JSONValue { .array(words.sorted().map { .string($0) }) }
}
