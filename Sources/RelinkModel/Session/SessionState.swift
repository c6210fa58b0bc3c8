// SPDX-License-Identifier: Apache-2.0

/// What a session is doing, in the seven words that every gateway's own are mapped to.
///
/// Closed on purpose: whoever reads our API may switch over it. What is more precise goes into ``SessionDetail``.
package enum SessionState: String, Sendable, CaseIterable {
    /// Linked, and its socket is up as far as the gateway knows.
    case connected
    /// A person with the phone is needed: QR, pairing code or passkey.
    case scanQR = "scan_qr"
    /// Coming up or reconnecting by itself.
    case starting
    /// Broken: page or browser dead, socket refused, banned, logged out.
    case failed
    /// Known to the gateway and not running.
    case stopped
    /// The gateway answers and does not know the session.
    case notFound = "not_found"
    /// No usable answer from the gateway.
    case unreachable

    /// Whether the state tells of a session that is neither working nor on its way there by itself.
    package var isBad: Bool {
        switch self {
        case .connected, .starting: false
        case .scanQR, .failed, .stopped, .notFound, .unreachable: true
        }
    }

    /// The mark that people see beside the state, the same everywhere.
    package var icon: String {
        switch self {
        case .connected: "🟢"
        case .scanQR: "🟡"
        case .starting: "🔵"
        case .failed, .stopped, .notFound: "🔴"
        case .unreachable: "⚫"
        }
    }
}
