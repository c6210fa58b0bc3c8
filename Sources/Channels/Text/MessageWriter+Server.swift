// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// What is said of a gateway.
extension MessageWriter {
    private var gateway: String { "Gateway \(clean(alert.gateway.rawValue, limits.name))" }

    var serverHeadline: String {
        switch event.kind {
        case .serverRecovered where event.passage.outages > 1: "\(gateway) \(often)."
        case .serverRecovered where event.previous?.detail == .auth: "\(gateway) takes your API key again."
        case .serverRecovered where event.previous?.detail == .unmapped: "\(gateway) answers as expected again."
        case .serverRecovered where event.previous?.detail == .sessionsLost: "\(gateway) lists its sessions again."
        case .serverRecovered where event.openedMaybeMissed: "\(gateway) was down and is back\(countsAfter)."
        case .serverRecovered: "\(gateway) is back\(countsAfter)."
        case .serverOpened, .serverMisconfigured, .sessionEscalated: trouble
        case .sessionReminder: "\(gateway) is still \(standing)."
        case .sessionAcked: "\(gateway): \(person ?? "somebody") has taken it on."
        case .sessionUnacked: "\(gateway): nobody takes care of it any more."
        default: "\(gateway): \(condition.state.words)."
        }
    }

    /// What was wrong several times and is over.
    private var often: String {
        let span = event.since.map { " between \(time($0)) and \(time(event.occurredAt))" } ?? ""
        let times = "\(event.passage.outages) times\(span)"
        return switch event.previous?.detail {
        case .auth: "refused your API key \(times), and takes it again"
        case .unmapped: "answered otherwise than expected \(times), and answers as expected again"
        case .sessionsLost: "was without most of its sessions \(times), and lists them again"
        default: "was down \(times) and is back\(countsAfter)"
        }
    }

    private var trouble: String {
        switch condition.detail {
        case .auth: "\(gateway): your API key was refused."
        case .unmapped: "\(gateway) answers, but not as expected."
        case .sessionsLost: "\(gateway): \(lostSessions) gone from its list."
        default: "\(gateway) is down\(countsBefore)."
        }
    }

    /// How it stands, to follow "it is".
    private var standing: String {
        switch condition.detail {
        case .auth: "refusing your API key"
        case .unmapped: "answering in a way that I do not know"
        case .sessionsLost: "without most of its sessions"
        default: "down"
        }
    }

    private var lostSessions: String {
        guard let counts = event.counts else { return "most of its sessions are" }
        let lost = counts.total - counts.connectedNow
        guard counts.connectedNow == 0 else { return "\(lost) of its \(counts.total) sessions are" }
        return lost == 1 ? "its only session is" : "all its \(lost) sessions are"
    }

    private var countsBefore: String {
        event.counts.map { ": \(Self.sessions($0.total)), \($0.connectedBefore) were connected" } ?? ""
    }

    private var countsAfter: String {
        guard let counts = event.counts else { return "" }
        let missing = counts.total - counts.connectedNow
        return ": \(Self.sessions(counts.total)), \(counts.connectedNow) connected"
            + (missing > 0 ? ", \(missing) not" : "")
    }

    private static func sessions(_ count: Int) -> String { count == 1 ? "1 session" : "\(count) sessions" }

    var serverFacts: [String] {
        switch event.kind {
        case .serverRecovered where event.passage.outages > 1:
            [event.outage.map { "\(wasMisconfigured ? "It lasted" : "Down for") \($0.words) in all." } ?? ""]
        case .serverRecovered:
            [
                event.afterGap
                    ? bounds.map { "Down between \($0)." } ?? ""
                    : span.map { "\(wasMisconfigured ? "It lasted" : "Down") \($0)." } ?? ""
            ]
        case _ where areSessionsLost: [event.since.map { "Since \(time($0))." } ?? ""]
        case .serverMisconfigured:
            [event.since.map { "Since \(time($0))." } ?? "", quoted.isEmpty ? "" : "It says: “\(quoted)”."]
        default:
            [event.since.map { "No answer since \(time($0))\(tried)." } ?? ""]
        }
    }

    /// Whether what is over was a mistake in the configuration: the gateway itself was there all the time.
    private var wasMisconfigured: Bool {
        [.auth, .unmapped, .sessionsLost].contains(event.previous?.detail ?? .none)
    }

    /// What was tried; the transport's words say it more precisely than the detail does.
    private var tried: String {
        let words = quoted.isEmpty ? condition.detail.words : quoted
        return words.isEmpty ? "" : " (\(words))"
    }

    var serverAction: [String] {
        switch event.kind {
        case .serverOpened:
            ["Do: look at its container, memory and disk.", "I restart nothing while it is away."]
        case .serverMisconfigured where isKeyRefused:
            ["Do: put the right api_key into the configuration and reload.", blind]
        case .serverMisconfigured where areSessionsLost:
            [
                "Do: look whether its storage is still there, and whether url and api_key still lead to the same "
                    + "gateway.", "I start nothing there, and do not tell of them one by one.",
            ]
        case .serverMisconfigured:
            [
                "Do: check the url and the kind of the gateway in the configuration, and what stands in front of it.",
                blind,
            ]
        default: []
        }
    }

    private var blind: String { "Until then I do not see its sessions." }

    /// Whether it is the key that is wrong, rather than the address.
    private var isKeyRefused: Bool { condition.detail == .auth }

    private var areSessionsLost: Bool { condition.detail == .sessionsLost }
}
