// SPDX-License-Identifier: Apache-2.0

import RelinkModel

extension WebJSReader {
    /// Reads the reply to a start or a restart.
    ///
    /// HTTP 422 stands for "it is there already" and for "it failed"; only the text tells them apart, and where the
    /// library throws a bare string even that is missing. A restart says that all is well also when it failed.
    func start(_ reply: GatewayReply) -> StartAnswer {
        guard let envelope = WebJSEnvelope(reply.body) else { return .noAnswer(words: ForeignReply(reply).words) }
        if reply.status == 200, envelope.success { return .accepted }
        if envelope.success { return .noAnswer(words: ForeignReply(reply).words) }
        if envelope.error?.hasPrefix("Session already exists for: ") == true { return .alreadyRunning }
        if reply.status == 200, envelope.message == "session_not_found" { return .unknownSession }
        return .refused(words: failure(reply, envelope))
    }
}
