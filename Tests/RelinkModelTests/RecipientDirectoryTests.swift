// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RelinkModel

struct RecipientDirectoryTests {
    private static let hours = TellingHours(calendar: "shop-hours", isWithin: true)
    private let directory = RecipientDirectory(
        GatewayPlan(
            id: "main", kind: .wwebjs, sessions: [],
            channels: [
                ChannelPlan(id: "tg", kind: .telegram, canEdit: true, showsQR: true, hours: Self.hours),
                ChannelPlan(id: "ops", kind: .slack, showsQR: true),
            ],
            contacts: [
                ContactPlan(id: "shop", channel: "tg", audience: .holder),
                ContactPlan(id: "boss", channel: "tg", attended: TellingHours(calendar: "day", isWithin: true)),
            ], routes: RouteTable(defaults: [])))

    @Test func onlyWhoMaySeeACodeIsShownTheNextOne() {
        #expect(directory.followsCode(Recipient(channel: "tg")))
        #expect(directory.followsCode(Recipient(channel: "tg", contact: "boss")))
        #expect(!directory.followsCode(Recipient(channel: "tg", contact: "shop")))
        #expect(!directory.followsCode(Recipient(channel: "ops")))
        #expect(!directory.followsCode(Recipient(channel: "gone")))
    }

    @Test func aContactsOwnHoursGoOverThoseOfItsChannel() {
        #expect(directory.hours(of: Recipient(channel: "tg")) == Self.hours)
        #expect(directory.hours(of: Recipient(channel: "tg", contact: "shop")) == Self.hours)
        #expect(directory.hours(of: Recipient(channel: "tg", contact: "boss"))?.calendar == "day")
        #expect(directory.hours(of: Recipient(channel: "ops")) == nil)
    }
}
