// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

extension SessionStatus {
    /// The session as `/api/v1` shows it: never a whole phone number, never a code's payload.
    var json: JSONValue {
        [
            "gateway": .string(key.gateway.rawValue),
            "name": .string(key.name),
            "title": .string(plan.title),
            "labels": .object(labels),
            "phone_hint": .string(plan.phoneHint),
            "account_last4": plan.accountLast4.map { .string($0) } ?? .null,
            "account": account.json,
            "listed": .bool(plan.isListed),
            "state": .word(shown?.state.rawValue),
            "detail": .word(shown?.detail.rawValue),
            "since": .instant(observedSince),
            "confirmed_state": .word(confirmed?.state.rawValue),
            "confirmed_since": .instant(confirmedSince),
            "answered_at": .instant(answeredAt),
            "frozen": .bool(isFrozen),
            "said": words?.json ?? .null,
            "incident": incident?.json ?? .null,
            "qr": code,
        ]
    }

    private var labels: JSONObject {
        var labels = JSONObject()
        for (name, value) in plan.labels.sorted(by: { $0.key < $1.key }) { labels[name] = .string(value) }
        return labels
    }

    private var code: JSONValue {
        guard let qrSequence else { return .null }
        return ["sequence": .integer(Int64(qrSequence)), "expires_at": .instant(qrExpiresAt)]
    }
}

extension IncidentReference {
    fileprivate var json: JSONValue {
        ["id": .string(id.rawValue), "code": .string(code), "opened_at": .instant(openedAt)]
    }
}
