// SPDX-License-Identifier: Apache-2.0

/// Whom a route names: a channel or contact by its id, or whoever holds the phone of the session.
package enum RouteTarget: Hashable, Sendable {
    /// That channel, or that contact behind one.
    case recipient(Recipient)
    /// The contact in the session's `holder`; nobody where it has none, and for events of the gateway itself.
    case holder

    /// The recipient that is named; nil where it depends on the session.
    var named: Recipient? { if case .recipient(let recipient) = self { recipient } else { nil } }
}
