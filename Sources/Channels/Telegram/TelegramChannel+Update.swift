// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import JSONText
package import RelinkModel

extension TelegramChannel {
    package func update(_ reference: RemoteReference, alert: Alert, at now: Timestamp) async -> AttemptReport {
        guard let target = TelegramReference(reference) else {
            return AttemptReport(
                outcome: .reject(reason: "not a message of Telegram's"), words: "not sent", took: .zero)
        }
        let alert = book.visible(alert)
        let wording = wording(alert, form: target.form, showing: showing(alert, in: target.form))
        let live = SlotFiller(secrets: book.addresses, qr: alert.qr, absent: sender.absent, language: sender.language)
        let text = live.text(wording.segments)
        var parts = [
            FormPart(name: "chat_id", text: "\(target.chat)"), FormPart(name: "message_id", text: "\(target.message)"),
        ]
        let method: String
        switch target.form {
        case .photo:
            method = "/editMessageMedia"
            parts.append(FormPart(name: "media", text: Self.media(caption: text, isHTML: wording.isHTML)))
            parts.append(
                FormPart(name: "qr", fileName: "qr.png", contentType: "image/png", body: Self.picture(for: alert)))
        case .text:
            method = "/editMessageText"
            parts.append(FormPart(name: "text", text: text))
            parts.append(FormPart(name: "link_preview_options", text: #"{"is_disabled":true}"#))
            if wording.isHTML { parts.append(FormPart(name: "parse_mode", text: "HTML")) }
        }
        var request = sender.request(
            FrozenRequest(method: "POST", url: [.slot(Self.bot), .text(method)], headers: [], body: .empty),
            session: nil)
        request.multipart = parts
        return await sender.send(request) { response in
            TelegramAnswer(response).outcome(reference: reference, words: words, at: now)
        }
    }

    /// How a message of that form can show the code now.
    private func showing(_ alert: Alert, in form: TelegramReference.Form) -> QRShowing {
        let isExpired = alert.asksForScan && alert.qr == nil && form == .photo
        let showing = isExpired ? .expired : showing(alert)
        return showing == .picture && form == .text ? .nothing : showing
    }

    /// The code where there is one, else the tile that says why there is none.
    private static func picture(for alert: Alert) -> [UInt8] {
        if alert.asksForScan, let qr = alert.qr, let picture = SlotFiller.picture(qr.payload) { return picture }
        return alert.event.condition.isHealthy ? TelegramTile.connected : TelegramTile.expired
    }

    /// The `InputMediaPhoto` of core.telegram.org/bots/api, its picture in the part named `qr`.
    private static func media(caption: String, isHTML: Bool) -> String {
        var media: JSONObject = ["type": "photo", "media": "attach://qr", "caption": .string(caption)]
        if isHTML { media["parse_mode"] = "HTML" }
        return JSONText.serialize(.object(media))
    }
}
