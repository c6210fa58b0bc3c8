// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// Puts what is told of a session into another language, for whoever holds its phone.
///
/// It says less than English does: what happened, since when, and what to do with the phone. Everything about gateways,
/// groups and Relink itself is an operator's business, and told in English.
struct TranslatedWriter {
    let writer: MessageWriter
    let book: Phrasebook

    private var event: AlertEvent { writer.event }
    private var condition: SessionCondition { writer.condition }

    /// The words of the alert; nil for what is told in English alone.
    var message: Message? {
        guard event.subject.sessionName != nil, let headline else { return nil }
        return Message(
            icon: writer.icon, headline: prefix + headline, facts: joined(facts + [missed]), action: joined(action),
            way: way, code: writer.code)
    }

    private func say(_ phrase: Phrase, _ details: [Phrasebook.Detail: String] = [:]) -> String {
        book.say(phrase, details.merging([.title: writer.title]) { $1 })
    }

    private func time(_ instant: Timestamp) -> String {
        writer.clock.words(instant, seenFrom: writer.alert.now) { book.say($0, [:]) }
    }

    private func joined(_ sentences: [String]) -> String {
        sentences.filter { !$0.isEmpty }.joined(separator: " ")
    }

    // MARK: - What happened

    private var prefix: String {
        let delay = writer.alert.delay.map { say(.delayed, [.length: $0.words]) } ?? ""
        return delay + (event.kind == .sessionEscalated ? say(.nobodyYet) : "")
    }

    private var headline: String? {
        switch event.kind {
        case .sessionRecovered where event.openedMaybeMissed || event.passage.outages > 1: wasDown
        case .sessionBriefOutage: wasDown
        case .sessionRecovered: say(.back)
        case .sessionRelapsed: happening(again: true)
        case .sessionFirstSeen: say(condition.detail == .neverLinked ? .firstLink : .notConnected)
        case .sessionOpened, .sessionChanged, .sessionEscalated, .sessionWrongAccount: happening(again: false)
        case .sessionReminder: writer.isForeign ? say(.foreign) : say(.still, [.length: writer.age ?? ""])
        case .sessionUnwatched: say(.unwatched)
        case .sessionAcked: say(.takenOn, [.person: writer.person ?? "", .until: event.until.map(time) ?? ""])
        case .sessionUnacked: say(.givenBack)
        case .sessionFlappingStarted: say(.comesAndGoes)
        case .sessionFlappingEnded: say(condition.isHealthy ? .back : .notConnected)
        default: nil
        }
    }

    private func happening(again: Bool) -> String {
        switch condition.state {
        case .scanQR: say(again ? .disconnectedAgain : .disconnected)
        case .failed: say(again ? .failedAgain : .failed)
        case .stopped: say(again ? .stoppedAgain : .stopped)
        case .notFound: say(again ? .missingAgain : .missing)
        case .connected where writer.isForeign: say(.foreign)
        case .connected, .starting, .unreachable: say(.notConnected)
        }
    }

    private var wasDown: String {
        guard let since = event.since, let outage = event.outage else { return say(.wasDown) }
        guard event.passage.outages > 1 else {
            return say(.wasDown, [.from: time(since), .to: time(since + outage)])
        }
        return say(
            .wasDownOften, [.from: time(since), .to: time(event.occurredAt), .count: "\(event.passage.outages)"])
    }

    // MARK: - Since when

    private var facts: [String] {
        switch event.kind {
        case .sessionRecovered, .sessionBriefOutage: [down, waited, number]
        case .sessionUnwatched, .sessionAcked, .sessionFlappingStarted, .sessionFlappingEnded: []
        default: [foreignNumber, since]
        }
    }

    private var since: String {
        guard let since = event.since else { return "" }
        return event.afterGap
            ? say(.sinceGap, [.from: time(since), .to: time(event.occurredAt)]) : say(.since, [.time: time(since)])
    }

    private var down: String {
        guard let since = event.since, let outage = event.outage else { return "" }
        let details: [Phrasebook.Detail: String] = [
            .from: time(since), .to: time(since + outage), .length: outage.words,
        ]
        let headlineTellsSpan =
            event.openedMaybeMissed || event.passage.outages > 1 || event.kind == .sessionBriefOutage
        return say(event.afterGap ? .downBetween : headlineTellsSpan ? .downFor : .down, details)
    }

    private var waited: String { event.timeToRelink.map { say(.waited, [.length: $0.words]) } ?? "" }

    /// The number counts as expected only where it was read and compared.
    private var number: String {
        if condition.detail == .accountUnverified { return say(.unreadNumber) }
        guard let account = event.account, account.isExpected else { return "" }
        return say(.asExpected, [.number: writer.clean(account.last4, writer.limits.name)])
    }

    private var foreignNumber: String {
        guard writer.isForeign, let account = event.account else { return "" }
        return say(
            .foreignNumber,
            [.number: writer.clean(account.last4, writer.limits.name), .instead: writer.number ?? ""])
    }

    private var missed: String {
        event.passage.missed > 0 ? say(.missed, [.count: "\(event.passage.missed)"]) : ""
    }

    // MARK: - Who acts

    private var action: [String] {
        guard writer.mustAct else { return [] }
        switch condition.state {
        case .scanQR: return [say(request), phone]
        case .failed:
            switch condition.detail {
            case .loggedOut, .authFailure: return [say(.linkAgain), phone]
            case .forbidden, .tosBlock: return [say(.appeal), phone]
            default: return [say(.callOperator)]
            }
        case .stopped, .notFound: return [say(.callOperator)]
        case .connected where writer.isForeign: return [say(.foreignAdvice), phone]
        case .connected, .starting, .unreachable: return []
        }
    }

    private var request: Phrase {
        switch condition.detail {
        case .passkeyRequired, .passkeyConfirm: .passkey
        case .linkRefused: .scanAgain
        case .neverLinked: .linkFirst
        default: .linkAgain
        }
    }

    private var phone: String {
        let hint = writer.clean(writer.alert.session?.phoneHint ?? "", writer.limits.name)
        guard !hint.isEmpty || writer.number != nil else { return "" }
        return say(.phone, [.hint: hint, .number: writer.number ?? ""])
    }

    private var way: String {
        guard writer.mustAct, condition.state == .scanQR, !writer.isPasskey else { return "" }
        if writer.showing == .withheld { return say(.askForCode) }
        let start = condition.detail == .roundOver ? " --start" : ""
        return say(.codeCommand, [.command: "relink qr \(writer.address)\(start)"])
    }
}
