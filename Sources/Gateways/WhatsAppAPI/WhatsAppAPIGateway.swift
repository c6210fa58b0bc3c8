// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import RelinkModel

/// chrishubert/whatsapp-api (44f0dbf, 2025-12-19), the ancestor of wwebjs-api.
///
/// A start is answered at once, and the session is known from then on: `session_not_found` means that it is not there.
/// Its QR code is never cleared: after the scan the old one still comes, so ask only in `scan_qr`. A status request
/// within 10 s of a start whose browser does not come can take the whole server down (an unhandled rejection): the
/// connection is closed without an answer, and all sessions come back together.
struct WhatsAppAPIGateway: WebJSGateway {
    let server: WebJSServer
    var kind: GatewayKind { .whatsappAPI }

    init(settings: GatewaySettings, client: TransferClient) {
        server = WebJSServer(settings: settings, client: client)
    }

    /// It has no list.
    func list() async -> ListAnswer { .unsupported }
}
