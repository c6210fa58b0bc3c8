// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// Alerts whose every text from outside tries to break out of the message.
enum HostileAlerts {
    /// Characters that nobody sees, and that no message may carry: direction, joiners, private use.
    static let invisible: [Unicode.Scalar] = [
        "\u{202E}", "\u{2066}", "\u{200B}", "\u{200D}", "\u{FEFF}", "\u{E000}", "\u{E001}",
    ]

    /// The alert with markup, mentions, quotes, line ends, invisible characters and template tags, and with 100 kB of each.
    static func variants(of alert: Alert) -> [Alert] {
        texts.map { with($0, alert) }
    }

    private static let sample =
        "<!channel> @everyone <@123> </b><a href=\"x\"> \"} ` \\ \r\nBcc: x \u{0} {{secret}} {{{text}}} &lt; ]]> 👩\u{200D}💻 "
        + String(String.UnicodeScalarView(invisible)) + "qr.object\u{E001}"

    private static let texts = [
        sample, String(repeating: sample, count: 1000), String(repeating: "<", count: 100_000),
        String(repeating: "&", count: 100_000), String(repeating: "e\u{301}\u{302}", count: 20_000),
        String(repeating: "👩🏽", count: 20_000), String(repeating: " ", count: 100_000),
    ]

    private static func with(_ text: String, _ alert: Alert) -> Alert {
        let event = alert.event
        let subject: Subject = event.subject.sessionName == nil ? event.subject : .session(text)
        var hostile = AlertEvent(
            id: event.id, kind: event.kind, subject: subject, occurredAt: event.occurredAt, incident: event.incident,
            sequence: event.sequence,
            condition: SessionCondition(event.condition.state, SessionDetail(rawValue: text)), previous: event.previous,
            severity: event.severity, since: event.since, outage: event.outage, timeToRelink: event.timeToRelink,
            words: text, counts: event.counts, afterGap: event.afterGap, openedMaybeMissed: event.openedMaybeMissed,
            startAttempts: event.startAttempts,
            sessions: event.sessions.map { brief in
                SessionBrief(
                    name: text, condition: SessionCondition(brief.condition.state, SessionDetail(rawValue: text)),
                    since: brief.since, code: text)
            }, states: event.states, isAcknowledged: event.isAcknowledged, by: text, until: event.until,
            attendedFrom: event.attendedFrom)
        hostile.passage = event.passage
        if event.passage.channel != nil { hostile.passage.channel = ChannelID(text) }
        if let via = event.passage.via { hostile.passage.via = .init(channel: ChannelID(text), since: via.since) }
        let plan = SessionPlan(
            name: text, title: text, phone: "+12025550143", phoneHint: text, labels: [text: text, "b": text])
        return Alert(
            delivery: alert.delivery, recipient: alert.recipient, event: hostile, gateway: GatewayID(text),
            gatewayKind: alert.gatewayKind, session: event.subject.sessionName == nil ? nil : plan,
            titles: [text: text], qr: alert.qr, now: alert.now, delay: alert.delay)
    }
}
