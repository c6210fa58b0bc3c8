// SPDX-License-Identifier: Apache-2.0

/// What the browser page of a running session is like.
package enum SimulatedPage: Hashable, Sendable {
    /// It works, and its socket is in that state; nil while the page loads.
    case socket(SocketWord?)
    /// Somebody closed the tab: only a restart helps.
    case tabClosed
    /// It cannot be evaluated any more.
    case throwing

    /// What a status says of it, as JSON.
    var status: SimulatedAnswer {
        switch self {
        case .socket(.connected): .connected
        case .socket(let word): .notConnected(word)
        case .tabClosed: .tabClosed
        case .throwing: .sessionClosed
        }
    }
}
