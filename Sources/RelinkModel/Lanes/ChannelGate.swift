// SPDX-License-Identifier: Apache-2.0

/// The gate before a channel: how many attempts may be under way, and whether it is left alone for a while.
///
/// It is the only thing that gateways share: whoever finds the channel dead spares all others the attempt. A retry
/// belongs to the channel, not to each row: while it is down one real row probes it, and everything else waits.
package struct ChannelGate: Sendable {
    /// Failures in a row after which only probes are let through.
    package static let failureLimit = 5
    /// Between two probes for the first ``patience``.
    package static let probe: Duration = .milliseconds(1500)
    /// After that long of failing, the pause grows by half each time.
    package static let patience: Duration = .minutes(2)
    /// The longest pause between two probes.
    package static let longestProbe: Duration = .seconds(30)

    private let concurrency: Int
    private var inFlight = 0
    private var failures = 0
    private var failingSince: BootTime?
    private var pause = Self.probe
    private var closedUntil: BootTime?

    /// An open gate.
    package init(concurrency: Int) {
        self.concurrency = max(1, concurrency)
    }

    /// Whether only one attempt at a time is let through, to find out whether the channel works again.
    package var isProbing: Bool { failures >= Self.failureLimit || closedUntil != nil }

    /// When an attempt may be let through although none may now; nil when only a running one has to end first.
    package var opens: BootTime? { closedUntil }

    /// Attempts under way.
    package var attemptsUnderWay: Int { inFlight }

    /// Lets an attempt through if there is room for it.
    package mutating func admit(at now: BootTime) -> Bool {
        if let closedUntil, closedUntil > now { return false }
        guard inFlight < (isProbing ? 1 : concurrency) else { return false }
        inFlight += 1
        return true
    }

    /// Takes back an admission that was not used.
    package mutating func release() {
        inFlight = max(0, inFlight - 1)
    }

    /// Notes what became of an attempt.
    package mutating func attempted(_ outcome: DeliveryOutcome, at now: BootTime) {
        inFlight = max(0, inFlight - 1)
        switch outcome {
        case .delivered, .duplicate, .reject:
            // Even a rejection shows that somebody is there and reads what is sent.
            failures = 0
            failingSince = nil
            pause = Self.probe
            closedUntil = nil
        case .retry(let after?, _):
            close(for: min(after, RetryPolicy.longestWish), at: now)
        case .retry(nil, _):
            fail(at: now)
        case .suspend(let probeAfter, _):
            close(for: probeAfter, at: now)
        }
    }

    private mutating func fail(at now: BootTime) {
        failures += 1
        guard failures >= Self.failureLimit else { return }
        let since = failingSince ?? now
        failingSince = since
        if now - since > Self.patience { pause = min(pause * 3 / 2, Self.longestProbe) }
        close(for: pause, at: now)
    }

    private mutating func close(for duration: Duration, at now: BootTime) {
        closedUntil = max(closedUntil ?? now, now + duration)
    }
}
