// SPDX-License-Identifier: Apache-2.0

import RelinkModel

extension WebJSReader {
    /// Reads the reply to a request for the account: `{"success":true,"sessionInfo":{"wid":{"server":"c.us","user":…}}}`.
    ///
    /// `sessionInfo` is missing until the library is ready, and `wid` may be a LID, which is no phone number
    /// (src/controllers/clientController.js, `getClassInfo`; whatsapp-web.js 1.34.6, src/structures/ClientInfo.js). A
    /// session that is not connected gives 404 with its status as the error (src/middleware.js, `sessionValidation`).
    func account(_ reply: GatewayReply) -> AccountAnswer {
        guard let envelope = WebJSEnvelope(reply.body) else {
            let foreign = ForeignReply(reply)
            return foreign.isWrongPath ? .unsupported : .failed(words: foreign.words)
        }
        if reply.status == 404, !envelope.success, envelope.error != nil { return .none }
        guard reply.status == 200, envelope.success else { return .failed(words: failure(reply, envelope)) }
        guard let account = envelope.account, account.server == "c.us" else { return .none }
        return AccountNumber(account.user).map { .number($0) } ?? .none
    }
}
