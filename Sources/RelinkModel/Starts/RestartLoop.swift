// SPDX-License-Identifier: Apache-2.0

/// Whether a session fails in the same way after each start, so that one more helps nobody: rejected credentials were
/// seen to be restarted for weeks (fazer-ai/chatwoot#343).
struct RestartLoop: Hashable, Sendable {
    /// The same failure after so many starts in a row.
    static let enough = 3

    /// How it failed after the last start that was judged; nil where that is not known.
    private(set) var reason: SessionCondition?
    /// Starts in a row after which it failed like that.
    private(set) var count = 0
    private var isJudged = true
    private var answeredAt: BootTime?
    private var hasLeft = false

    /// No start was judged yet.
    ///
    /// - Parameter isOn: whether it had failed like that often enough before a restart of Relink.
    init(isOn: Bool = false) { count = isOn ? Self.enough : 0 }

    /// Whether another start would not help.
    var isOn: Bool { count >= Self.enough }

    /// Whether that is the failure that comes back after each start.
    func repeats(_ condition: SessionCondition) -> Bool { isOn && condition == reason }

    /// A start begins, whoever wants it.
    mutating func began() { (isJudged, answeredAt, hasLeft) = (false, nil, false) }

    /// The gateway answered it.
    mutating func answered(at now: Moment) { answeredAt = now.boot }

    /// Notes what the gateway says of the session.
    ///
    /// - Parameter window: as long as that after a start, the failure may be the one from before it.
    mutating func saw(_ condition: SessionCondition, window: Duration, at now: Moment) {
        // Nearly every poll there is.
        guard !isJudged || isOn else { return }
        guard condition.state == .failed, !condition.isTerminal else {
            hasLeft = true
            return
        }
        if isOn, reason == nil { reason = condition }
        guard !isJudged, let answeredAt, hasLeft || now.boot - answeredAt >= window else { return }
        isJudged = true
        count = reason == condition ? count + 1 : 1
        reason = condition
    }
}
