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
            "session": JSONValue(event.subject.sessionName),
            "subject": .string(event.subject.kind),
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
            startAttempts: try facts.integer("start_attempts"))
        event.passage = try facts.optionalObject("passage").map(PassageText.passage) ?? Passage()
        return event
    }

    /// Rows of earlier versions name the session or nothing.
    private static func subject(_ facts: Facts, table: String) throws(DamagedRow) -> Subject {
        let session = try facts.optionalText("session")
        switch (try facts.optionalText("subject"), session) {
        case ("watcher", nil): return .watcher
        case ("server", nil), (nil, nil): return .server
        case ("session", let name?), (nil, let name?): return .session(name)
        default: throw DamagedRow(table: table, name: "subject")
        }
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
