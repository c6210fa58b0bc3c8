// SPDX-License-Identifier: Apache-2.0

/// Patience with a gateway that is coming up: neither alerts nor starts until its sessions had time to return.
///
/// wwebjs-api restores its sessions one by one and answers `session_not_found` for each until its turn has come, and a
/// start in that window puts a second browser on the same profile (gateways.md, section 1). So nothing is believed
/// while sessions still come back.
struct Settle: Sendable {
    /// Why there is patience.
    enum Reason: Sendable {
        /// Relink itself has just started.
        case relinkStarted
        /// The gateway was believed to be away and is back.
        case serverReturned
        /// The gateway seems to have been restarted.
        case gatewayRestarted
    }

    private struct Window: Sendable {
        var reason: Reason
        let opened: Moment
        var progressed: Moment
        var pending: Set<String>
    }

    private let policy: WatchPolicy
    private var window: Window?
    private var hasEnded = false

    init(policy: WatchPolicy) { self.policy = policy }

    /// Whether alerts and starts wait.
    var isOpen: Bool { window != nil }

    /// When it ends if nothing more comes back.
    var nextDeadline: BootTime? {
        window.map { min($0.progressed.boot + calm($0.reason), $0.opened.boot + policy.settleLimit) }
    }

    /// Opens it, or extends it by a further reason. Nothing to wait for opens nothing.
    ///
    /// - Parameter pending: the sessions that were connected before.
    mutating func open(_ reason: Reason, pending: Set<String>, at now: Moment) {
        guard !pending.isEmpty else { return }
        if var window {
            window.pending.formUnion(pending)
            window.progressed = now
            if calm(reason) > calm(window.reason) { window.reason = reason }
            self.window = window
        } else {
            window = Window(reason: reason, opened: now, progressed: now, pending: pending)
        }
    }

    /// Notes what a session shows now. A definite state means that the gateway is done with it.
    mutating func observe(_ session: String, _ state: SessionState, changed: Bool, at now: Moment) {
        guard var window, window.pending.contains(session) else { return }
        switch state {
        case .connected, .scanQR, .failed, .stopped:
            window.pending.remove(session)
            window.progressed = now
        case .starting:
            if changed { window.progressed = now }
        case .notFound, .unreachable:
            break
        }
        self.window = window
        endIfComplete()
    }

    /// Whether it ended since the last call: everything came back, or its time is over.
    mutating func takeEnd(at now: Moment) -> Bool {
        if let deadline = nextDeadline, deadline <= now.boot {
            window = nil
            hasEnded = true
        }
        defer { hasEnded = false }
        return hasEnded
    }

    /// A session that is watched no longer is not waited for.
    mutating func forget(_ session: String) {
        window?.pending.remove(session)
        endIfComplete()
    }

    private mutating func endIfComplete() {
        guard window?.pending.isEmpty == true else { return }
        window = nil
        hasEnded = true
    }

    private func calm(_ reason: Reason) -> Duration {
        switch reason {
        case .relinkStarted: policy.settleRestart
        case .serverReturned: policy.settleServer
        case .gatewayRestarted: policy.settleCalm
        }
    }
}
