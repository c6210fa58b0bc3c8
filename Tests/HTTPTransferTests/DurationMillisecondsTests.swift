// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import HTTPTransfer

struct DurationMillisecondsTests {
    @Test(arguments: [
        (Duration.zero, 0), (.nanoseconds(1), 1), (.milliseconds(1), 1), (.microseconds(1001), 2),
        (.seconds(15), 15_000),
        (.seconds(-1), 0), (.milliseconds(-1), 0), (.seconds(Int64.max), 1_000_000_000_000),
    ])
    func roundsUp(_ duration: Duration, _ milliseconds: Int) {
        #expect(duration.milliseconds == milliseconds)
    }
}
