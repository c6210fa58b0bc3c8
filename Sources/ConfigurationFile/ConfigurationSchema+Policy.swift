// SPDX-License-Identifier: Apache-2.0

import RelinkModel

extension ConfigurationSchema {
    /// The states whose confirmation can be configured, in the order of the printed defaults.
    static let confirmedStates: [SessionState] = [.connected, .scanQR, .failed, .stopped, .notFound, .unreachable]

    /// The keys of a `policy:` block, which stands at the top and under every gateway.
    static func policy(under path: String) -> [Setting] {
        let policy = WatchPolicy()
        return [Setting(group: "\(path).confirm", .map, "what it takes to believe a state")]
            + confirmedStates.flatMap { confirmation(of: $0, under: "\(path).confirm", policy.rule(for: $0)) }
            + [
                duration(
                    "\(path).confirm.stuck_starting", .seconds(10), .hours(6), policy.stuckStarting,
                    "after that long, starting counts as failed"),
                Setting(group: "\(path).settle", .map, "patience before sessions are judged"),
                duration(
                    "\(path).settle.server", .zero, .hours(1), policy.settleServer, "after a gateway was away"),
                duration(
                    "\(path).settle.restart", .zero, .hours(1), policy.settleRestart, "after Relink's own start"),
                duration(
                    "\(path).reopen", .zero, .hours(24), policy.reopen,
                    "a session that drops again within that long continues its incident"),
                duration(
                    "\(path).brief_outage", .zero, .hours(24), policy.briefOutage,
                    "outages that nobody could be told of are told afterwards from that length on"),
            ] + telling(under: path, policy) + [
                Setting(group: "\(path).relink", .map, "QR codes that nobody scanned"),
                Setting(
                    "\(path).relink.strategy", .word(RelinkStrategy.allCases.map(\.rawValue)),
                    default: policy.relink.rawValue,
                    "wait for a person, or show new codes, up to \(policy.renewalsPerHour) times an hour"),
                Setting(group: "\(path).remediation", .map, "automatic starts"),
                Setting(
                    "\(path).remediation.attempts", .integer(0...20), default: "\(policy.startAttempts)",
                    "in one outage; 0 for none"),
                duration(
                    "\(path).remediation.window", .seconds(10), .hours(1), policy.startWindow,
                    "how long a started session may take, while the alert waits"),
            ]
    }

    /// What is told together, how often, and for how long somebody's word holds.
    private static func telling(under path: String, _ policy: WatchPolicy) -> [Setting] {
        [
            Setting(group: "\(path).group", .map, "outages that come together"),
            duration(
                "\(path).group.wait", .zero, .minutes(10), policy.groupWait, "how long they wait for each other"),
            duration(
                "\(path).group.interval", .seconds(10), .hours(24), policy.groupInterval,
                "between two messages of one group"),
            Setting(
                "\(path).group.individual_max", .integer(0...1000), default: "\(policy.groupIndividualMax)",
                "up to that many are told one by one"),
            Setting(
                "\(path).reminders", .durations(from: .minutes(1), to: .hours(24 * 7)),
                default: "[\(policy.reminders.map(DurationText.write).joined(separator: ", "))]",
                "ages at which an open outage is reminded of; the last repeats, [] for never"),
            duration(
                "\(path).acknowledge", .minutes(1), .hours(24 * 7), policy.acknowledge,
                "how long an acknowledgement holds where nobody says otherwise"),
            Setting(group: "\(path).flapping", .map, "sessions that drop again and again"),
            Setting(
                "\(path).flapping.changes", .integer(0...100), default: "\(policy.flappingChanges)",
                "that many outages are flapping, told once; 0 for never"),
            duration(
                "\(path).flapping.within", .minutes(1), .hours(24), policy.flappingWithin,
                "if they come within that long"),
            duration(
                "\(path).flapping.calm", .minutes(1), .hours(24), policy.flappingCalm,
                "over after that long without a change"),
        ]
    }

    private static func confirmation(of state: SessionState, under path: String, _ rule: ConfirmationRule) -> [Setting]
    {
        let path = "\(path).\(state.rawValue)"
        return [
            Setting(group: path, .map, "to believe that a session is \(state.rawValue)"),
            duration("\(path).for", .zero, .hours(1), rule.duration, "seen for that long"),
            Setting("\(path).count", .integer(1...100), default: "\(rule.count)", "and that often"),
        ]
    }

    private static func duration(
        _ path: String, _ low: Duration, _ high: Duration, _ fallback: Duration, _ about: String
    ) -> Setting {
        Setting(path, .duration(from: low, to: high), default: DurationText.write(fallback), about)
    }
}
