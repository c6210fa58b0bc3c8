// SPDX-License-Identifier: Apache-2.0

/// The gate before a channel: how many attempts may be under way, and whether it is left alone for a while.
///
/// It is the only thing that gateways share: whoever finds the channel dead spares all others the attempt. A retry
/// belongs to the channel, not to each row: while it is down one real row probes it, and everything else waits.
package struct ChannelGate: Sendable {
    /// Failures in a row after which only probes are let through.
    package static let failureLimit = 5
    /// Between two probes for the first ``patience``, and the least that a busy receiver is left alone.
    package static let probe: Duration = .milliseconds(1500)
    /// After that long of failing, the pause grows by half each time.
    package static let patience: Duration = .minutes(2)
    /// The longest pause between two probes.
    package static let longestProbe: Duration = .seconds(30)

    /// Since when the receiver asked for patience, and until when it is given.
    private struct Hold {
        let since: BootTime
        let until: BootTime
        /// Urgent messages wait less: one of them then asks again.
        let urgentUntil: BootTime
    }

    private let concurrency: Int
    private var allowed: Int
    private var inFlight = 0
    private var failures = 0
    private var failingSince: BootTime?
    private var pause = Self.probe
    private var nextProbe: BootTime?
    private var hold: Hold?
    /// Whether anything was asked since the receiver asked for patience.
    private var hasAskedAgain = false
    private var pace = ThrottlePace()

    /// An open gate.
    package init(concurrency: Int) {
        self.concurrency = max(1, concurrency)
        allowed = self.concurrency
    }

    /// Whether the channel failed so often that only one attempt at a time is let through, to find out whether it works
    /// again.
    package var isFailing: Bool { failures >= Self.failureLimit }

    /// Whether only one attempt at a time is let through, for failures or since the receiver asked for patience.
    package var isProbing: Bool { isFailing || hold != nil }

    /// Since when the attempts fail; nil while they do not.
    package var failing: BootTime? { isFailing ? failingSince : nil }

    /// Since when the receiver is left alone on its own wish; nil while it is not.
    package var held: BootTime? { hold?.since }

    /// Attempts under way.
    package var attemptsUnderWay: Int { inFlight }

    /// Before that time nothing is let through; nil when only a running attempt has to end first, if any.
    package func opens(isUrgent: Bool) -> BootTime? {
        [nextProbe, isUrgent ? hold?.urgentUntil : hold?.until, pace.opens].compactMap { $0 }.max()
    }

    /// Whether an attempt would be let through.
    package func hasRoom(isUrgent: Bool, at now: BootTime) -> Bool {
        if let opens = opens(isUrgent: isUrgent), opens > now { return false }
        return inFlight < (isProbing ? 1 : allowed)
    }

    /// Lets an attempt through if there is room for it.
    package mutating func admit(isUrgent: Bool, at now: BootTime) -> Bool {
        guard hasRoom(isUrgent: isUrgent, at: now) else { return false }
        inFlight += 1
        hasAskedAgain = true
        pace.began(at: now)
        return true
    }

    /// Takes back an admission that was not used, or whose outcome says nothing about the channel as a whole.
    package mutating func release() {
        inFlight = max(0, inFlight - 1)
    }

    /// Lets the next attempt through at once, on a person's wish.
    package mutating func resume() {
        nextProbe = nil
        hold = nil
        pause = Self.probe
        pace = ThrottlePace()
    }

    /// Notes what became of an attempt.
    package mutating func attempted(_ outcome: DeliveryOutcome, at now: BootTime) {
        release()
        switch outcome {
        case .delivered, .duplicate, .reject:
            // Even a rejection shows that somebody is there and reads what is sent.
            work()
        case .retry(let wish?, _):
            keepBack(for: wish, at: now)
        case .retry(nil, _):
            fail(at: now)
        case .suspend:
            // One recipient's matter, however many the channel has.
            break
        }
    }

    /// The first success after a failure lets one more through, the next ones twice as many each.
    private mutating func work() {
        allowed = min(concurrency, isProbing ? 2 : allowed * 2)
        failures = 0
        failingSince = nil
        pause = Self.probe
        nextProbe = nil
        hold = nil
        pace.succeed()
    }

    private mutating func fail(at now: BootTime) {
        failures += 1
        let since = failingSince ?? now
        failingSince = since
        guard isFailing else { return }
        if now - since > Self.patience { pause = min(pause * 3 / 2, Self.longestProbe) }
        nextProbe = max(nextProbe ?? now, now + pause)
    }

    /// Being busy is no failure. A receiver that wishes for less than its last wish was worth is asked less and less.
    /// What was under way already when it asked for patience is refused for the same reason, and counts once.
    private mutating func keepBack(for wish: Duration, at now: BootTime) {
        if hasAskedAgain {
            if hold != nil { pause = min(pause * 3 / 2, Self.longestProbe) }
            pace.refuse()
        }
        hasAskedAgain = false
        let wait = max(wish, pause)
        hold = Hold(
            since: hold?.since ?? now, until: now + min(wait, RetryPolicy.longestWish),
            urgentUntil: now + min(wait, RetryPolicy.longestUrgentWish))
    }
}
