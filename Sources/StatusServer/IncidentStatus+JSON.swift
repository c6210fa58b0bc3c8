// SPDX-License-Identifier: Apache-2.0

package import JSONText
package import RelinkModel

extension IncidentStatus {
    /// The incident as `/api/v1` shows it.
    package var json: JSONValue {
        [
            "id": .string(reference.id.rawValue),
            "code": .string(reference.code),
            "gateway": .string(gateway.rawValue),
            "subject": .string(subject.kind),
            "session": .word(subject.sessionName),
            "state": .string(condition.state.rawValue),
            "detail": .string(condition.detail.rawValue),
            "severity": .string(severity.rawValue),
            "opened_at": .instant(reference.openedAt),
            "since": .instant(since),
            "recovered_at": .instant(recoveredAt),
            "words": .string(words),
            "told": .names(told),
            "waiting": .names(waiting),
            "muted": .string(muted),
            "flapping": .bool(isFlapping),
            "acknowledged": acknowledgement?.json ?? .null,
            "escalation": escalation?.json ?? .null,
            "next_reminder_at": .instant(nextReminder),
        ]
    }
}

extension Acknowledgement {
    fileprivate var json: JSONValue {
        ["by": .string(by), "at": .instant(at), "until": .instant(until)]
    }
}

extension IncidentStatus.Escalation {
    fileprivate var json: JSONValue {
        ["notify": .names(notify), "at": .instant(at), "paused": .string(pause)]
    }
}

extension GroupStatus {
    /// The group as `/api/v1` shows it.
    package var json: JSONValue {
        [
            "id": .string(reference.id.rawValue),
            "code": .string(reference.code),
            "gateway": .string(gateway.rawValue),
            "told": .string(recipient.description),
            "since": .instant(since),
            "sessions": .array(sessions.map { .string($0) }),
        ]
    }
}

extension JSONValue {
    fileprivate static func names(_ recipients: [Recipient]) -> JSONValue {
        .array(recipients.map { .string($0.description) })
    }
}
