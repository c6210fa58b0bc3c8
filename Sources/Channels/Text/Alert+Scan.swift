// SPDX-License-Identifier: Apache-2.0

import RelinkModel

extension Alert {
    /// Whether the message asks somebody to scan the session's code.
    var asksForScan: Bool {
        guard case .session = event.subject, event.condition.state == .scanQR, !event.kind.isClosing else {
            return false
        }
        switch event.kind {
        case .sessionTransition, .sessionAcked, .sessionFlappingStarted: return false
        default: return true
        }
    }

    /// The same for a reader who must not see the code.
    var withoutCode: Alert {
        Alert(
            delivery: delivery, recipient: recipient, event: event, gateway: gateway, gatewayKind: gatewayKind,
            session: session, titles: titles, qr: nil, now: now, delay: delay)
    }

    /// Whether it is told without a sound: nobody who could act is there.
    var isSoundless: Bool { event.attendedFrom != nil || event.kind == .sessionAcked }

    /// The session that it is about; nil for one about the gateway.
    var sessionKey: SessionKey? {
        event.subject.sessionName.map { SessionKey(gateway: gateway, name: $0) }
    }
}
