// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

struct GatewaySnapshotTests {
    private let now = Timestamp(milliseconds: 1_767_225_600_000)

    private func silence(_ id: SilenceID, _ match: Route.Match, for hours: Int64 = 1) -> Silence {
        Silence(id: id, match: match, until: now + .hours(hours), createdAt: now - .hours(2))
    }

    @Test func aGatewayThatIsNewTakesOverWhatCoversEveryGateway() {
        let all = silence("B", Route.Match(sessions: ["*"]))
        let others = [
            GatewaySnapshot(
                namespace: "one", silences: [all, silence("A", Route.Match(sessions: ["shop-*"]))]),
            GatewaySnapshot(
                namespace: "two",
                silences: [
                    all, silence("C", Route.Match(gateways: ["two"])), silence("D", Route.Match(), for: 0),
                ]),
        ]
        let new = GatewaySnapshot(namespace: "three")
        #expect(new.silences(from: others + [new], at: now).map(\.id) == ["A", "B"])
    }

    @Test func aGatewayThatTheStoreKnowsKeepsItsOwn() {
        let other = GatewaySnapshot(namespace: "one", silences: [silence("A", Route.Match())])
        let known = GatewaySnapshot(namespace: "two", gateway: GatewayRecord(incidents: 1))
        #expect(known.silences(from: [other, known], at: now).isEmpty)
        #expect(other.silences(from: [other], at: now).isEmpty)
    }
}
