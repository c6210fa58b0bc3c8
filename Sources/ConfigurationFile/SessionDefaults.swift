// SPDX-License-Identifier: Apache-2.0

import RelinkModel

/// `defaults:` of a gateway.
struct SessionDefaults {
    let autoStart: SessionPlan.AutoStart?
    let expectation: SessionPlan.Expectation
    let labels: [String: String]

    init(_ reader: MapReader?) {
        autoStart = reader?.word("auto_start", as: SessionPlan.AutoStart.self)
        expectation = reader?.word("expect", as: SessionPlan.Expectation.self) ?? .auto
        labels = reader?.labels("labels") ?? [:]
    }
}
