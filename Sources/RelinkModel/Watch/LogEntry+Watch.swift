// SPDX-License-Identifier: Apache-2.0

/// The lines that the deciding code writes, each with the words that people read.
extension LogEntry {
    static func transition(_ event: AlertEvent, gateway: GatewayID) -> LogEntry {
        let name = "\(gateway)/\(event.subject.sessionName ?? "")"
        let before = event.previous?.description ?? "not seen yet"
        var fields = [
            Field("session", name), Field("state", event.condition.state.rawValue),
            Field("detail", event.condition.detail.rawValue),
        ]
        if let previous = event.previous { fields.append(Field("previous_state", previous.state.rawValue)) }
        let words = event.words.isEmpty ? "" : ": \(event.words)"
        return LogEntry(
            .info, event.kind.rawValue,
            "\(event.condition.icon) \(name): \(before) → \(event.condition)\(words)", fields: fields)
    }

    static func event(_ event: AlertEvent, gateway: GatewayID, recipients: [Recipient]) -> LogEntry {
        let name = event.name(at: gateway)
        let code = event.incident.map { " #\($0.code)" } ?? ""
        let whom = recipients.isEmpty ? "nobody" : recipients.map(\.description).joined(separator: ", ")
        return LogEntry(
            event.severity >= .error && event.status == "firing" ? .warning : .info, event.kind.rawValue,
            "\(event.condition.icon) \(name): \(event.kind.rawValue) (\(event.condition))\(code), telling \(whom)",
            fields: [
                Field("subject", name), Field("state", event.condition.state.rawValue),
                Field("incident", event.incident?.id.rawValue ?? ""), Field("recipients", whom),
            ])
    }

    static func muted(_ event: AlertEvent, gateway: GatewayID, _ reason: String) -> LogEntry {
        let name = event.name(at: gateway)
        let code = event.incident.map { " #\($0.code)" } ?? ""
        return LogEntry(
            .info, "incident.muted",
            "\(event.condition.icon) \(name): \(event.kind.rawValue)\(code) is not told now: \(reason)",
            fields: [
                Field("subject", name), Field("incident", event.incident?.id.rawValue ?? ""), Field("reason", reason),
            ])
    }

    static func reliefBegan(_ relief: Relief, gateway: GatewayID) -> LogEntry {
        LogEntry(
            .info, "relief.began", "relief \(relief.id) at gateway \(gateway): \(relief.words)",
            fields: [Field("relief", relief.id.rawValue), Field("gateway", gateway.rawValue)])
    }

    static func reliefEnded(_ relief: Relief, gateway: GatewayID) -> LogEntry {
        LogEntry(
            .info, "relief.ended",
            "relief \(relief.id) at gateway \(gateway) is over: \(relief.away) is told again itself",
            fields: [Field("relief", relief.id.rawValue), Field("gateway", gateway.rawValue)])
    }

    static func silenceBegan(_ silence: Silence, gateway: GatewayID) -> LogEntry {
        LogEntry(
            .info, "silence.began", "silence \(silence.id) at gateway \(gateway) until \(silence.until)",
            fields: [Field("silence", silence.id.rawValue), Field("gateway", gateway.rawValue)])
    }

    static func silenceEnded(_ silence: Silence, gateway: GatewayID) -> LogEntry {
        LogEntry(
            .info, "silence.ended", "silence \(silence.id) at gateway \(gateway) is over",
            fields: [Field("silence", silence.id.rawValue), Field("gateway", gateway.rawValue)])
    }

    /// nil for what says nothing new: a channel that is away is probed for hours.
    static func attempt(_ row: Delivery, _ report: AttemptReport) -> LogEntry? {
        let level: Level
        let result: String
        switch report.outcome {
        case .delivered: (level, result) = (.info, "delivered")
        case .duplicate: (level, result) = (.info, "already there")
        case .retry:
            let isNews = row.attempts <= ChannelGate.failureLimit || row.attempts.nonzeroBitCount == 1 || !row.isOpen
            guard isNews else { return nil }
            (level, result) = (.warning, row.isOpen ? "will be tried again" : "given up")
        case .reject: (level, result) = (.error, row.isOpen ? "rejected, trying plain text" : "rejected")
        case .suspend: (level, result) = (.error, "channel suspended")
        }
        return LogEntry(
            level, "delivery.\(row.state.rawValue)",
            "\(row.event.kind.rawValue) to \(row.lane.recipient): \(result) (\(report.words))",
            fields: [
                Field("delivery", row.id.rawValue), Field("attempt", String(row.attempts)),
                Field("status", String(report.status)), Field("words", report.words),
            ])
    }

    static func diverted(_ row: Delivery, to recipient: Recipient, _ trouble: ChannelTrouble) -> LogEntry {
        LogEntry(
            .warning, "delivery.diverted",
            "\(row.event.kind.rawValue) to \(row.lane.recipient): told \(recipient) in its place (\(trouble.reason))",
            fields: [Field("delivery", row.id.rawValue), Field("fallback", recipient.description)])
    }

    static func channel(_ event: AlertEvent, _ channel: ChannelID, isFailing: Bool) -> LogEntry {
        LogEntry(
            isFailing ? .error : .info, event.kind.rawValue,
            isFailing
                ? "channel \(channel) does not take messages: \(event.words)"
                : "channel \(channel) takes messages again",
            fields: [Field("channel", channel.rawValue), Field("words", event.words)])
    }

    static func channelRemoved(_ row: Delivery) -> LogEntry {
        LogEntry(
            .warning, "delivery.dead",
            "\(row.event.kind.rawValue) to \(row.lane.recipient): given up, the configuration has no such channel any more",
            fields: [Field("delivery", row.id.rawValue)])
    }

    static func starting(_ key: SessionKey, isRestart: Bool, _ why: String) -> LogEntry {
        let what = isRestart ? "restart" : "start"
        return LogEntry(
            .info, "session.\(what)", "\(key): \(what)ing it (\(why))", fields: [Field("session", key.description)])
    }

    static func startAnswered(_ key: SessionKey, _ answer: StartAnswer) -> LogEntry {
        let words: String
        switch answer {
        case .accepted: words = "the gateway took it"
        case .alreadyRunning: words = "the gateway says that it runs already"
        case .unknownSession: words = "the gateway does not know it"
        case .refused(let reason): words = "the gateway refused: \(reason)"
        case .noAnswer(let reason): words = "no answer: \(reason)"
        }
        return LogEntry(
            answer == .accepted ? .info : .warning, "session.start_answered", "\(key): \(words)",
            fields: [Field("session", key.description), Field("words", words)])
    }

    static func gatewayFailing(_ gateway: GatewayID, _ words: String) -> LogEntry {
        LogEntry(
            .warning, "server.failing", "gateway \(gateway) does not answer its ping: \(words)",
            fields: [Field("gateway", gateway.rawValue), Field("words", words)])
    }

    static func keptBack(_ gateway: GatewayID, _ words: String) -> LogEntry {
        LogEntry(
            .warning, "server.blind",
            "gateway \(gateway) is \(words): that is rather this machine's network, and is told when one of them is back",
            fields: [Field("gateway", gateway.rawValue)])
    }

    static func wrongAnswer(_ gateway: GatewayID, isKey: Bool, _ words: String) -> LogEntry {
        let what =
            isKey
            ? "gateway \(gateway) refuses our API key (\(words)); compare `api_key` with the gateway's own"
            : "gateway \(gateway) gives an answer that is not understood (\(words)); check its `url` and `kind`"
        return LogEntry(
            .warning, "server.wrong_answer", what,
            fields: [Field("gateway", gateway.rawValue), Field("words", words)])
    }

    static func pushes(_ gateway: GatewayID, come: Bool) -> LogEntry {
        LogEntry(
            come ? .info : .warning, come ? "gateway.pushes_again" : "gateway.pushes_missing",
            come
                ? "gateway \(gateway) pushes its changes again"
                : "gateway \(gateway) does not push its changes any more: the last \(PushWatch.enough) were only seen by "
                    + "polling. Look whether its webhook still leads to /hooks/\(gateway)/…",
            fields: [.init("gateway", gateway.rawValue)])
    }

    static func discovered(_ key: SessionKey) -> LogEntry {
        LogEntry(
            .info, "session.discovered", "\(key): found in the gateway's list",
            fields: [
                Field("session", key.description)
            ])
    }

    static func gone(_ key: SessionKey) -> LogEntry {
        LogEntry(
            .info, "session.gone",
            "\(key): gone from the gateway's list, and not connected for a day before; it is no longer watched",
            fields: [Field("session", key.description)])
    }

    static func wrongAccount(_ key: SessionKey, _ number: AccountNumber, instead expected: AccountNumber?) -> LogEntry {
        let right = expected.map { ", not to the one ending \($0.last4)" } ?? ""
        return LogEntry(
            .warning, "session.wrong_account", "\(key): it is linked to the number ending \(number.last4)\(right)",
            fields: [Field("session", key.description), Field("account_last4", number.last4)])
    }

    static func unreadableAccount(_ key: SessionKey, _ answer: AccountAnswer) -> LogEntry {
        let words = if case .failed(let words) = answer { words } else { "the gateway does not say" }
        return LogEntry(
            .warning, "session.account_unverified",
            "\(key): which account it is linked to could not be read: \(words)",
            fields: [Field("session", key.description), Field("words", words)])
    }

    static func pairingWanted(_ key: SessionKey, by person: String) -> LogEntry {
        LogEntry(
            .info, "session.pairing_code_requested",
            "\(key): \(person.isEmpty ? "somebody" : person) asks for a pairing code",
            fields: [Field("session", key.description), Field("by", person)])
    }

    static func stale(_ key: SessionKey, _ words: String) -> LogEntry {
        LogEntry(
            .warning, "session.stale", "\(key): it says connected, and WhatsApp does not answer it: \(words)",
            fields: [Field("session", key.description), Field("words", words)])
    }

    static func acceptedAccount(_ key: SessionKey, _ last4: String) -> LogEntry {
        LogEntry(
            .info, "session.account_accepted",
            "\(key): a person says that the number ending \(last4) is the right one",
            fields: [Field("session", key.description), Field("account_last4", last4)])
    }

    static func forgotten(_ key: SessionKey) -> LogEntry {
        LogEntry(
            .info, "session.forgotten", "\(key): a person says that it is gone for good; it is no longer watched",
            fields: [Field("session", key.description)])
    }
}

extension AlertEvent {
    /// What it is about, as people write it.
    fileprivate func name(at gateway: GatewayID) -> String {
        switch subject {
        case .session(let session): "\(gateway)/\(session)"
        case .server: "gateway \(gateway)"
        case .watcher: "relink"
        case .group: "\(counts?.total ?? sessions.count) sessions of gateway \(gateway)"
        }
    }
}
