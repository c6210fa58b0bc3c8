// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// One item of `channels:`.
struct ChannelDecoding {
    let id: Text
    /// The channel that is told in its place; nil for none.
    let fallback: Text?
    /// nil for a channel that is off or unusable; routes may still name it.
    let settings: ChannelSettings?

    /// Reads the item; nil when it has no usable id. Every problem is reported either way.
    init?(_ node: YAMLNode, calendars: CalendarDecoding, reading: Reading) {
        guard let kind = Self.kind(node, reading: reading) else { return nil }
        guard let reader = MapReader(node, path: "channels[\(kind.rawValue)]", reading: reading) else { return nil }
        guard let id = reader.identifier("id") else { return nil }
        self.id = id
        fallback = reader.optionalText("fallback").flatMap { $0.value.isEmpty ? nil : $0 }
        settings = ChannelDecoding.settings(
            kind, id: ChannelID(id.value), fallback: fallback.map { ChannelID($0.value) }, calendars, reader)
    }

    /// The kind decides which keys there are, so it is read first, and the rest only when it is known.
    private static func kind(_ node: YAMLNode, reading: Reading) -> ChannelKind? {
        guard case .mapping(let entries) = node.content else {
            reading.error("a channel must be a map of keys, not \(node.shape)", at: node.place)
            return nil
        }
        guard let entry = entries.first(where: { $0.key == "kind" }), !entry.value.isNull else {
            reading.error("`kind` is missing", at: node.place)
            return nil
        }
        let kindOnly = YAMLNode(content: .mapping([entry]), place: node.place)
        return MapReader(kindOnly, path: "channels[webhook]", reading: reading)?.word("kind", as: ChannelKind.self)
    }

    private static func settings(
        _ kind: ChannelKind, id: ChannelID, fallback: ChannelID?, _ calendars: CalendarDecoding, _ reader: MapReader
    ) -> ChannelSettings? {
        let hours = reader.hours(calendars)
        let qr = reader.word("qr", as: QRForm.self) ?? .auto
        let (target, subscriptions): (ChannelSettings.Target?, Set<EventSubscription>) =
            switch kind {
            case .webhook: (reader.webhook().map { .webhook($0) }, reader.subscriptions())
            case .slack: (reader.slack().map { .slack(url: $0) }, [.incidents])
            case .telegram: (reader.telegram().map { .telegram($0) }, [.incidents])
            }
        guard let target else { return nil }
        let plan = ChannelPlan(
            id: id, kind: kind, subscriptions: subscriptions, canEdit: kind == .telegram,
            showsQR: [.auto, .image, .text].contains(qr), isMachine: kind == .webhook, hours: hours,
            fallback: fallback, isMeta: reader.flag("meta") ?? false)
        return ChannelSettings(plan: plan, qr: qr, target: target)
    }
}

extension MapReader {
    /// The text of a key without which the channel is off, when a reference left it empty.
    ///
    /// YAML has no conditions; this is how a committed file can offer a channel to whoever sets its variable.
    fileprivate func isSwitchedOff(by key: String) -> Bool {
        guard let node = node(key), case .scalar(let raw, _) = node.content, raw.contains("${") else { return false }
        guard let text = reading.text(of: node, for: key), text.isEmptyByReference else { return false }
        reading.note(
            "this channel is off, as \(Shown.text(text.references.joined(separator: ", "))) is empty", at: text.place)
        return true
    }

    /// `quiet:` or `digest:`; nil for a channel that is told at any time.
    fileprivate func hours(_ calendars: CalendarDecoding) -> TellingHours? {
        let quiet = calendars.calendar("quiet", of: self)
        let digest = calendars.digest("digest", of: self)
        let isQuietForAll = flag("quiet_all") ?? false
        if isQuietForAll, string("quiet").isEmpty {
            reading.error("`quiet_all` means nothing without `quiet`; say when it is quiet", at: place(of: "quiet_all"))
        }
        if quiet != nil, digest != nil {
            let message = "`digest` holds whatever is not critical already; leave out `quiet`, or `digest`"
            reading.error(message, at: place(of: "digest"))
        }
        if let quiet {
            return TellingHours(calendar: quiet, isWithin: false, passing: isQuietForAll ? nil : .critical)
        }
        return digest.map { TellingHours(calendar: $0, isWithin: true, passing: .critical) }
    }

    fileprivate func webhook() -> WebhookSettings? {
        let headers = headers()
        let method = word("method", as: WebhookSettings.Method.self) ?? .post
        let template = bodyTemplate()
        let contentType = contentType()
        let signingSecrets = secrets("signing_secret")
        guard !isSwitchedOff(by: "url"), let url = requiredText("url"),
            let address = checkedAddress(url, key: "url", allowsQuery: true)
        else { return nil }
        return WebhookSettings(
            url: Secret(address), method: method, headers: headers, contentType: contentType, bodyTemplate: template,
            signingSecrets: signingSecrets)
    }

    fileprivate func subscriptions() -> Set<EventSubscription> {
        node("events") == nil ? [.incidents] : words("events", as: EventSubscription.self)
    }

    fileprivate func slack() -> Secret? {
        guard !isSwitchedOff(by: "url"), let text = requiredText("url"),
            checkedAddress(text, key: "url", allowsQuery: true) != nil
        else { return nil }
        return secret(text)
    }

    fileprivate func telegram() -> TelegramSettings? {
        let base = optionalText("base_url")
        let baseURL = base.flatMap { checkedAddress($0, key: "base_url", allowsQuery: false) } ?? string("base_url")
        guard !isSwitchedOff(by: "token") else { return nil }
        let token = requiredText("token")
        let chat = requiredText("chat_id")
        if let token, !isBotToken(token.value) {
            reading.error("`token` is no bot token, which is digits, a colon, and letters", at: token.place)
            return nil
        }
        if let chat, !chat.isTelegramChat {
            reading.error("`chat_id` must be a number, negative for groups, or @channel", at: chat.place)
            return nil
        }
        guard let token, let chat, let secret = secret(token) else { return nil }
        return TelegramSettings(
            token: secret, chatID: chat.value, baseURL: String(baseURL.reversed().drop { $0 == "/" }.reversed()))
    }

    /// It becomes a part of the URL's path, so nothing that could lead elsewhere may be in it.
    private func isBotToken(_ text: String) -> Bool {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 && Int64(parts[0]) ?? 0 > 0 && !parts[1].isEmpty
            && parts[1].utf8.allSatisfy { $0.isWordByte || $0 == UInt8(ascii: "-") }
    }

    private func headers() -> [String: Secret] {
        var headers: [String: Secret] = [:]
        for (name, text) in textMap("headers") {
            let isToken = !name.isEmpty && name.utf8.allSatisfy { $0.isWordByte || "!#$%&'*+-.^`|~".utf8.contains($0) }
            if !isToken {
                reading.error("`\(Shown.text(name))` is no name of a header", at: text.place)
            } else if headers.keys.contains(where: { $0.lowercased() == name.lowercased() }) {
                reading.error("the header `\(Shown.text(name))` is written more than once", at: text.place)
            } else if ["host", "content-length", "content-type", "transfer-encoding"].contains(name.lowercased()) {
                reading.error(
                    "the header `\(Shown.text(name))` is set by Relink; see `url`, `content_type`", at: text.place)
            } else {
                headers[name] = secret(text) ?? Secret("")
            }
        }
        return headers
    }

    private func contentType() -> String {
        let type = string("content_type")
        let parts = type.prefix { $0 != ";" }.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && !$0.contains(" ") }),
            type.utf8.allSatisfy({ $0 < 0x7F })
        else {
            reading.error("`content_type` must be type/subtype, as in application/json", at: place(of: "content_type"))
            return type
        }
        return type
    }

    private func bodyTemplate() -> TemplateFile? {
        guard let text = optionalText("body_template"), !text.value.isEmpty else { return nil }
        let path = FileAccess.resolve(text.value, besides: text.place.file)
        do throws(FileAccess.Failure) {
            return TemplateFile(path: path, text: try reading.files.read(path))
        } catch {
            reading.error("the file \(Shown.text(path)) \(error)", at: text.place)
            return nil
        }
    }
}

extension Text {
    /// Whether it names a chat of Telegram's: a number, negative for groups, or `@channel`.
    var isTelegramChat: Bool {
        if value.hasPrefix("@") { return value.utf8.count > 1 && value.utf8.dropFirst().allSatisfy(\.isWordByte) }
        return Int64(value) ?? 0 != 0
    }
}
