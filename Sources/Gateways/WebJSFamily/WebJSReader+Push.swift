// SPDX-License-Identifier: Apache-2.0

import JSONText
import RelinkModel

extension WebJSReader {
    /// Reads the body of a push: `{"dataType":…,"data":{…},"sessionId":…}`, where `data` may be missing.
    ///
    /// Only what tells of the session itself is a hint, at most one; messages and the rest would poll for nothing. A
    /// code that a push carries is never looked at: whoever sends one could have people link a stranger's phone.
    func hints(inPush body: [UInt8]) -> [PushHint] {
        guard let push = try? JSONText.parse(body, limits: Self.pushLimits),
            let session = push["sessionId"]?.string, SessionNameRule.isWord(session),
            let type = push["dataType"]?.string
        else { return [] }
        let reason: String?
        switch type {
        case "qr", "code", "authenticated", "ready", "loading_screen": reason = nil
        case "change_state": reason = push["data"]?["state"]?.string
        case "disconnected": reason = push["data"]?["reason"]?.string
        case "status": reason = push["data"]?["msg"]?.string
        default: return []
        }
        return [PushHint(session: session, reason: words.clean(reason ?? ""))]
    }

    private static let pushLimits = JSONLimits(bytes: 256 << 10, depth: 16)
}
