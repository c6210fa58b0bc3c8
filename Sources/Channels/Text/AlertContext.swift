// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Templating

/// What a template can name of an alert. The names are those of the webhook body, and a promise: they are only added to.
struct AlertContext {
    let alert: Alert
    let message: Message
    private let writer: MessageWriter

    init(_ alert: Alert, speech: Speech, limits: DataLimits, showing: QRShowing) {
        self.alert = alert
        let writer = MessageWriter(alert: alert, clock: speech.clock, limits: limits, showing: showing)
        self.writer = writer
        let translated = speech.book(of: alert.recipient).flatMap { TranslatedWriter(writer: writer, book: $0).message }
        message = translated ?? writer.message
        self.showing = showing
    }

    private let showing: QRShowing
    private var event: AlertEvent { alert.event }
    private var limits: DataLimits { writer.limits }

    /// The context for a template.
    var templateContext: TemplateContext { TemplateContext(values, schema: Self.schema) }

    /// All values by name; what does not apply is absent.
    var values: [String: TemplateValue] {
        var values = identity
        values.merge(state) { $1 }
        values.merge(parts) { $1 }
        values.merge(words) { $1 }
        values.merge(flags) { $1 }
        return values
    }

    private var identity: [String: TemplateValue] {
        [
            "version": .integer(1), "id": text(event.id.rawValue), "delivery": text(alert.delivery.rawValue),
            "type": .string(event.kind.rawValue), "occurred_at": .string("\(event.occurredAt)"),
            "subject": .string(event.subject.kind), "status": .string(event.status),
            "severity": .string(event.severity.rawValue),
        ]
    }

    private var state: [String: TemplateValue] {
        var values: [String: TemplateValue] = [
            "state": .string(event.condition.state.rawValue), "detail": text(event.condition.detail.rawValue),
            "sessions_total": .integer(event.counts?.total ?? 1), "reason": .string(writer.reason),
            "start_attempts": .integer(event.startAttempts), "after_gap": .boolean(event.afterGap),
            "opened_maybe_missed": .boolean(event.openedMaybeMissed),
            "missed_before": .integer(event.passage.missed), "outages": .integer(event.passage.outages),
        ]
        values["channel"] = event.passage.channel.map { text($0.rawValue) }
        values["previous_state"] = event.previous.map { .string($0.state.rawValue) }
        values["since"] = event.since.map { .string("\($0)") }
        values["outage_seconds"] = event.outage.map { .integer(Int($0.wholeSeconds)) }
        values["time_to_relink_seconds"] = event.timeToRelink.map { .integer(Int($0.wholeSeconds)) }
        values["delay_seconds"] = alert.delay.map { .integer(Int($0.wholeSeconds)) }
        return values
    }

    private var parts: [String: TemplateValue] {
        var values: [String: TemplateValue] = [
            "gateway": .object(["id": text(alert.gateway.rawValue), "kind": .string(alert.gatewayKind.rawValue)]),
            "qr": qr, "links": .object([:]), "sessions": .list(event.sessions.map(brief)),
        ]
        values["acknowledgement"] = acknowledgement
        values["attended_from"] = event.attendedFrom.map { .string("\($0)") }
        values["contact"] = alert.recipient.contact.map {
            .object(["id": text($0.rawValue), "to": .slot(Slot.contactAddress.rawValue)])
        }
        values["session"] = session
        values["incident"] = event.incident.map(incident)
        values["account"] = event.account.map { account in
            .object(["last4": text(account.last4), "is_expected": .boolean(account.isExpected)])
        }
        values["dropped"] = event.passage.dropped.map { dropped in
            .object([
                "count": .integer(dropped.count), "from": .string("\(dropped.from)"), "to": .string("\(dropped.to)"),
            ])
        }
        values["via"] = event.passage.via.map { via in
            .object(["channel": text(via.channel.rawValue), "since": .string("\(via.since)")])
        }
        values["counts"] = event.counts.map { counts in
            .object([
                "total": .integer(counts.total), "connected_before": .integer(counts.connectedBefore),
                "connected_now": .integer(counts.connectedNow),
            ])
        }
        return values
    }

    private var session: TemplateValue? {
        guard let name = event.subject.sessionName else { return nil }
        var values: [String: TemplateValue] = [
            "name": text(name), "title": .string(writer.title), "address": .string(writer.address),
        ]
        guard let plan = alert.session else { return .object(values) }
        values["phone_hint"] = text(plan.phoneHint)
        values["account_last4"] = plan.accountLast4.map { .string($0) }
        values["labels"] = .list(
            plan.labels.sorted { $0.key < $1.key }.map { .object(["name": text($0.key), "value": text($0.value)]) })
        return .object(values)
    }

    private func brief(_ brief: SessionBrief) -> TemplateValue {
        .object([
            "name": text(brief.name), "title": text(alert.titles[brief.name] ?? brief.name),
            "state": .string(brief.condition.state.rawValue), "detail": text(brief.condition.detail.rawValue),
            "icon": .string(brief.condition.icon), "since": .string("\(brief.since)"), "code": text(brief.code),
        ])
    }

    private var acknowledgement: TemplateValue? {
        guard event.kind == .sessionAcked || event.kind == .sessionUnacked else { return nil }
        var values: [String: TemplateValue] = ["by": text(event.by)]
        values["until"] = event.until.map { .string("\($0)") }
        return .object(values)
    }

    private func incident(_ incident: IncidentReference) -> TemplateValue {
        .object([
            "id": text(incident.id.rawValue), "code": .string(message.code),
            "opened_at": .string("\(incident.openedAt)"),
            "seq": .integer(event.sequence), "acknowledged": .boolean(event.isAcknowledged),
        ])
    }

    /// The code is filled in at each attempt, so a template gets its places, and what is known of it now.
    private var qr: TemplateValue {
        var values: [String: TemplateValue] = [
            "object": .slot(Slot.qrObject.rawValue), "payload": .slot(Slot.qrPayload.rawValue),
            "png_base64": .slot(Slot.qrPNGBase64.rawValue), "half_blocks": .slot(Slot.qrHalfBlocks.rawValue),
            "expires_at": .slot(Slot.qrExpiresAt.rawValue),
        ]
        values["round"] = alert.qr.map { .integer($0.round) }
        values["sequence"] = alert.qr.map { .integer($0.sequence) }
        return .object(values)
    }

    private var words: [String: TemplateValue] {
        var values: [String: TemplateValue] = [
            "title": .string(message.title), "text": .string(PlainText.text(message)), "icon": .string(message.icon),
            "headline": .string(message.headline), "facts": .string(message.facts), "action": .string(message.action),
            "way": .string(message.way), "details": .string(details),
            "state_words": .string(event.condition.state.words),
            "colour": .string(colour), "local_time": .string(writer.clock.full(event.occurredAt)),
        ]
        values["since_words"] = event.since.map { .string(writer.time($0)) }
        values["outage_words"] = event.outage.map { .string($0.words) }
        values["time_to_relink_words"] = event.timeToRelink.map { .string($0.words) }
        values["delay_words"] = alert.delay.map { .string($0.words) }
        return values
    }

    /// A gateway that answers wrongly is no state of its own: it gets the colour of "a person is needed".
    private var colour: String {
        let isWrong = [.serverMisconfigured, .watcherChannelFailing, .watcherDegraded, .watcherStarted]
            .contains(event.kind)
        let isRejected = event.kind == .watcherConfigRejected && event.condition.state.isBad
        return isWrong || isRejected || writer.isForeign
            ? SessionState.scanQR.colour : event.condition.state.colour
    }

    /// What follows the headline, a line each.
    private var details: String {
        [message.facts, message.action, message.way].filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// Mustache cannot compare, so each word of a closed set is also a name that is true or false.
    private var flags: [String: TemplateValue] {
        let truths = [
            event.condition.state.flag, event.kind.flag, event.severity.flag, "is_\(event.status)",
            "is_\(event.subject.kind)", showing == .text ? "shows_code" : "", alert.qr == nil ? "" : "has_qr",
        ]
        return Dictionary(truths.filter { !$0.isEmpty }.map { ($0, .boolean(true)) }) { first, _ in first }
    }

    private func text(_ outside: String) -> TemplateValue { .string(CleanText.line(outside, limit: limits.name)) }
}
