// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// `probe:` of a gateway.
struct ProbeSettings {
    /// What is restarted because of it.
    enum Remediation: String, CaseIterable {
        case none
        case stale
    }

    /// From one question to the next at least: WhatsApp counts them.
    static let shortest: Duration = .minutes(1)

    /// Whether and how often connected sessions are asked; nil for never.
    let plan: ProbePlan?
    /// How long one question may take.
    let timeout: Duration

    /// Reads the block of a gateway, which may have none.
    init(_ gateway: MapReader) {
        guard let map = gateway.map("probe") else {
            (plan, timeout) = (nil, .seconds(20))
            return
        }
        timeout = map.duration("timeout")
        let every = map.duration("every")
        let remediation = map.word("remediate", as: Remediation.self) ?? .none
        if every > .zero, every < Self.shortest {
            map.reading.error(
                "`every` must be 0s for never, or 1m or more: each question is a request to WhatsApp",
                at: map.place(of: "every"))
        }
        plan = every > .zero ? ProbePlan(every: every, restarts: remediation == .stale) : nil
    }
}
