// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct RouteForecastTests {
    private static let night = Timestamp(milliseconds: 1_767_236_400_000)  // 2026-01-01T03:00:00Z
    private static let opening = night + .hours(6)
    private static let session = SessionPlan(name: "shop", holder: "ana")
    private static let ana = Recipient(channel: "shops", contact: "ana")

    private func tellings(
        _ condition: SessionCondition, at instant: Timestamp = night
    ) -> [RouteForecast.Telling] {
        let plan = GatewayPlan(
            id: "main", kind: .wwebjs, sessions: [Self.session],
            channels: [
                ChannelPlan(id: "ops", kind: .slack), ChannelPlan(id: "pager", kind: .slack),
                ChannelPlan(id: "shops", kind: .telegram), ChannelPlan(id: "n8n", kind: .webhook, isMachine: true),
                ChannelPlan(id: "feed", kind: .webhook, subscriptions: [.transitions], isMachine: true),
            ],
            contacts: [
                ContactPlan(
                    id: "ana", channel: "shops", audience: .holder,
                    attended: TellingHours(calendar: "shop-hours", isWithin: true))
            ],
            routes: RouteTable(
                routes: [
                    Route(
                        match: Route.Match(states: [.scanQR]),
                        notify: [
                            .holder, .recipient(Recipient(channel: "ops")), .recipient(Recipient(channel: "feed")),
                        ],
                        escalate: [
                            EscalationStep(
                                after: .minutes(15),
                                notify: [
                                    .recipient(Recipient(channel: "pager")), .recipient(Recipient(channel: "ops")),
                                ])
                        ])
                ], defaults: [.recipient(Recipient(channel: "n8n"))]))
        let hours = Calendars(["shop-hours": [.init(start: Self.opening, end: Self.opening + .hours(8))]])
        return RouteForecast(plan: plan, calendars: hours).tellings(of: condition, at: Self.session, instant)
    }

    @Test func aHolderWhoIsNotThereIsToldAtTheOpeningAndEscalationWaits() {
        let tellings = tellings(SessionCondition(.scanQR))
        #expect(tellings.map(\.recipient.description) == ["ops", "shops:ana", "pager"])
        #expect(tellings.map(\.reason) == [.atOnce, .withinHours, .escalated])
        #expect(tellings.map(\.at) == [Self.night, Self.opening, Self.opening + .minutes(15)])
    }

    @Test func duringTheHoursEverybodyIsToldAtOnce() {
        let noon = Self.opening + .hours(3)
        let tellings = tellings(SessionCondition(.scanQR), at: noon)
        #expect(tellings.map(\.reason) == [.atOnce, .atOnce, .escalated])
        #expect(tellings.map(\.at) == [noon, noon, noon + .minutes(15)])
    }

    @Test func whereNoRouteMatchesTheDefaultIsTold() {
        let tellings = tellings(SessionCondition(.failed))
        #expect(tellings.map(\.recipient.description) == ["n8n"])
        #expect(tellings.map(\.isMachine) == [true])
        #expect(self.tellings(SessionCondition(.unreachable)).map(\.recipient.description) == ["n8n"])
    }
}
