// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Signing

extension WebJSReader {
    /// Reads the reply to a request for the QR code.
    func qr(_ reply: GatewayReply) -> QRAnswer {
        guard let envelope = WebJSEnvelope(reply.body) else { return .failed(words: ForeignReply(reply).words) }
        guard reply.status == 200 else { return .failed(words: failure(reply, envelope)) }
        guard envelope.success else { return noCode(reply, envelope) }
        guard let text = envelope.qr, let payload = QRPayload(text) else {
            return .failed(words: "The gateway's QR code is not one of WhatsApp's; it is not shown.")
        }
        return .code(payload, id: QRID(rawValue: SHA256.hexPrefix(text)))
    }

    private func noCode(_ reply: GatewayReply, _ envelope: WebJSEnvelope) -> QRAnswer {
        switch envelope.message {
        case "qr code not ready or already scanned", "session_not_found": .none
        default: .failed(words: failure(reply, envelope))
        }
    }
}
