// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

/// An event as the outbox holds it: JSON, since nothing queries its members.
enum EventText {
    /// The event as JSON text. Durations keep their milliseconds.
    static func text(of event: AlertEvent) -> String {
        JSONText.serialize([
            "id": .string(event.id.rawValue),
            "kind": .string(event.kind.rawValue),
            "subject": .string(KeyText.text(of: event.subject)),
            "occurred_at": JSONValue(event.occurredAt),
            "incident": value(of: event.incident),
            "sequence": JSONValue(event.sequence),
            "condition": value(of: event.condition),
            "previous": value(of: event.previous),
            "severity": .string(event.severity.rawValue),
            "since": JSONValue(event.since),
            "outage": JSONValue(event.outage),
            "time_to_relink": JSONValue(event.timeToRelink),
            "words": .string(event.words),
            "counts": value(of: event.counts),
            "after_gap": .bool(event.afterGap),
            "opened_maybe_missed": .bool(event.openedMaybeMissed),
            "start_attempts": JSONValue(event.startAttempts),
            "sessions": .array(event.sessions.map(value)),
            "states": .array(event.states.sorted { $0.key.rawValue < $1.key.rawValue }.map(value)),
            "is_acknowledged": .bool(event.isAcknowledged),
            "by": .string(event.by),
            "until": JSONValue(event.until),
            "attended_from": JSONValue(event.attendedFrom),
            "is_first": .bool(event.isFirst),
            "account": value(of: event.account),
            "passage": PassageText.value(of: event.passage),
        ])
    }

    /// The event that was stored.
    static func event(_ text: String, table: String) throws(DamagedRow) -> AlertEvent {
        let facts = try Facts(text, table: table)
        guard let condition = try facts.optionalObject("condition") else {
            throw DamagedRow(table: table, name: "condition")
        }
        var event = AlertEvent(
            id: EventID(try facts.text("id")),
            kind: try facts.word("kind"),
            subject: try subject(facts, table: table),
            occurredAt: try facts.time("occurred_at"),
            incident: try incident(facts.optionalObject("incident")),
            sequence: try facts.integer("sequence"),
            condition: try self.condition(condition),
            previous: try facts.optionalObject("previous").map(self.condition),
            severity: try facts.word("severity"),
            since: try facts.optionalTime("since"),
            outage: try facts.optionalDuration("outage"),
            timeToRelink: try facts.optionalDuration("time_to_relink"),
            words: try facts.text("words"),
            counts: try counts(facts.optionalObject("counts")),
            afterGap: try facts.flag("after_gap"),
            openedMaybeMissed: try facts.flag("opened_maybe_missed"),
            startAttempts: try facts.integer("start_attempts"),
            sessions: try sessions(facts),
            states: try states(facts),
            isAcknowledged: facts.isNull("is_acknowledged") ? false : try facts.flag("is_acknowledged"),
            by: try facts.optionalText("by") ?? "",
            until: try facts.optionalTime("until"),
            attendedFrom: try facts.optionalTime("attended_from"),
            isFirst: facts.isNull("is_first") ? false : try facts.flag("is_first"))
        event.account = try account(facts.optionalObject("account"))
        event.passage = try facts.optionalObject("passage").map(PassageText.passage) ?? Passage()
        return event
    }

    private static func value(of account: AccountNote?) -> JSONValue {
        guard let account else { return .null }
        return ["last4": .string(account.last4), "is_expected": .bool(account.isExpected)]
    }

    private static func account(_ facts: Facts?) throws(DamagedRow) -> AccountNote? {
        guard let facts else { return nil }
        return AccountNote(last4: try facts.text("last4"), isExpected: try facts.flag("is_expected"))
    }

    /// The subject; rows of the first version name a session, or nothing for the gateway.
    private static func subject(_ facts: Facts, table: String) throws(DamagedRow) -> Subject {
        if let text = try facts.optionalText("subject") { return try KeyText.subject(text, table: table) }
        return try facts.optionalText("session").map { .session($0) } ?? .server
    }

    private static func value(of brief: SessionBrief) -> JSONValue {
        [
            "name": .string(brief.name), "condition": value(of: brief.condition), "since": JSONValue(brief.since),
            "code": .string(brief.code),
        ]
    }

    private static func sessions(_ facts: Facts) throws(DamagedRow) -> [SessionBrief] {
        guard !facts.isNull("sessions") else { return [] }
        var sessions: [SessionBrief] = []
        for brief in try facts.objects("sessions") {
            guard let condition = try brief.optionalObject("condition") else { continue }
            sessions.append(
                SessionBrief(
                    name: try brief.text("name"), condition: try self.condition(condition),
                    since: try brief.time("since"), code: try brief.text("code")))
        }
        return sessions
    }

    private static func value(of state: (key: SessionState, value: Int)) -> JSONValue {
        ["state": .string(state.key.rawValue), "count": JSONValue(state.value)]
    }

    private static func states(_ facts: Facts) throws(DamagedRow) -> [SessionState: Int] {
        guard !facts.isNull("states") else { return [:] }
        var states: [SessionState: Int] = [:]
        for state in try facts.objects("states") { states[try state.word("state")] = try state.integer("count") }
        return states
    }

    static func value(of condition: SessionCondition?) -> JSONValue {
        guard let condition else { return .null }
        return ["state": .string(condition.state.rawValue), "detail": .string(condition.detail.rawValue)]
    }

    static func condition(_ facts: Facts) throws(DamagedRow) -> SessionCondition {
        SessionCondition(try facts.word("state"), SessionDetail(rawValue: try facts.text("detail")))
    }

    private static func value(of incident: IncidentReference?) -> JSONValue {
        guard let incident else { return .null }
        return [
            "id": .string(incident.id.rawValue), "code": .string(incident.code),
            "opened_at": JSONValue(incident.openedAt),
        ]
    }

    private static func incident(_ facts: Facts?) throws(DamagedRow) -> IncidentReference? {
        guard let facts else { return nil }
        return IncidentReference(
            id: IncidentID(try facts.text("id")), code: try facts.text("code"), openedAt: try facts.time("opened_at"))
    }

    private static func value(of counts: SessionCounts?) -> JSONValue {
        guard let counts else { return .null }
        return [
            "total": JSONValue(counts.total), "connected_before": JSONValue(counts.connectedBefore),
            "connected_now": JSONValue(counts.connectedNow),
        ]
    }

    private static func counts(_ facts: Facts?) throws(DamagedRow) -> SessionCounts? {
        guard let facts else { return nil }
        return SessionCounts(
            total: try facts.integer("total"), connectedBefore: try facts.integer("connected_before"),
            connectedNow: try facts.integer("connected_now"))
    }
}
