// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer
import RelinkModel

/// avoylenko/wwebjs-api (e45da16, 2026-07-15).
///
/// While a session starts or restarts it is in no list and its status says `session_not_found`: the server puts it into
/// its map only when the browser is up (src/sessions.js, `setupSession`, since fdd32f8). A failed restart leaves it
/// there for good, and says that all went well. So a start or a restart proves nothing; only a later poll does.
struct WWebJSGateway: WebJSGateway {
    let server: WebJSServer
    var kind: GatewayKind { .wwebjs }

    init(settings: GatewaySettings, client: TransferClient) {
        server = WebJSServer(settings: settings, client: client)
    }

    /// The sessions that are up; those that are starting are missing.
    func list() async -> ListAnswer {
        switch await server.client.get("/session/getSessions", limits: WebJSServer.listLimits) {
        case .success(let reply): server.reader.list(reply)
        case .failure(let failure): .failed(words: failure.words)
        }
    }
}
