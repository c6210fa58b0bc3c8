// SPDX-License-Identifier: Apache-2.0

import RelinkModel

extension WebJSReader {
    /// Reads the reply to a request for a pairing code: `{"success":true,"result":"ABCDEFGH"}`, or 500 with the error of
    /// the page (avoylenko/wwebjs-api e45da16, src/controllers/sessionController.js, `requestPairingCode`).
    ///
    /// - Parameter number: the digits that were sent, which an error may repeat.
    func pairing(_ reply: GatewayReply, hiding number: String) -> PairingAnswer {
        guard let envelope = WebJSEnvelope(reply.body) else {
            let foreign = ForeignReply(reply)
            return foreign.isWrongPath ? .unsupported : .failed(words: foreign.words)
        }
        guard reply.status == 200, envelope.success else {
            if reply.status == 200, envelope.message == "session_not_found" { return .unknownSession }
            return .failed(words: failure(reply, envelope).replacing(number, with: "…\(number.suffix(4))"))
        }
        guard let code = envelope.text.flatMap({ PairingCode($0) }) else {
            return .failed(words: "The gateway's pairing code is not one of WhatsApp's; it is not shown.")
        }
        return .code(code)
    }
}
