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
        if let remediation = block.map("remediation") {
            policy.startAttempts = remediation.integer("attempts", or: base.startAttempts)
            policy.startWindow = remediation.duration("window", or: base.startWindow)
        }
        return policy
    }
}
