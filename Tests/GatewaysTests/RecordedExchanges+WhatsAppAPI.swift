// SPDX-License-Identifier: Apache-2.0

import RelinkModel

extension RecordedExchange {
    /// Every exchange recorded with whatsapp-api: what it answers otherwise than its descendant, and the rest.
    static let whatsappAPI: [RecordedExchange] =
        common + [
            RecordedExchange("qr-when-connected", .secondCode),
            RecordedExchange("start-auth-timeout", of: "raw", .start(.accepted)),
            RecordedExchange("start-fails", of: "bad", .start(.accepted)),
            RecordedExchange(
                "status-after-lying-restart", of: "tab", .socket("OPENING", SessionCondition(.starting, .reconnecting))),
            RecordedExchange("status-while-starting", .socket("OPENING", SessionCondition(.starting, .reconnecting))),
        ]
}
