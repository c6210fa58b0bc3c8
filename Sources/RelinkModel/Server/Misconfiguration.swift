// SPDX-License-Identifier: Apache-2.0

/// Answers that tell of a wrong key or a wrong address: one warning for the gateway, never one for each session.
struct Misconfiguration: Sendable {
    /// What is wrong.
    enum Problem: Equatable, Sendable {
        /// The key is refused.
        case key
        /// The answers are not ones that we know, or not the gateway's.
        case answers
    }

    private struct Run: Sendable {
        let problem: Problem
        let since: Moment
        var count: Int
        var words: String
    }

    private let policy: WatchPolicy
    private var runs: [String: Run] = [:]
    /// Sessions not heard of since a restart, of which any may be the one that the warning is about.
    private var unheard: Set<String>
    /// Whether it has been raised and not yet cleared.
    private(set) var isRaised: Bool

    /// - Parameters:
    ///   - isRaised: whether it had been raised before a restart of Relink.
    ///   - sessions: the sessions that are watched.
    init(policy: WatchPolicy, isRaised: Bool, sessions: Set<String>) {
        self.policy = policy
        self.isRaised = isRaised
        unheard = isRaised ? sessions : []
    }

    /// Whether the session's last answer was a wrong one, so that nothing may be concluded from it.
    func concerns(_ session: String) -> Bool { runs[session] != nil }

    /// Whether a wrong answer has been seen that no right one followed.
    var isSuspected: Bool { isRaised || !runs.isEmpty }

    /// The words of a wrong answer, while there are any.
    var words: String? { runs.min { $0.key < $1.key }?.value.words }

    /// Notes a wrong answer for a session.
    ///
    /// - Returns: the problem, with its first occurrence, when it is to be raised now.
    mutating func note(
        _ problem: Problem, of session: String, words: String, at now: Moment
    ) -> (problem: Problem, since: Moment)? {
        unheard.remove(session)
        var run = Run(problem: problem, since: now, count: 0, words: words)
        if let current = runs[session], current.problem == problem { run = current }
        run.count += 1
        run.words = words
        runs[session] = run
        guard !isRaised, run.count >= 2, now.elapsed(since: run.since) >= patience(problem) else { return nil }
        isRaised = true
        return (problem, run.since)
    }

    /// Notes that a session does not answer, right or wrong: it is not waited for.
    mutating func skip(_ session: String) { unheard.remove(session) }

    /// Notes a right answer for a session.
    ///
    /// - Returns: whether a raised warning is over now, since no session has a wrong answer any more.
    mutating func clear(_ session: String) -> Bool {
        runs[session] = nil
        unheard.remove(session)
        guard runs.isEmpty, unheard.isEmpty else { return false }
        defer { isRaised = false }
        return isRaised
    }

    private func patience(_ problem: Problem) -> Duration {
        switch problem {
        case .key: policy.unauthorizedAfter
        case .answers: policy.misconfiguredAfter
        }
    }
}
