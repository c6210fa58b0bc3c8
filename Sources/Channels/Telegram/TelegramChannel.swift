// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
package import RelinkModel
import Synchronization
import Templating

/// Sends alerts to a chat through a Telegram bot, with the code as a picture that follows its rotation.
package final class TelegramChannel: NotificationChannel {
    package let plan: ChannelPlan
    package let concurrency = 1
    package let limits: [RateLimit]

    let sender: DeliverySender
    let words: ReceiverWords
    private let text: AlertTemplate
    private let caption: AlertTemplate
    private let speech: Speech
    private let showsPicture: Bool
    private let showsText: Bool
    let book: AddressBook
    /// The number that each chat has got meanwhile. Forgotten at a restart: Telegram then says it again.
    private let migratedTo = Mutex<[Slot: Int64]>([:])

    init(
        _ setup: ChannelSetup, _ target: TelegramTarget, _ environment: ChannelEnvironment
    ) throws(ChannelSetupError) {
        try Channels.checkAddress(target.baseURL, of: setup.id)
        try Channels.check(setup, environment)
        let files = Channels.files(of: .telegram, overriddenBy: environment.templates)
        do throws(TemplateError) {
            speech = try Speech(
                clock: environment.clock, contacts: setup.contacts, templates: environment.templates)
            text = try Self.template(files, limit: TelegramLimits.text, speech: speech)
            caption = try Self.template(files, limit: TelegramLimits.caption, speech: speech)
        } catch {
            throw .templates(setup.id, Channels.problems(setup, templates: environment.templates))
        }
        showsPicture = setup.qr == .auto || setup.qr == .image
        showsText = setup.qr == .text
        plan = ChannelPlan(
            id: setup.id, kind: .telegram, subscriptions: setup.subscriptions, canEdit: showsPicture || showsText,
            showsQR: showsPicture || showsText)
        limits = TelegramLimits.rates(of: target)
        words = ReceiverWords(hiding: [target.token])
        book = AddressBook(setup.contacts)
        sender = DeliverySender(
            client: environment.client, liveQR: environment.liveQR,
            secrets: [
                Self.bot: Secret("\(target.baseURL)/bot\(target.token.revealed)"), Self.chat: Secret(target.chat),
            ].merging(book.addresses) { $1 },
            connection: .fresh, timeLimit: environment.timeLimit, absent: "no code at this moment",
            language: .telegramHTML)
    }

    /// The base URL with the token, as a configuration in force at the attempt has it.
    static let bot = Slot.secret("bot")
    /// The channel's own chat.
    static let chat = Slot.secret("chat")

    /// The chat for a recipient. That of a contact who is gone leads nowhere, rather than to somebody else.
    private static func chat(of recipient: Recipient) -> Slot { recipient.contact.map { .address(of: $0) } ?? chat }

    /// The template of the message, checked against that limit.
    static func template(
        _ files: [String: String], limit: Int, speech: Speech
    ) throws(TemplateError) -> AlertTemplate {
        try AlertTemplate(path: "telegram/message.telegram.html.mustache", files: files, speech: speech) {
            TelegramHTML.objection(to: $0, limit: limit)
        }
    }

    // MARK: - Preparing

    package func prepare(_ alert: Alert, plain: Bool) -> PreparedRequest {
        let alert = book.visible(alert)
        // The plain form leaves out whatever may have been rejected, the picture too.
        let showing = plain && !book.isHolder(alert.recipient) ? .nothing : showing(alert)
        let form: TelegramReference.Form = showing == .picture ? .photo : .text
        let wording = wording(alert, form: form, showing: showing, plain: plain)
        var parts = [FrozenRequest.Part(name: "chat_id", content: [.slot(Self.chat(of: alert.recipient))])]
        parts.append(.init(name: form == .photo ? "caption" : "text", content: wording.segments))
        if wording.isHTML { parts.append(.init(name: "parse_mode", content: [.text("HTML")])) }
        switch form {
        case .photo:
            parts.append(.init(name: "photo", filename: "qr.png", contentType: "image/png", content: [.slot(.qrPNG)]))
        case .text:
            parts.append(.init(name: "link_preview_options", content: [.text(#"{"is_disabled":true}"#)]))
        }
        if alert.isSoundless { parts.append(.init(name: "disable_notification", content: [.text("true")])) }
        let method = form == .photo ? "/sendPhoto" : "/sendMessage"
        let request = FrozenRequest(
            method: "POST", url: [.slot(Self.bot), .text(method)], headers: [], body: .form(parts))
        return PreparedRequest(request: request, fallbackReason: wording.fallbackReason)
    }

    /// The text of a message, and whether Telegram is to read markup in it.
    struct Wording {
        let segments: [FrozenRequest.Segment]
        let isHTML: Bool
        let fallbackReason: String?
    }

    /// What the message says; never fails.
    func wording(_ alert: Alert, form: TelegramReference.Form, showing: QRShowing, plain: Bool = false) -> Wording {
        let template = form == .photo ? caption : text
        var reason: String?
        if !plain {
            switch template.render(alert, showing: showing) {
            case .success(let segments):
                let addressed = sender.addressed(
                    segments, to: alert.recipient, showsCode: !book.isHolder(alert.recipient))
                return Wording(segments: addressed, isHTML: true, fallbackReason: nil)
            case .failure(let failure): reason = "\(template.path): \(failure.reason)"
            }
        }
        let limit = form == .photo ? TelegramLimits.caption : TelegramLimits.text
        // The plain text shows no code of its own.
        let plainShowing: QRShowing = showing == .text ? .nothing : showing
        let words = PlainText.text(alert, speech: speech, showing: plainShowing, limit: limit)
        return Wording(segments: [.text(words)], isHTML: false, fallbackReason: reason)
    }

    /// How the message shows the code.
    func showing(_ alert: Alert) -> QRShowing {
        guard alert.asksForScan else { return .nothing }
        if book.isHolder(alert.recipient) { return .withheld }
        guard alert.qr != nil else { return .nothing }
        return showsPicture ? .picture : showsText ? .text : .nothing
    }

    // MARK: - Sending

    package func send(
        _ request: FrozenRequest, delivery: DeliveryID, attempt: Int, session: SessionKey?, at now: Timestamp
    ) async -> AttemptReport {
        // A photo without a picture would be refused: the tile says that there is no code now.
        var filled = sender.request(request, session: session, placeholder: TelegramTile.expired)
        let form: TelegramReference.Form = filled.multipart?.contains { $0.name == "photo" } == true ? .photo : .text
        let chat = request.chat ?? Self.chat
        if let moved = migratedTo.withLock({ $0[chat] }) { filled.readdress(to: moved) }
        var newChat: Int64?
        let report = await sender.send(filled) { response in
            let answer = TelegramAnswer(response)
            newChat = answer.newChat
            return outcome(answer, form: form, at: now)
        }
        guard let newChat, migratedTo.withLock({ $0[chat] }) != newChat else { return report }
        migratedTo.withLock { $0[chat] = newChat }
        filled.readdress(to: newChat)
        return await sender.send(filled) { outcome(TelegramAnswer($0), form: form, at: now) }
    }

    private func outcome(
        _ answer: TelegramAnswer, form: TelegramReference.Form, at now: Timestamp
    ) -> DeliveryOutcome {
        var reference: TelegramReference?
        if let chat = answer.chat, let message = answer.messageID {
            reference = TelegramReference(form: form, chat: chat, message: message)
        }
        return answer.outcome(reference: reference?.remote, words: words, at: now)
    }
}

extension FrozenRequest {
    /// The slot of the chat that it is for.
    fileprivate var chat: Slot? {
        guard case .form(let parts) = body,
            case .slot(let slot)? = parts.first(where: { $0.name == "chat_id" })?.content.first
        else { return nil }
        return slot
    }
}

extension HTTPRequest {
    /// Replaces the chat that the request is for.
    fileprivate mutating func readdress(to chat: Int64) {
        multipart = multipart?.map { $0.name == "chat_id" ? FormPart(name: "chat_id", text: "\(chat)") : $0 }
    }
}
