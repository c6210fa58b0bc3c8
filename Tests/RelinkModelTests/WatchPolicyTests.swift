// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

struct WatchPolicyTests {
    @Test func everyDurationIsAcceleratedAndNoCount() {
        let policy = WatchPolicy()
        let fast = policy.accelerated(by: 10)
        var durations = 0
        for (before, after) in zip(Mirror(reflecting: policy).children, Mirror(reflecting: fast).children) {
            if let slow = before.value as? Duration {
                #expect(after.value as? Duration == slow / 10, "\(before.label ?? "")")
                durations += 1
            }
        }
        #expect(durations == 26)
        #expect(fast.startPauses == [.zero, .seconds(12), .seconds(30)])
        #expect(fast.confirmReachable == ConfirmationRule(for: .seconds(1), count: 2))
        for state in SessionState.allCases {
            #expect(
                fast.rule(for: state)
                    == ConfirmationRule(
                        for: policy.rule(for: state).duration / (policy.confirm[state] == nil ? 1 : 10),
                        count: policy.rule(for: state).count))
        }
        #expect(fast.startAttempts == 3 && fast.qrEditLimit == 8)
    }
}
