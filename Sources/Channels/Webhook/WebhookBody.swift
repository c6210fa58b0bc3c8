// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

/// What every webhook body has in common, whoever wrote its template.
enum WebhookBody {
    /// What is wrong with a body that should be JSON; nil when nothing is.
    static func objection(to text: String) -> String? {
        do throws(JSONError) {
            _ = try JSONText.parse(text)
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// The delivery's id as `webhook-id`: letters, digits, `_`, `:` and `-`, so that it cannot be spliced with the time.
    static func messageID(_ delivery: DeliveryID) -> String {
        String(
            delivery.rawValue.unicodeScalars.map { scalar in
                let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                return isPlain || ":-_".unicodeScalars.contains(scalar) ? Character(scalar) : "_"
            })
    }

    /// The body where the template failed, or was rejected: the same names, only fewer.
    static func minimal(_ alert: Alert, _ speech: Speech, showing: QRShowing = .nothing) -> [FrozenRequest.Segment] {
        let context = AlertContext(alert, speech: speech, limits: .generous, showing: showing)
        let event = alert.event
        let session = event.subject.sessionName.map { JSONValue.object(["name": .string(clean($0))]) }
        let incident = event.incident.map { incident -> JSONValue in
            ["id": .string(clean(incident.id.rawValue)), "code": .string(context.message.code)]
        }
        let body = JSONText.serialize([
            "version": 1, "id": .string(clean(event.id.rawValue)), "type": .string(event.kind.rawValue),
            "occurred_at": .string("\(event.occurredAt)"), "title": .string(context.message.title),
            "text": .string(PlainText.text(context.message)), "subject": .string(event.subject.kind),
            "contact": alert.recipient.contact.map { ["id": .string(clean($0.rawValue))] } ?? .null,
            "gateway": ["id": .string(clean(alert.gateway.rawValue)), "kind": .string(alert.gatewayKind.rawValue)],
            "session": session ?? .null, "state": .string(event.condition.state.rawValue),
            "detail": .string(clean(event.condition.detail.rawValue)), "severity": .string(event.severity.rawValue),
            "status": .string(event.status), "incident": incident ?? .null,
        ])
        // As in the template: a transition is told before its code is looked at.
        if event.kind == .sessionTransition { return [.text(body.dropLast() + ",\"qr\":null}")] }
        return [.text(body.dropLast() + ",\"qr\":"), .slot(.qrObject), .text("}")]
    }

    private static func clean(_ text: String) -> String { CleanText.line(text, limit: DataLimits.generous.name) }
}
