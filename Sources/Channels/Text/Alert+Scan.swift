// SPDX-License-Identifier: Apache-2.0

import RelinkModel

extension Alert {
    /// Whether the message asks somebody to scan the session's code.
    var asksForScan: Bool {
        event.condition.state == .scanQR && !event.kind.isClosing && event.kind != .sessionTransition
    }

    /// The session that it is about; nil for one about the gateway.
    var sessionKey: SessionKey? {
        event.subject.sessionName.map { SessionKey(gateway: gateway, name: $0) }
    }
}
