// SPDX-License-Identifier: Apache-2.0

import RelinkModel

extension WebJSReader {
    /// Reads the reply to a status request.
    func status(_ reply: GatewayReply) -> PollAnswer {
        guard let envelope = WebJSEnvelope(reply.body) else { return foreign(reply) }
        switch reply.status {
        case 200: return observation(envelope)
        case 401, 403:
            guard Self.isRefusal(reply) else { return foreign(reply) }
            return .unauthorized(GatewayWords(message: words.clean(envelope.error ?? "")))
        case 500:
            guard !envelope.success, let error = envelope.error else { return foreign(reply) }
            return .observed(WebJSConditions.ofException(error), GatewayWords(message: words.clean(error)))
        case 501...599: return foreign(reply)
        default:
            return .unmapped(words: words.clean("HTTP \(reply.status): \(envelope.error ?? envelope.message ?? "")"))
        }
    }

    /// Success and state contradict each other nowhere in the gateway's source, so such an answer is not believed.
    private func observation(_ envelope: WebJSEnvelope) -> PollAnswer {
        guard let message = envelope.message else { return unmapped(envelope) }
        switch envelope.state {
        case .word(let state):
            guard let condition = WebJSConditions.ofSocketState(state),
                envelope.success == (condition.state == .connected)
            else { return unmapped(envelope) }
            return .observed(condition, own(envelope, state: state, message: message))
        case .null:
            guard !envelope.success, !message.isEmpty else { return unmapped(envelope) }
            return .observed(WebJSConditions.ofMessage(message), own(envelope, state: nil, message: message))
        case .absent, nil: return unmapped(envelope)
        }
    }

    private func own(_ envelope: WebJSEnvelope, state: String?, message: String) -> GatewayWords {
        GatewayWords(success: envelope.success, state: state.map(words.clean), message: words.clean(message))
    }

    private func unmapped(_ envelope: WebJSEnvelope) -> PollAnswer {
        var said = ["success \(envelope.success)"]
        if case .word(let state) = envelope.state { said.append("state \"\(state)\"") }
        if let message = envelope.message { said.append("message \"\(message)\"") }
        return .unmapped(words: words.clean("The gateway says something new: " + said.joined(separator: ", ")))
    }

    private func foreign(_ reply: GatewayReply) -> PollAnswer {
        let foreign = ForeignReply(reply)
        return foreign.isWrongPath
            ? .unmapped(words: foreign.words) : .unreachable(foreign.detail, words: foreign.words)
    }
}
