// SPDX-License-Identifier: Apache-2.0

import RelinkModel

extension SessionState {
    /// What a session in that state is, after "it is" or "it was".
    var words: String {
        switch self {
        case .connected: "connected"
        case .scanQR: "waiting for its code to be scanned"
        case .starting: "starting"
        case .failed: "broken"
        case .stopped: "stopped"
        case .notFound: "unknown to the gateway"
        case .unreachable: "out of reach"
        }
    }

    /// What several sessions in that state are, after their number.
    func words(of count: Int) -> String {
        self == .scanQR && count > 1 ? "waiting for their codes to be scanned" : words
    }

    /// What has happened to a session, after its title and a colon, without the full stop.
    func happening(again: Bool) -> String {
        let suffix = again ? " again" : ""
        return switch self {
        case .connected: "connected\(suffix)"
        case .scanQR: "WhatsApp is disconnected\(suffix)"
        case .starting: "the session is starting\(suffix)"
        case .failed: "WhatsApp has failed\(suffix)"
        case .stopped: "the session is stopped\(suffix)"
        case .notFound: "the gateway does not know the session\(again ? " any more, again" : "")"
        case .unreachable: "out of reach\(suffix)"
        }
    }
}
