// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// Reads the replies of the gateways around the library whatsapp-web.js: wwebjs-api and its ancestor whatsapp-api.
///
/// Pure. HTTP statuses say little there (200 stands for most failures), so a reply counts only with the gateway's own
/// body: a JSON object with a truth value `success`. Contracts: avoylenko/wwebjs-api e45da16 and
/// chrishubert/whatsapp-api 44f0dbf, both read in source and recorded on loopback.
struct WebJSReader: Sendable {
    /// Cleans what is repeated to people.
    let words: OutsideWords

    /// Whether a reply is the gateway's refusal of the API key (src/middleware.js, `apikey`).
    static func isRefusal(_ reply: GatewayReply) -> Bool {
        guard reply.status == 403 || reply.status == 401, let envelope = WebJSEnvelope(reply.body) else { return false }
        return !envelope.success && envelope.error != nil
    }

    /// Reads the reply to a ping.
    func ping(_ reply: GatewayReply) -> PingAnswer {
        let envelope = WebJSEnvelope(reply.body)
        if reply.status == 200, let envelope, envelope.success, envelope.message == "pong" {
            return .alive(startedAt: nil)
        }
        let foreign = ForeignReply(reply)
        return .unreachable(foreign.detail, words: foreign.words)
    }

    /// Reads the reply to the list of sessions. A version without one answers as to any unknown path.
    func list(_ reply: GatewayReply) -> ListAnswer {
        guard let envelope = WebJSEnvelope(reply.body) else {
            let foreign = ForeignReply(reply)
            return foreign.isWrongPath ? .unsupported : .failed(words: foreign.words)
        }
        guard reply.status == 200, envelope.success, let names = envelope.result else {
            return .failed(words: failure(reply, envelope))
        }
        var seen: Set<String> = []
        return .names(names.filter { SessionNameRule.isWord($0) && seen.insert($0).inserted })
    }

    /// What an answer of the gateway says that does not do what it was asked for.
    func failure(_ reply: GatewayReply, _ envelope: WebJSEnvelope) -> String {
        if Self.isRefusal(reply) { return "The gateway refused the API key: check api_key." }
        guard let text = envelope.error ?? envelope.message, !text.isEmpty else {
            return "The gateway gave no reason (HTTP \(reply.status))."
        }
        return words.clean(text)
    }
}
