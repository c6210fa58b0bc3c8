// SPDX-License-Identifier: Apache-2.0

/// What an event is about, within one gateway.
package enum Subject: Hashable, Sendable {
    /// The gateway itself.
    case server
    /// One of its sessions, by name.
    case session(String)
    /// Several of its sessions, told to one recipient in one message.
    case group(GroupID)
    /// Relink itself.
    case watcher

    /// `server`, `session`, `group` or `watcher`, as in the webhook body.
    package var kind: String {
        switch self {
        case .server: "server"
        case .session: "session"
        case .group: "group"
        case .watcher: "watcher"
        }
    }

    /// The session's name, nil for the gateway itself and for a group.
    package var sessionName: String? {
        if case .session(let name) = self { name } else { nil }
    }
}
