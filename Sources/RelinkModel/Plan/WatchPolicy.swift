// SPDX-License-Identifier: Apache-2.0

/// The numbers that the rules use (`policy:` in the configuration). The defaults are those of alerting semantics 4.2.
package struct WatchPolicy: Hashable, Sendable {
    /// What it takes to believe each state. A `scan_qr` with its code in hand is believed at once.
    package var confirm: [SessionState: ConfirmationRule] = [
        .connected: ConfirmationRule(for: .seconds(10), count: 2),
        .scanQR: ConfirmationRule(for: .seconds(10), count: 2),
        .failed: ConfirmationRule(for: .seconds(30), count: 2),
        .stopped: ConfirmationRule(for: .seconds(30), count: 2),
        .notFound: ConfirmationRule(for: .seconds(60), count: 3),
        .unreachable: ConfirmationRule(for: .seconds(45), count: 3),
    ]
    /// What it takes to believe that the gateway is back.
    package var confirmReachable = ConfirmationRule(for: .seconds(10), count: 2)
    /// After that long of `starting`, a session is `failed/stuck_starting`.
    package var stuckStarting: Duration = .seconds(180)
    /// After the gateway was away, at most that long until its sessions are judged again.
    package var settleServer: Duration = .seconds(90)
    /// After Relink's own start, at most that long until sessions are judged.
    package var settleRestart: Duration = .seconds(30)
    /// After a gateway's restart, that long without progress ends the patience with it.
    package var settleCalm: Duration = .minutes(2)
    /// However much progress there is, patience with a restarting gateway ends after that long.
    package var settleLimit: Duration = .minutes(30)
    /// A session that drops again within that long of its recovery relapses into the same incident.
    package var reopen: Duration = .minutes(5)
    /// Outages that could not be told while they lasted are told afterwards from that length on.
    package var briefOutage: Duration = .seconds(60)
    /// Automatic starts in one outage.
    package var startAttempts = 3
    /// Pauses before each automatic start, from the end of the previous one; the last one repeats.
    package var startPauses: [Duration] = [.zero, .seconds(120), .seconds(300)]
    /// After a start, that long in which the session is expected to come up, and the opening waits.
    package var startWindow: Duration = .seconds(90)
    /// Between two automatic starts at one gateway.
    package var startSpacing: Duration = .seconds(5)
    /// Connected for that long, a session has its budget of starts again.
    package var startReset: Duration = .minutes(30)
    /// A fresh answer is at most that old: an alert is only raised beside a ping of that age.
    package var freshness: Duration = .seconds(5)
    /// Unknown answers or a refused key for that long make one `server.misconfigured`.
    package var misconfiguredAfter: Duration = .seconds(120)
    /// A refused key is certain sooner: it takes only that long.
    package var unauthorizedAfter: Duration = .seconds(10)
    /// A discovered session that is gone, and was not connected for that long before, is missed by nobody.
    package var missedFor: Duration = .hours(24)
    /// A QR code unchanged for that long is dead.
    package var qrStale: Duration = .seconds(60)
    /// A phone that scanned a code is linked within that long, or was refused.
    package var qrLinking: Duration = .seconds(60)
    /// What follows a round of codes that nobody scanned.
    package var relink = RelinkStrategy.onDemand
    /// Between two rounds that a person wishes for.
    package var roundSpacing: Duration = .seconds(60)
    /// Rounds that a person may wish for within an hour, for one session: each start may look to WhatsApp like abuse.
    package var roundsPerHour = 10
    /// Rounds that begin by themselves within an hour, for one session, where the strategy is to keep codes alive.
    package var renewalsPerHour = 20
    /// Between two looks at the QR code while nobody watches it.
    package var qrIdle: Duration = .seconds(20)
    /// Between two looks while a channel follows it.
    package var qrFollowed: Duration = .seconds(5)
    /// Between two looks while somebody watches it.
    package var qrViewed: Duration = .seconds(1)
    /// Between two edits of one message that follows the code.
    package var qrEditSpacing: Duration = .seconds(15)
    /// Edits of one message in one round.
    package var qrEditLimit = 8
    /// Openings that come together wait that long for each other, and are one message where they are many.
    package var groupWait: Duration = .seconds(10)
    /// Between two messages about one group.
    package var groupInterval: Duration = .seconds(60)
    /// Up to that many openings are told one by one.
    package var groupIndividualMax = 3
    /// Ages at which an open outage is reminded of; the last step repeats. Empty for never.
    package var reminders: [Duration] = [.minutes(10), .minutes(30), .hours(2), .hours(6)]
    /// How long an acknowledgement holds where nobody says otherwise.
    package var acknowledge: Duration = .minutes(60)
    /// That many outages of one session…
    package var flappingChanges = 4
    /// …within that long are flapping.
    package var flappingWithin: Duration = .minutes(30)
    /// After that long without a change the flapping is over.
    package var flappingCalm: Duration = .minutes(15)
    /// That share of a gateway's sessions going down within a minute, and at least five, stops automatic starts for a
    /// while: starting hundreds of browsers at once makes it worse. In hundredths.
    package var massShare = 20

    /// The defaults.
    package init() {}

    /// The rule for a state; `starting` is never confirmed and has none of its own.
    package func rule(for state: SessionState) -> ConfirmationRule {
        confirm[state] ?? ConfirmationRule(for: .seconds(30), count: 2)
    }

    /// All durations divided by `speed`, for the demonstration.
    package func accelerated(by speed: Int) -> WatchPolicy {
        var policy = self
        policy.confirm = confirm.mapValues { ConfirmationRule(for: $0.duration / speed, count: $0.count) }
        policy.confirmReachable = ConfirmationRule(
            for: confirmReachable.duration / speed, count: confirmReachable.count)
        policy.startPauses = startPauses.map { $0 / speed }
        policy.reminders = reminders.map { $0 / speed }
        for path in Self.durations { policy[keyPath: path] = policy[keyPath: path] / speed }
        return policy
    }

    private static var durations: [WritableKeyPath<WatchPolicy, Duration>] {
        [
            \.stuckStarting, \.settleServer, \.settleRestart, \.settleCalm, \.settleLimit, \.reopen, \.briefOutage,
            \.startWindow, \.startSpacing, \.startReset, \.freshness, \.misconfiguredAfter, \.unauthorizedAfter,
            \.qrStale, \.qrLinking, \.roundSpacing, \.qrIdle, \.qrFollowed, \.qrViewed, \.qrEditSpacing, \.groupWait,
            \.groupInterval,
            \.acknowledge, \.flappingWithin, \.flappingCalm, \.missedFor,
        ]
    }
}
