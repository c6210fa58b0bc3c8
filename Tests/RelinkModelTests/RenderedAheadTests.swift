// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct RenderedAheadTests {
    private func lane(_ number: Int) -> LaneKey {
        LaneKey(recipient: Recipient(channel: "ops"), subject: .session("s\(number)"), feed: .transitions)
    }

    @Test func noMoreRowsThanItsLimitAreRendered() {
        var ahead = RenderedAhead()
        for number in 0..<RenderedAhead.limit {
            #expect(ahead.insert(DeliveryID("\(number)"), of: lane(number)) == true)
        }
        #expect(!ahead.hasRoom)
        for number in 600..<700 { #expect(ahead.insert(DeliveryID("\(number)"), of: lane(number)) == false) }
        #expect(ahead.holds("0"))
        #expect(ahead.remove("0") == true)
        #expect(ahead.remove("0") == false)
        #expect(ahead.hasRoom)
        var waiting: [LaneKey] = []
        while let lane = ahead.takeWaiting() { waiting.append(lane) }
        #expect(waiting == (600..<700).map(lane))
    }
}
