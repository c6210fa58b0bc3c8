// SPDX-License-Identifier: Apache-2.0

/// Why a session is in its state: an open set, so that a new gateway version adds a word and breaks nobody.
package struct SessionDetail: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    /// The word as it appears in the API.
    package let rawValue: String

    /// The detail of that word.
    package init(rawValue: String) { self.rawValue = rawValue }

    package init(stringLiteral value: String) { rawValue = value }

    package var description: String { rawValue }

    // connected
    package static let ok: SessionDetail = "ok"
    /// It is linked to another account than the one it should have.
    package static let wrongAccount: SessionDetail = "wrong_account"
    /// WhatsApp does not answer it, whatever it says.
    package static let stale: SessionDetail = "stale"
    /// Which account it is linked to could not be read.
    package static let accountUnverified: SessionDetail = "account_unverified"

    // scan_qr
    package static let qr: SessionDetail = "qr"
    package static let pairingCode: SessionDetail = "pairing_code"
    package static let passkeyRequired: SessionDetail = "passkey_required"
    package static let passkeyConfirm: SessionDetail = "passkey_confirm"
    /// Nobody scanned the codes of the last round, and no more come by themselves.
    package static let roundOver: SessionDetail = "round_over"
    /// A phone scanned a code and was not linked.
    package static let linkRefused: SessionDetail = "link_refused"
    /// It asks for a scan, and this store has never seen it connected.
    package static let neverLinked: SessionDetail = "never_linked"

    // starting
    package static let booting: SessionDetail = "booting"
    package static let authenticating: SessionDetail = "authenticating"
    package static let reconnecting: SessionDetail = "reconnecting"

    // failed
    package static let loggedOut: SessionDetail = "logged_out"
    package static let forbidden: SessionDetail = "forbidden"
    package static let authFailure: SessionDetail = "auth_failure"
    package static let replaced: SessionDetail = "replaced"
    package static let versionOutdated: SessionDetail = "version_outdated"
    package static let proxyBlock: SessionDetail = "proxy_block"
    package static let tosBlock: SessionDetail = "tos_block"
    package static let browserCrash: SessionDetail = "browser_crash"
    package static let statusTimeout: SessionDetail = "status_timeout"
    package static let stuckStarting: SessionDetail = "stuck_starting"
    /// It failed in the same way after each of several starts.
    package static let reconnectLoop: SessionDetail = "reconnect_loop"
    package static let unknown: SessionDetail = "unknown"

    // unreachable
    package static let dns: SessionDetail = "dns"
    package static let refused: SessionDetail = "refused"
    package static let tls: SessionDetail = "tls"
    package static let timeout: SessionDetail = "timeout"
    package static let http5xx: SessionDetail = "http_5xx"
    package static let proxyAnswer: SessionDetail = "proxy_answer"
    package static let network: SessionDetail = "network"
    package static let auth: SessionDetail = "auth"
    package static let unmapped: SessionDetail = "unmapped"
    /// Lost together with all other gateways.
    package static let blind: SessionDetail = "blind"

    // not_found, of a gateway: most sessions that it had are gone
    package static let sessionsLost: SessionDetail = "sessions_lost"

    // stopped, not_found
    package static let none: SessionDetail = ""
}
