// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import RelinkCommands

struct WiringTests {
    @Test func onlyLookingChangesNothingElseOfAPlan() {
        let ops = Recipient(channel: "ops")
        let plan = GatewayPlan(
            id: "main", kind: .wwebjs, sessions: [SessionPlan(name: "shop")], discovery: DiscoveryPlan(),
            pollInterval: .seconds(3), pingInterval: .seconds(4), channels: [ChannelPlan(id: "ops", kind: .slack)],
            contacts: [ContactPlan(id: "ana", channel: "ops")], routes: RouteTable(everythingTo: [ops]),
            maintenance: [MaintenancePlan(match: Route.Match(), calendar: "night")])
        let looking = plan.acting(false)
        #expect(!looking.mayAct)
        #expect(looking.acting(true) == plan)
    }
}
