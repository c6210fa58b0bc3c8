// SPDX-License-Identifier: Apache-2.0

/// A session's state together with the reason for it.
package struct SessionCondition: Hashable, Sendable, CustomStringConvertible {
    /// One of the seven words.
    package let state: SessionState
    /// The reason, ``SessionDetail/none`` where there is nothing to add.
    package let detail: SessionDetail

    /// The condition of that state and detail.
    package init(_ state: SessionState, _ detail: SessionDetail = .none) {
        self.state = state
        self.detail = detail
    }

    /// Linked and working.
    package static let connected = SessionCondition(.connected, .ok)
    /// Linked and working, for somebody else.
    package static let wrongAccount = SessionCondition(.connected, .wrongAccount)
    /// It says that it is linked and working, and WhatsApp does not answer it.
    package static let stale = SessionCondition(.connected, .stale)
    /// Linked and working, and nobody can tell to which account.
    package static let accountUnverified = SessionCondition(.connected, .accountUnverified)

    /// Whether the session does what it should.
    package var isHealthy: Bool { state == .connected && !onlyLooksWell }

    /// Whether its state says more than is true.
    private var onlyLooksWell: Bool { detail == .wrongAccount || detail == .stale }

    /// The mark that people see beside it: the state's, save where a state that looks well is not.
    package var icon: String { state == .connected && onlyLooksWell ? "🟠" : state.icon }

    /// `state` or `state/detail`.
    package var description: String {
        detail == .none ? state.rawValue : "\(state.rawValue)/\(detail)"
    }

    /// Whether no restart can mend it: a person, or WhatsApp, has to act first (design: the terminal details).
    package var isTerminal: Bool {
        state == .failed && Self.terminalDetails.contains(detail)
    }

    private static let terminalDetails: Set<SessionDetail> = [
        .loggedOut, .forbidden, .authFailure, .replaced, .versionOutdated, .proxyBlock, .tosBlock, .reconnectLoop,
    ]

    /// How loudly the condition is told.
    package var severity: Severity {
        switch state {
        case .connected: isHealthy ? .info : detail == .stale ? .warning : .critical
        case .starting: .info
        case .scanQR: .critical
        case .unreachable: detail == .unmapped ? .warning : .critical
        case .failed: isTerminal ? .critical : .error
        case .notFound: detail == .sessionsLost ? .critical : .error
        case .stopped: .warning
        }
    }
}
