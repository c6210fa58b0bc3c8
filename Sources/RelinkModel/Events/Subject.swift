// SPDX-License-Identifier: Apache-2.0

/// What an event is about, within one gateway.
package enum Subject: Hashable, Sendable {
    /// The gateway itself.
    case server
    /// One of its sessions, by name.
    case session(String)
    /// Relink itself.
    case watcher

    /// `server`, `session` or `watcher`, as in the webhook body.
    package var kind: String {
        switch self {
        case .server: "server"
        case .session: "session"
        case .watcher: "watcher"
        }
    }

    /// The session's name, nil for the gateway itself.
    package var sessionName: String? {
        if case .session(let name) = self { name } else { nil }
    }
}
