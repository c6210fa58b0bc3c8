// SPDX-License-Identifier: Apache-2.0

import RelinkModel

extension WebJSReader {
    /// The number that a session is linked to, in digits, to ask about it; nil where the gateway does not say.
    func ownNumber(_ reply: GatewayReply) -> String? {
        guard reply.status == 200, let envelope = WebJSEnvelope(reply.body), envelope.success,
            let account = envelope.account, account.server == "c.us", AccountNumber(account.user) != nil,
            account.user.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return account.user
    }

    /// Reads the reply to the question whether a number has WhatsApp: `{"success":true,"result":true}`, 500 with the error
    /// of the page, or 404 where the session is not connected (avoylenko/wwebjs-api e45da16 and chrishubert/whatsapp-api
    /// 44f0dbf, src/controllers/clientController.js, `isRegisteredUser`; src/middleware.js, `sessionValidation`). The page
    /// asks WhatsApp (pedroslopez/whatsapp-web.js 1.34.6, src/Client.js, `getNumberId`: `queryWidExists`).
    ///
    /// - Parameter number: the digits that were sent, which an error may repeat.
    func probe(_ reply: GatewayReply, hiding number: String) -> ProbeAnswer {
        guard let envelope = WebJSEnvelope(reply.body) else { return .unknown(words: ForeignReply(reply).words) }
        // Yes or no: somebody answered.
        if reply.status == 200, envelope.success, envelope.answer != nil { return .alive }
        let words = failure(reply, envelope).replacing(number, with: "…\(number.suffix(4))")
        return reply.status == 500 && !envelope.success ? .silent(words: words) : .unknown(words: words)
    }
}
