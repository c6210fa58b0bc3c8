// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import RelinkTesting
import Synchronization
import Testing

@testable import WatchEngine

struct LookoutTests {
    private static func plan(_ id: GatewayID, _ host: String) -> GatewayPlan {
        GatewayPlan(id: id, kind: .wwebjs, host: host, sessions: [], channels: [], routes: RouteTable(defaults: []))
    }

    @Test func everyDriverHearsWhatAllOfThemSee() {
        let lookout = Lookout([Self.plan("north", "north.example.com"), Self.plan("south", "south.example.com")])
        let heard = Mutex<[[Sight]]>([[], []])
        for index in 0..<2 { lookout.connect { sight in heard.withLock { $0[index].append(sight) } } }
        let lost = Moment(wall: Timestamp(milliseconds: 5000), boot: BootTime(milliseconds: 5000))
        lookout.note(.seen, of: "north")
        lookout.note(.seen, of: "south")
        lookout.note(.lost(since: lost), of: "north")
        lookout.note(.lost(since: lost), of: "south")
        lookout.note(.lost(since: lost), of: "south")
        lookout.note(.seen, of: "north")
        let expected: [Sight] = [.clear, .blind(Blindness(since: lost, gateways: 2)), .clear]
        #expect(heard.withLock { $0 } == [expected, expected])
    }
}
