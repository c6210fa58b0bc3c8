// SPDX-License-Identifier: Apache-2.0

/// How often, and how far apart, one session is started automatically.
struct StartLadder: Equatable, Sendable {
    private let shared: SharedPolicy
    private var policy: WatchPolicy { shared.policy }
    /// Attempts used of the budget.
    private(set) var attempts: Int
    /// When the last attempt was answered.
    private(set) var lastEnded: Moment?
    /// Whether a start of ours, or a person's, is unanswered.
    private(set) var isUnanswered = false
    /// Whether it fails in the same way after each of them.
    private(set) var loop: RestartLoop

    /// - Parameters:
    ///   - attempts: those used before a restart of Relink.
    ///   - lastEnded: when the last of them ended, or nil.
    ///   - isLooping: whether it had failed in the same way after each of them.
    init(policy shared: SharedPolicy, attempts: Int = 0, lastEnded: Moment? = nil, isLooping: Bool = false) {
        self.shared = shared
        self.attempts = attempts
        self.lastEnded = lastEnded
        loop = RestartLoop(isOn: isLooping)
    }

    /// Whether there is anything to forget.
    var isUsed: Bool { attempts > 0 || loop.count > 0 }

    /// When the next attempt may begin; nil when none may, or one is unanswered.
    var nextAttempt: BootTime? {
        guard !isUnanswered, attempts < policy.startAttempts else { return nil }
        guard let lastEnded else { return BootTime(milliseconds: .min) }
        let pause = policy.startPauses[min(attempts, policy.startPauses.count - 1)]
        return lastEnded.boot + pause
    }

    /// Until when the session is expected to come up by the last attempt; nil when none was made.
    var windowEnds: BootTime? {
        if isUnanswered { return BootTime(milliseconds: .max) }
        return lastEnded.map { $0.boot + policy.startWindow }
    }

    /// Begins an attempt.
    ///
    /// - Parameter isCounted: whether it uses up the budget, as a person's wish does not.
    mutating func begin(isCounted: Bool = true) {
        if isCounted { attempts += 1 }
        isUnanswered = true
        loop.began()
    }

    /// Notes what the gateway says of the session.
    mutating func saw(_ condition: SessionCondition, at now: Moment) {
        loop.saw(condition, window: policy.startWindow, at: now)
    }

    /// Notes the answer to an attempt.
    mutating func answered(at now: Moment) {
        isUnanswered = false
        lastEnded = now
        loop.answered(at: now)
    }

    /// Gives the budget back: the session has been connected long enough.
    mutating func reset() {
        attempts = 0
        lastEnded = nil
        loop = RestartLoop()
    }
}
