// SPDX-License-Identifier: Apache-2.0

import Foundation
import FoundationXML
import JSONText
import RelinkTesting

/// A Bot API that refuses what Telegram refuses, in Telegram's words.
enum StrictTelegram {
    static let token = "123456:AAverysecrettoken"
    static let chat = "-1001234567890"

    static func answer(_ request: LoopbackServer.Request) -> [LoopbackServer.Step] {
        let prefix = "/bot\(token)/"
        guard request.path.hasPrefix(prefix) else { return refuse(404, "Not Found") }
        guard let form = MultipartForm(request) else { return refuse(400, "Bad Request: message text is empty") }
        guard form["chat_id"] == chat else { return refuse(400, "Bad Request: chat not found") }
        return switch request.path.dropFirst(prefix.count) {
        case "sendMessage": text(form)
        case "sendPhoto": photo(form, part: "photo", caption: form["caption"], isHTML: form["parse_mode"] == "HTML")
        case "editMessageText": form["message_id"] == "42" ? text(form) : noMessage
        case "editMessageMedia": form["message_id"] == "42" ? media(form) : noMessage
        default: refuse(404, "Not Found: method not found")
        }
    }

    static func refuse(_ status: Int, _ description: String, parameters: String = "") -> [LoopbackServer.Step] {
        let more = parameters.isEmpty ? "" : ",\"parameters\":\(parameters)"
        return [.answer(status, #"{"ok":false,"error_code":\#(status),"description":"\#(description)"\#(more)}"#)]
    }

    private static let noMessage = refuse(400, "Bad Request: message to edit not found")
    private static let accepted: [LoopbackServer.Step] = [
        .answer(
            200, #"{"ok":true,"result":{"message_id":42,"chat":{"id":\#(chat),"type":"supergroup"},"date":1767517860}}"#
        )
    ]

    private static func text(_ form: MultipartForm) -> [LoopbackServer.Step] {
        guard form["link_preview_options"] == #"{"is_disabled":true}"# else {
            return refuse(400, "Bad Request: preview")
        }
        return check(form["text"], limit: 4096, isHTML: form["parse_mode"] == "HTML") ?? accepted
    }

    private static func photo(
        _ form: MultipartForm, part: String, caption: String?, isHTML: Bool
    ) -> [LoopbackServer.Step] {
        guard let photo = form.parts[part], photo.fileName != nil, photo.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47])
        else {
            return refuse(400, "Bad Request: there is no photo in the request")
        }
        return check(caption, limit: 1024, isHTML: isHTML) ?? accepted
    }

    private static func media(_ form: MultipartForm) -> [LoopbackServer.Step] {
        guard let media = try? JSONText.parse(form["media"] ?? ""), media["type"] == "photo",
            let name = media["media"]?.string, name.hasPrefix("attach://")
        else { return refuse(400, "Bad Request: can't parse InputMedia") }
        return photo(
            form, part: String(name.dropFirst(9)), caption: media["caption"]?.string,
            isHTML: media["parse_mode"] == "HTML")
    }

    private static func check(_ text: String?, limit: Int, isHTML: Bool) -> [LoopbackServer.Step]? {
        guard let text, !text.isEmpty else { return refuse(400, "Bad Request: message text is empty") }
        guard isHTML else { return text.utf16.count <= limit ? nil : refuse(400, "Bad Request: message is too long") }
        let reader = Reader()
        let parser = XMLParser(data: Data("<m>\(text)</m>".utf8))
        parser.delegate = reader
        guard parser.parse() else { return refuse(400, "Bad Request: can't parse entities") }
        return reader.text.utf16.count <= limit ? nil : refuse(400, "Bad Request: message is too long")
    }

    /// What remains of a text once its markup is read.
    private final class Reader: NSObject, XMLParserDelegate {
        var text = ""
        func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
    }
}
