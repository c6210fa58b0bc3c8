// SPDX-License-Identifier: Apache-2.0

package import JSONText
package import RelinkModel

extension OutboxRow {
    /// The row as `/api/v1` shows it.
    package var json: JSONValue {
        [
            "id": .string(row.id.rawValue),
            "gateway": .string(gateway.rawValue),
            "channel": .string(row.lane.recipient.channel.rawValue),
            "contact": .word(row.lane.recipient.contact?.rawValue),
            "event": .string(row.event.kind.rawValue),
            "subject": .string(row.event.subject.kind),
            "session": .word(row.event.subject.sessionName),
            "incident": .word(row.event.incident?.id.rawValue),
            "code": .word(row.event.incident?.code),
            "state": .string(row.state.rawValue),
            "created_at": .instant(row.createdAt),
            "due_at": row.state == .queued ? .instant(row.dueAt) : .null,
            "attempts": .integer(Int64(row.attempts)),
            "ambiguous_attempts": .integer(Int64(row.ambiguousAttempts)),
            "is_plain": .bool(row.isPlain),
            "stand_in": .string(row.standIn.rawValue),
            "note": .string(row.note),
        ]
    }

    /// The same with its last attempts.
    package func json(_ attempts: [Attempt]) -> JSONValue {
        guard case .object(var members) = json else { return json }
        members["last_attempts"] = .array(
            attempts.map { attempt in
                [
                    "number": .integer(Int64(attempt.number)), "at": .instant(attempt.at),
                    "status": .integer(Int64(attempt.status)), "words": .string(attempt.words),
                ]
            })
        return .object(members)
    }
}

extension ChannelStatus {
    /// The channel as `/api/v1` shows it.
    package var json: JSONValue {
        [
            "id": .string(plan.id.rawValue),
            "kind": .string(plan.kind.rawValue),
            "state": .string(health.state.rawValue),
            "since": .instant(since),
            "reason": .string(health.reason),
            "waiting": .integer(Int64(health.waiting)),
            "under_way": .integer(Int64(health.underWay)),
            "fallback": .word(plan.fallback?.rawValue),
        ]
    }
}
