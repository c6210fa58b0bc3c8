// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// What is said of a session.
extension MessageWriter {
    var sessionHeadline: String {
        switch event.kind {
        case .sessionRecovered where event.openedMaybeMissed || event.passage.outages > 1: wasDown
        case .sessionBriefOutage: wasDown
        case .sessionRecovered: "\(title) is connected again."
        case .sessionRelapsed: "\(title): \(condition.happening(again: true))."
        case .sessionFirstSeen where condition.detail == .neverLinked: "\(title) waits for its first link."
        case .sessionFirstSeen: "\(title) is not connected: \(condition.state.words)."
        case .sessionUnwatched: "\(title) is no longer watched."
        case .sessionTransition: "\(title): \(transition)."
        case .sessionQR: "\(title) shows a new code\(codeNumber)."
        case .sessionReminder: "\(title) is still \(standing)\(age.map { ", for \($0) now" } ?? "")."
        case .sessionAcked: "\(title): \(takenOn)"
        case .sessionUnacked: "\(title): \(givenBack)"
        case .sessionFlappingStarted: "\(title) drops and recovers again and again."
        case .sessionFlappingEnded: "\(title) has settled: it is \(condition.words)."
        case .eventsDropped: "\(title): \(dropped)."
        default: "\(title): \(condition.happening(again: false))."
        }
    }

    /// How it stands, to follow "it is".
    private var standing: String { condition.words }

    private var wasDown: String {
        guard let since = event.since, let outage = event.outage else {
            return "\(title) was down and is connected again."
        }
        guard event.passage.outages < 2 else {
            let span = "between \(time(since)) and \(time(event.occurredAt))"
            return "\(title) was down \(event.passage.outages) times \(span) and is connected again."
        }
        return "\(title) was down \(time(since))–\(time(since + outage)) and is connected again."
    }

    private var transition: String {
        let now = condition.state.words
        return event.previous.map { "\($0.state.words) → \(now)" } ?? now
    }

    private var takenOn: String {
        let until = event.until.map { " until \(time($0))" } ?? ""
        return "\(person ?? "somebody") has taken it on\(until)."
    }

    private var givenBack: String {
        if let person { return "\(person) has given it back, and it is still \(standing)." }
        return "nobody takes care of it any more, and it is still \(standing)."
    }

    private var dropped: String {
        let count = event.passage.dropped?.count ?? 0
        return "\(count) changes were not told one by one; now \(condition.state.words)"
    }

    private var codeNumber: String {
        alert.qr.map { " (round \($0.round), code \($0.sequence))" } ?? ""
    }

    // MARK: - Since when, and why

    var sessionFacts: [String] {
        switch event.kind {
        case .sessionRecovered, .sessionBriefOutage: recoveryFacts
        case .sessionUnwatched: [lasted, "The incident is closed, but nobody has seen the session come back."]
        case .sessionTransition, .sessionQR: [because]
        case .sessionAcked: []
        case .sessionFlappingStarted: ["I tell of it again when it has been calm for a while.", because]
        case .sessionFlappingEnded: []
        case .eventsDropped:
            [event.passage.dropped.map { "They happened between \(time($0.from)) and \(time($0.to))." } ?? ""]
        case _ where isForeign: [before, foreignNumber, since]
        default: [before, since, because, attempts, unattended]
        }
    }

    private var recoveryFacts: [String] {
        let headlineTellsSpan = event.openedMaybeMissed || event.kind == .sessionBriefOutage
        let waiting = event.timeToRelink.map { ", waiting for a person \($0.words)" } ?? ""
        let down: String? =
            if event.afterGap {
                bounds.map { "Down between \($0), while nobody watched\(waiting)." }
            } else if event.passage.outages > 1 {
                event.outage.map { "Down for \($0.words) in all\(waiting)." }
            } else if headlineTellsSpan {
                event.outage.map { "Down for \($0.words)\(waiting)." }
            } else {
                span.map { "Down \($0)\(waiting)." }
            }
        return [down ?? "", linkedNumber]
    }

    /// The number counts as expected only where it was read and compared.
    private var linkedNumber: String {
        if condition.detail == .accountUnverified { return "Which number is linked could not be read." }
        guard let account = event.account, account.isExpected else { return "" }
        return "Number ending \(clean(account.last4, limits.name)), as expected."
    }

    private var foreignNumber: String {
        guard let account = event.account, !account.isExpected else { return "" }
        let instead = number.map { ", not the one ending \($0)" } ?? ""
        return "Linked is the number ending \(clean(account.last4, limits.name))\(instead)."
    }

    private var before: String {
        guard event.kind == .sessionChanged, let previous = event.previous else { return "" }
        guard !event.passage.earlier.isEmpty else { return "Before, it was \(previous.words)." }
        let words = event.passage.earlier.map { "\($0.condition.words) (\(time($0.at)))" }
        return "Before, it was \(words.joined(separator: ", "))."
    }

    private var since: String {
        guard let since = event.since else { return "" }
        if event.afterGap {
            return "It happened between \(time(since)) and \(time(event.occurredAt)), while nobody watched."
        }
        if condition == .stale { return "Noticed at \(time(since)); it may be so for longer." }
        return isForeign
            ? "The outage began at \(time(since))." : "Customers get no answer since \(time(since))."
    }

    /// What is done about it while nobody is there.
    private var unattended: String {
        event.attendedFrom.map { "Nobody is there before \(time($0)); whoever holds the phone is told then." } ?? ""
    }

    private var lasted: String {
        let words = condition.state.words
        return event.since.map { "It was \(words) since \(time($0))." } ?? "It was \(words)."
    }

    private var because: String {
        reason.isEmpty ? "" : "Reason: \(reason)."
    }

    private var attempts: String {
        switch event.startAttempts {
        case ...0: ""
        case 1: "I started it once, without success."
        default: "I started it \(event.startAttempts) times, without success."
        }
    }

    // MARK: - Who acts, and how

    var sessionAction: [String] {
        guard !event.kind.isClosing, asksForAction else { return [] }
        return switch condition.state {
        case .scanQR: [condition.detail.request, phone]
        case .failed: [condition.detail.remedy ?? "Please look at the gateway's log.", linkingNeedsPhone ? phone : ""]
        case .stopped: ["Please start it, if it was not stopped on purpose."]
        case .notFound: ["Please look whether it was deleted or renamed at the gateway."]
        case .connected where isForeign:
            [
                "Please log the session out at the gateway, link the right phone, and find out who scanned the code.",
                phone,
            ]
        case .connected where condition == .stale:
            ["Please look whether messages leave. If not, restart the session at the gateway."]
        case .connected, .starting, .unreachable: []
        }
    }

    /// Whether somebody is asked to do something.
    var mustAct: Bool { !event.kind.isClosing && asksForAction }

    private var asksForAction: Bool {
        switch event.kind {
        case .sessionTransition, .eventsDropped, .sessionQR, .sessionAcked, .sessionFlappingStarted: false
        default: true
        }
    }

    /// Whether the phone asks for its passkey, so that there is no code to scan.
    var isPasskey: Bool {
        condition.detail == .passkeyRequired || condition.detail == .passkeyConfirm
    }

    private var linkingNeedsPhone: Bool {
        condition.detail == .loggedOut || condition.detail == .authFailure
    }

    private var phone: String {
        let hint = clean(alert.session?.phoneHint ?? "", limits.name)
        return switch (hint.isEmpty, number) {
        case (true, nil): ""
        case (true, let number?): "Phone: number ending \(number)."
        case (false, nil): "Phone: \(hint)."
        case (false, let number?): "Phone: \(hint), number ending \(number)."
        }
    }

    /// The end of the number that the session should have; nil where none is configured.
    var number: String? { alert.session?.accountLast4 }

    var sessionWay: String {
        guard !event.kind.isClosing, asksForAction || event.kind == .sessionQR else { return "" }
        if isForeign { return "If the new phone is the right one: relink account accept \(address)" }
        guard condition.state == .scanQR, !isPasskey else { return "Session: \(address)." }
        guard condition.detail != .roundOver else {
            return "New codes, with the phone in hand: relink qr \(address) --start"
        }
        let scan = "Scan the code with that phone: WhatsApp, Linked devices, Link a device."
        return switch showing {
        case .picture: "\(scan) When it has expired: relink qr \(address)"
        case .text: "The code, live and as a picture: relink qr \(address)"
        case .expired: "The code has expired. The next one: relink qr \(address)"
        case .withheld:
            "Whoever looks after the gateway shows you the code to scan with that phone: WhatsApp, Linked devices, "
                + "Link a device."
        case .nothing: "The code to scan: relink qr \(address)"
        }
    }
}
