// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// Puts an alert into words.
struct MessageWriter {
    let alert: Alert
    let clock: LocalClock
    let limits: DataLimits
    /// How the channel shows the code of a session that waits for it.
    let showing: QRShowing

    var event: AlertEvent { alert.event }
    var condition: SessionCondition { event.condition }

    /// The words of the alert.
    var message: Message {
        Message(
            icon: icon, headline: detour + delay + escalated + headline, facts: Self.joined(facts),
            action: Self.joined(action),
            way: way, code: code)
    }

    /// What people name the incident by; empty where there is none.
    var code: String { event.incident.map { clean($0.code, limits.name) } ?? "" }

    /// The mark beside it.
    var icon: String {
        switch event.kind {
        case .sessionUnwatched: "⚪"
        case .serverMisconfigured, .watcherChannelFailing, .watcherDegraded, .watcherStarted: "🟠"
        case .watcherConfigRejected where condition.state.isBad: "🟠"
        default: condition.icon
        }
    }

    /// Whether a stranger's phone is linked.
    var isForeign: Bool { condition == .wrongAccount && !event.kind.isClosing }

    private var delay: String {
        alert.delay.map { "(delayed \($0.words)) " } ?? ""
    }

    private var escalated: String {
        event.kind == .sessionEscalated ? "Nobody has taken this on yet. " : ""
    }

    /// Says whose place this channel takes, so that nobody looks for the message there.
    private var detour: String {
        guard let via = event.passage.via else { return "" }
        let channels = [alert.recipient.channel, via.channel].map { clean($0.rawValue, limits.name) }
        return "[via \(channels[0]): \(channels[1]) unreachable since \(time(via.since))] "
    }

    private var headline: String {
        switch event.subject {
        case .watcher: watcherHeadline
        case .session: sessionHeadline
        case .server: serverHeadline
        case .group: groupHeadline
        }
    }

    private var facts: [String] {
        let facts =
            switch event.subject {
            case .watcher: watcherFacts
            case .session: sessionFacts
            case .server: serverFacts
            case .group: groupFacts
            }
        return facts + [forgotten, missed]
    }

    /// A silence that nobody remembers hides outages for ever. Not for whoever holds a phone.
    private var forgotten: String {
        guard event.kind == .sessionReminder, showing != .withheld, alert.oldSilences > 0 else { return "" }
        let silences = alert.oldSilences == 1 ? "One silence is" : "\(alert.oldSilences) silences are"
        return "\(silences) older than a week; see whether that is still meant: relink silence list."
    }

    /// What this receiver does not know of, so that a gap is never silent.
    private var missed: String {
        switch event.passage.missed {
        case ...0: ""
        case 1: "One message before this one could not be delivered."
        default: "\(event.passage.missed) messages before this one could not be delivered."
        }
    }

    private var action: [String] {
        switch event.subject {
        case .watcher: watcherAction
        case .session: sessionAction
        case .server: serverAction
        case .group: groupAction
        }
    }

    private var way: String {
        switch event.subject {
        case .session: sessionWay
        case .watcher: event.kind == .watcherChannelFailing ? "Its state: relink channels" : ""
        case .group: groupWay
        case .server: ""
        }
    }

    // MARK: - Pieces

    /// What people call the session.
    var title: String {
        clean(alert.session?.title ?? event.subject.sessionName ?? "", limits.name)
    }

    /// `GATEWAY/SESSION`, as commands take it.
    var address: String {
        let name = clean(event.subject.sessionName ?? "", limits.name)
        return "\(clean(alert.gateway.rawValue, limits.name))/\(name)"
    }

    /// What the gateway or the transport said; empty where it said nothing.
    var quoted: String { clean(event.words, limits.words) }

    /// The reason in words, then what was said.
    var reason: String {
        Self.joined([condition.detail.words, quoted.isEmpty ? "" : "“\(quoted)”"])
    }

    /// A time of day, with as much of the date as is needed now.
    func time(_ instant: Timestamp) -> String { clock.words(instant, seenFrom: alert.now) }

    /// `09:02 to 09:11 (9 min)`; nil where no outage is known.
    var span: String? {
        guard let since = event.since, let outage = event.outage else { return nil }
        return "\(time(since)) to \(time(since + outage)) (\(outage.words))"
    }

    /// `09:02 and 09:11, at most 9 min`, where the change was not seen itself; nil where no outage is known.
    var bounds: String? {
        guard let since = event.since, let outage = event.outage else { return nil }
        return "\(time(since)) and \(time(since + outage)), at most \(outage.words)"
    }

    /// How long it lasts: `12 min`; nil where no outage is known.
    var age: String? { event.outage.map(\.words) }

    /// Who did it; nil where no person is named.
    var person: String? { event.by.isEmpty ? nil : clean(event.by, limits.name) }

    /// Text from outside, fit for a sentence.
    func clean(_ text: String, _ limit: Int) -> String { CleanText.line(text, limit: limit) }

    private static func joined(_ sentences: [String]) -> String {
        sentences.filter { !$0.isEmpty }.joined(separator: " ")
    }
}
