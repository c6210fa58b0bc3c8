// SPDX-License-Identifier: Apache-2.0

import RelinkModel

extension MapReader {
    /// The policy of a `policy:` block below; what it does not say stays as in `base`.
    func policy(over base: WatchPolicy) -> WatchPolicy {
        guard let block = map("policy") else { return base }
        var policy = base
        if let confirm = block.map("confirm") {
            for state in ConfigurationSchema.confirmedStates {
                guard let rule = confirm.map(state.rawValue) else { continue }
                let old = base.rule(for: state)
                policy.confirm[state] = ConfirmationRule(
                    for: rule.duration("for", or: old.duration), count: rule.integer("count", or: old.count))
            }
            policy.stuckStarting = confirm.duration("stuck_starting", or: base.stuckStarting)
        }
        if let settle = block.map("settle") {
            policy.settleServer = settle.duration("server", or: base.settleServer)
            policy.settleRestart = settle.duration("restart", or: base.settleRestart)
        }
        policy.reopen = block.duration("reopen", or: base.reopen)
        policy.briefOutage = block.duration("brief_outage", or: base.briefOutage)
        if let group = block.map("group") {
            policy.groupWait = group.duration("wait", or: base.groupWait)
            policy.groupInterval = group.duration("interval", or: base.groupInterval)
            policy.groupIndividualMax = group.integer("individual_max", or: base.groupIndividualMax)
        }
        policy.reminders = block.durations("reminders", or: base.reminders)
        policy.acknowledge = block.duration("acknowledge", or: base.acknowledge)
        if let flapping = block.map("flapping") {
            policy.flappingChanges = flapping.flappingChanges(or: base.flappingChanges)
            policy.flappingWithin = flapping.duration("within", or: base.flappingWithin)
            policy.flappingCalm = flapping.duration("calm", or: base.flappingCalm)
        }
        if let relink = block.map("relink") {
            policy.relink = relink.word("strategy", as: RelinkStrategy.self) ?? base.relink
        }
        if let remediation = block.map("remediation") {
            policy.startAttempts = remediation.integer("attempts", or: base.startAttempts)
            policy.startWindow = remediation.duration("window", or: base.startWindow)
        }
        return policy
    }

    private func flappingChanges(or base: Int) -> Int {
        let changes = integer("changes", or: base)
        if changes == 1 {
            reading.error(
                "`changes` of 1 would call every outage flapping; write 2 or more, or 0 for never",
                at: place(of: "changes"))
        }
        return changes
    }
}
