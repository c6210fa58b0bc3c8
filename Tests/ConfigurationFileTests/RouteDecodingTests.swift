// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import ConfigurationFile

struct RouteDecodingTests {
    private static let base = """
        gateways: [{ id: main, kind: wwebjs, url: "http://127.0.0.1:1", api_key: "${K:-k}", sessions: [a] }]
        channels:
          - { id: ops, kind: slack, url: "${S:-https://hooks.slack.com/services/x}" }
          - { id: feed, kind: webhook, url: "http://127.0.0.1/x" }

        """

    @Test func everyKeyReachesTheTable() throws {
        let configuration = try ConfigurationFixture.configuration(
            Self.base + """
                routes:
                  - match:
                      severity: [critical, error]
                      gateway: main
                      session: "shop-*"
                      labels: { team: sales }
                      state: scan_qr
                      event: [session.opened]
                    notify: [ops, feed]
                    stop: true
                  - { notify: feed }
                default_route: { notify: [ops] }
                """)
        let match = Route.Match(
            severities: [.critical, .error], gateways: ["main"], sessions: ["shop-*"], labels: ["team": "sales"],
            states: [.scanQR], kinds: [.sessionOpened])
        let ops = RouteTarget.recipient(Recipient(channel: "ops"))
        let feed = RouteTarget.recipient(Recipient(channel: "feed"))
        #expect(
            configuration.routes
                == RouteTable(
                    routes: [
                        Route(match: match, notify: [ops, feed], stop: true), Route(match: .init(), notify: [feed]),
                    ],
                    defaults: [ops]))
    }

    @Test func aChannelThatIsOffMayStandInARoute() throws {
        let text = Self.base.split(separator: "${S:-https://hooks.slack.com/services/x}").joined(separator: "${S:-}")
        let configuration = try ConfigurationFixture.configuration(
            text + "routes: [{ notify: [ops, feed] }]\ndefault_route: { notify: ops }\n")
        #expect(configuration.routes.routes.first?.notify == [.recipient(Recipient(channel: "feed"))])
        #expect(configuration.routes.defaults == [])
    }

    @Test func aDefaultRouteAloneNarrowsTheChannels() throws {
        let configuration = try ConfigurationFixture.configuration(Self.base + "default_route: { notify: feed }\n")
        #expect(configuration.routes == RouteTable(everythingTo: [Recipient(channel: "feed")]))
    }
}
