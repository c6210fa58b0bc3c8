// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// One item of `contacts:`.
struct ContactDecoding {
    let id: Text
    /// nil for a contact that is unusable, or whose channel is off; routes may still name it.
    let settings: ContactSettings?

    /// Reads the item; nil when it has no usable id. Every problem is reported either way.
    ///
    /// - Parameters:
    ///   - names: the ids of all channels, those that are off as well.
    ///   - channels: the channels that are on.
    init?(
        _ node: YAMLNode, names: [String], channels: [ChannelPlan], calendars: CalendarDecoding, reading: Reading
    ) {
        guard let reader = MapReader(node, path: "contacts[]", reading: reading) else { return nil }
        let channel = reader.requiredText("channel")
        if let channel { reading.require(channel, among: names, called: "channel") }
        let audience = reader.word("audience", as: ContactPlan.Audience.self) ?? .operator
        let attended = calendars.calendar("attended", of: reader)
        let plan = channels.first { $0.id.rawValue == channel?.value }
        let to = plan.flatMap { reader.address(at: $0) }
        let locale = reader.locale()
        guard let id = reader.identifier("id") else { return nil }
        if id.value == RouteDecoding.holderWord {
            reading.error(
                "`\(id.value)` stands for whoever holds the phone of the session; choose another id", at: id.place)
        } else if names.contains(id.value) {
            reading.error("`\(id.value)` is a channel already; choose another id, since routes name both", at: id.place)
        }
        self.id = id
        settings = plan.map { plan in
            ContactSettings(
                plan: ContactPlan(
                    id: ContactID(id.value), channel: plan.id, audience: audience,
                    attended: attended.map { TellingHours(calendar: $0, isWithin: true) }),
                to: to, locale: locale)
        }
    }
}

extension Reading {
    /// The ids of all contacts, for whoever names them before they are read.
    func contactNames(_ nodes: [YAMLNode]) -> [String] {
        nodes.compactMap { node in
            guard case .mapping(let entries) = node.content, let id = entries.first(where: { $0.key == "id" }) else {
                return nil
            }
            return text(of: id.value, for: "id")?.value
        }
    }
}

extension MapReader {
    /// `locale:`, which becomes a part of a file's name; nil for English.
    fileprivate func locale() -> String? {
        guard let text = optionalText("locale"), !text.value.isEmpty, text.value != "en" else { return nil }
        let isTag = text.value.utf8.allSatisfy { $0.isWordByte || $0 == UInt8(ascii: "-") }
        guard isTag, text.value.utf8.count <= 35 else {
            reading.error("`locale` must be a language such as pt or pt-BR, not \(text.shown)", at: text.place)
            return nil
        }
        return text.value
    }

    /// `to:`, as the channel's service needs it.
    fileprivate func address(at channel: ChannelPlan) -> Secret? {
        let text = optionalText("to").flatMap { $0.value.isEmpty ? nil : $0 }
        switch (channel.kind, text) {
        case (.telegram, nil):
            reading.error("`to` is missing: the number of the person's own chat with the bot", at: place)
        case (.telegram, let text?) where !text.isTelegramChat:
            reading.error("`to` must be a number, negative for groups, or @channel", at: text.place)
        case (.slack, let text?):
            reading.error(
                "an incoming webhook of Slack leads to one place, so `to` means nothing; leave it out", at: text.place)
        default: break
        }
        return text.map { Secret($0.value) }
    }
}
