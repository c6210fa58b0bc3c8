// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import ConfigurationFile

struct PeopleDecodingTests {
    private static let base = """
        gateways:
          - id: main
            kind: wwebjs
            url: "http://127.0.0.1:1"
            api_key: "${K:-k}"
            sessions: [{ name: a, holder: shop }, b]
        calendars:
          shop-hours: "Mon-Sat 09:00-19:00"
          nights: ["22:00-07:00", "Sun 07:00-09:00"]
        contacts:
          - { id: shop, channel: tg, to: "123456", audience: holder, locale: pt, attended: shop-hours }
          - { id: boss, channel: feed, to: "+12025550143", attended: "10:00-18:00" }
          - { id: nobody, channel: off, to: "1" }
        channels:
          - { id: tg, kind: telegram, token: "${T:-1:a}", chat_id: "-1", quiet: nights }
          - { id: feed, kind: webhook, url: "http://127.0.0.1/x", digest: "09:00" }
          - { id: ops, kind: slack, url: "${S:-https://hooks.slack.com/services/x}", quiet: "23:00-06:00", quiet_all: true }
          - { id: off, kind: slack, url: "${S2:-}" }

        """

    private static let routes = """
        routes:
          - match: { labels: { team: sales } }
            notify: [holder, ops]
            escalate: [{ after: 15m, notify: boss }, { after: 45m, notify: [feed, nobody] }, { after: 1h, notify: nobody }]
        default_route: { notify: [tg, shop], escalate: [{ after: 10m, notify: [holder] }] }
        maintenance:
          - { match: { gateway: main, session: "a*" }, during: "Sun 03:00-03:30", comment: backup }
          - { during: nights }

        """

    @Test func contactsReachTheirChannelsAndThePlans() throws {
        let configuration = try ConfigurationFixture.configuration(Self.base + Self.routes)
        let hours = TellingHours(calendar: "shop-hours", isWithin: true)
        #expect(
            configuration.contacts == [
                ContactSettings(
                    plan: ContactPlan(id: "shop", channel: "tg", audience: .holder, attended: hours),
                    to: Secret("123456"), locale: "pt"),
                ContactSettings(
                    plan: ContactPlan(
                        id: "boss", channel: "feed", attended: TellingHours(calendar: "10:00-18:00", isWithin: true)),
                    to: Secret("+12025550143"), locale: nil),
            ])
        let plan = try #require(configuration.gateways.first).plan
        #expect(plan.contacts == configuration.contacts.map(\.plan))
        #expect(plan.sessions.map(\.holder) == ["shop", nil])
    }

    @Test func channelsSayWhenTheyAreTold() throws {
        let configuration = try ConfigurationFixture.configuration(Self.base + Self.routes)
        #expect(
            configuration.channels.map(\.plan.hours) == [
                TellingHours(calendar: "nights", isWithin: false, passing: .critical),
                TellingHours(calendar: "digest at 09:00", isWithin: true, passing: .critical),
                TellingHours(calendar: "23:00-06:00", isWithin: false),
            ])
        #expect(configuration.gateways.first?.plan.channels == configuration.channels.map(\.plan))
    }

    @Test func everyCalendarThatSomethingNamesIsInTheBook() throws {
        let book = try ConfigurationFixture.configuration(Self.base + Self.routes).calendars
        #expect(
            Set(book.texts.keys) == [
                "shop-hours", "nights", "10:00-18:00", "digest at 09:00", "23:00-06:00", "Sun 03:00-03:30",
            ])
        let now = try #require(Timestamp(iso8601: "2026-06-03T08:00:00Z"))
        let calendars = book.calendars(at: now)
        #expect(calendars.isOpen(TellingHours(calendar: "shop-hours", isWithin: true), for: .info, at: now + .hours(1)))
        #expect(!calendars.isOpen(TellingHours(calendar: "shop-hours", isWithin: true), for: .critical, at: now))
        #expect(calendars["nights"]?.count ?? 0 > 8)
    }

    @Test func routesNameContactsAndHoldersAndEscalate() throws {
        let configuration = try ConfigurationFixture.configuration(Self.base + Self.routes)
        let boss = RouteTarget.recipient(Recipient(channel: "feed", contact: "boss"))
        let feed = RouteTarget.recipient(Recipient(channel: "feed"))
        let ops = RouteTarget.recipient(Recipient(channel: "ops"))
        let shop = RouteTarget.recipient(Recipient(channel: "tg", contact: "shop"))
        #expect(
            configuration.routes
                == RouteTable(
                    routes: [
                        Route(
                            match: Route.Match(labels: ["team": "sales"]), notify: [.holder, ops],
                            escalate: [
                                EscalationStep(after: .minutes(15), notify: [boss]),
                                EscalationStep(after: .minutes(45), notify: [feed]),
                            ])
                    ],
                    defaults: [.recipient(Recipient(channel: "tg")), shop],
                    defaultEscalation: [EscalationStep(after: .minutes(10), notify: [.holder])]))
    }

    @Test func maintenanceReachesThePlans() throws {
        let configuration = try ConfigurationFixture.configuration(Self.base + Self.routes)
        #expect(
            configuration.gateways.first?.plan.maintenance == [
                MaintenancePlan(
                    match: Route.Match(gateways: ["main"], sessions: ["a*"]), calendar: "Sun 03:00-03:30",
                    comment: "backup"),
                MaintenancePlan(match: Route.Match(), calendar: "nights"),
            ])
    }

    @Test func whoIsNeverToldIsWarnedOf() {
        let loaded = ConfigurationFixture.load(Self.base)
        #expect(
            loaded.problems.filter { $0.severity == .warning }.map { "\($0.line): \($0.message.prefix(31))" } == [
                "11: nobody tells the contact `shop`", "12: nobody tells the contact `boss`",
            ])
    }

    @Test func includedFilesAddContactsAndMaintenance() throws {
        let loaded = ConfigurationFixture.load(
            ConfigurationFixture.minimal + "include: more.yaml\ndefault_route: { notify: [ana, hook] }\n",
            files: [
                "more.yaml": "contacts: [{ id: ana, channel: hook }]\nmaintenance: [{ during: \"01:00-02:00\" }]\n"
            ])
        let configuration = try #require(loaded.configuration, "\(loaded.problems)")
        #expect(configuration.contacts.map(\.plan.id) == ["ana"])
        #expect(configuration.gateways.first?.plan.maintenance.count == 1)
        let calendars = ConfigurationFixture.load(
            ConfigurationFixture.minimal + "include: more.yaml\n", files: ["more.yaml": "calendars: {}\n"])
        #expect(calendars.problems.map(\.message).first?.hasPrefix("`calendars` belongs into the main file") == true)
    }
}
