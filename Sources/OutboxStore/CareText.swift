// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

/// What people do about an incident, as its column holds it: JSON, since nothing queries its members.
enum CareText {
    /// The care as JSON text.
    static func text(of care: CareRecord) -> String {
        JSONText.serialize([
            "waiting": RecipientsText.value(of: care.waiting),
            "acknowledgement": value(of: care.acknowledgement),
            "escalation": value(of: care.escalation),
            "reminded_at": JSONValue(care.remindedAt),
            "is_muted": .bool(care.isMuted),
            "owes_change": .bool(care.owesChange),
            "is_flapping": .bool(care.isFlapping),
        ])
    }

    /// The care that was stored. What an older version did not know is not there.
    static func care(_ text: String, table: String) throws(DamagedRow) -> CareRecord {
        let facts = try Facts(text, table: table)
        guard !facts.isNull("waiting") else { return CareRecord() }
        return CareRecord(
            waiting: try RecipientsText.recipients(facts.texts("waiting"), table: table),
            acknowledgement: try acknowledgement(facts.optionalObject("acknowledgement")),
            escalation: try escalation(facts.optionalObject("escalation"), table: table),
            remindedAt: try facts.optionalTime("reminded_at"),
            isMuted: try facts.flag("is_muted"),
            owesChange: facts.isNull("owes_change") ? false : try facts.flag("owes_change"),
            isFlapping: try facts.flag("is_flapping"))
    }

    private static func value(of acknowledgement: Acknowledgement?) -> JSONValue {
        guard let acknowledgement else { return .null }
        return [
            "by": .string(acknowledgement.by), "at": JSONValue(acknowledgement.at),
            "until": JSONValue(acknowledgement.until),
        ]
    }

    private static func acknowledgement(_ facts: Facts?) throws(DamagedRow) -> Acknowledgement? {
        guard let facts else { return nil }
        return Acknowledgement(
            by: try facts.text("by"), at: try facts.time("at"), until: try facts.optionalTime("until"))
    }

    private static func value(of escalation: EscalationRecord?) -> JSONValue {
        guard let escalation else { return .null }
        let steps = escalation.steps.map { step -> JSONValue in
            ["after": JSONValue(step.after), "notify": RecipientsText.value(of: step.notify)]
        }
        return [
            "steps": .array(steps), "level": JSONValue(escalation.level), "counted": JSONValue(escalation.counted),
            "running_since": JSONValue(escalation.runningSince),
        ]
    }

    private static func escalation(_ facts: Facts?, table: String) throws(DamagedRow) -> EscalationRecord? {
        guard let facts else { return nil }
        var steps: [EscalationStep<Recipient>] = []
        for step in try facts.objects("steps") {
            steps.append(
                EscalationStep(
                    after: try step.duration("after"),
                    notify: try RecipientsText.recipients(step.texts("notify"), table: table)))
        }
        return EscalationRecord(
            steps: steps, level: try facts.integer("level"), counted: try facts.duration("counted"),
            runningSince: try facts.optionalTime("running_since"))
    }
}
