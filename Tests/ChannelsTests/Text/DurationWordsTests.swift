// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import Channels

struct DurationWordsTests {
    @Test(arguments: [
        (Duration.seconds(-3), "0 s"), (.milliseconds(900), "0 s"), (.seconds(59), "59 s"), (.seconds(60), "1 min"),
        (.seconds(3599), "59 min"), (.hours(2), "2 h"), (.minutes(125), "2 h 5 min"), (.hours(24), "1 d"),
        (.hours(76), "3 d 4 h"),
    ])
    func twoUnitsAtMost(duration: Duration, words: String) {
        #expect(duration.words == words)
    }
}
