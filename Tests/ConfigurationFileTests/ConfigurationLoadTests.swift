// SPDX-License-Identifier: Apache-2.0

import Foundation
import RelinkModel
import Testing

@testable import ConfigurationFile

struct ConfigurationLoadTests {
    private static let committed = ConfigurationFixture.directory.appendingPathComponent("../../config.yaml").path
    private static let variables = [
        "WHATSAPP_SERVER_URL": "http://127.0.0.1:3000/", "WHATSAPP_API_KEY": "change-me",
        "WHATSAPP_SESSION_ID": "shop-07",
    ]

    @Test func theCommittedFileNeedsThreeVariablesOnly() throws {
        let loaded = Configuration.load(path: Self.committed, environment: Self.variables)
        let configuration = try #require(loaded.configuration, "\(loaded.problems)")
        let gateway = try #require(configuration.gateways.first)
        #expect(configuration.gateways.count == 1)
        #expect(gateway.url == "http://127.0.0.1:3000")
        #expect(gateway.apiKeys == [Secret("change-me")])
        #expect(gateway.plan.sessions == [SessionPlan(name: "shop-07")])
        #expect(gateway.plan.policy == WatchPolicy())
        #expect(configuration.channels.isEmpty)
        #expect(loaded.problems.map(\.severity).filter { $0 == .note }.count == 3)
        #expect(loaded.problems.contains { $0.severity == .warning && $0.message.hasPrefix("no channel is on") })
    }

    @Test func theCommittedFileTurnsItsChannelsOnByVariable() throws {
        let more = [
            "RELINK_WEBHOOK_URL": "http://127.0.0.1:5678/x", "SLACK_WEBHOOK_URL": "https://hooks.slack.com/services/x",
            "TELEGRAM_BOT_TOKEN": "123456:abc", "TELEGRAM_CHAT_ID": "-1001",
        ]
        let environment = Self.variables.merging(more) { $1 }
        let loaded = Configuration.load(path: Self.committed, environment: environment)
        let configuration = try #require(loaded.configuration, "\(loaded.problems)")
        #expect(loaded.problems == [])
        #expect(configuration.channels.map(\.plan.kind) == [.webhook, .slack, .telegram])
        #expect(
            configuration.routes
                == RouteTable(everythingTo: ["webhook", "slack", "telegram"].map { Recipient(channel: $0) }))
    }

    @Test(arguments: ["WHATSAPP_SERVER_URL", "WHATSAPP_SESSION_ID"])
    func anEmptyVariableOfTheCommittedFileCountsAsUnset(name: String) {
        var environment = Self.variables
        environment[name] = ""
        let loaded = Configuration.load(path: Self.committed, environment: environment)
        #expect(loaded.configuration == nil)
        #expect(loaded.problems.contains { $0.message.contains("${\(name)} is not set: set it") })
    }

    @Test func theCommittedFileIsShort() throws {
        let text = try FileAccess.disk.read(Self.committed)
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 61)
    }

    @Test func withoutRoutesEverythingGoesToEveryChannel() throws {
        let configuration = try ConfigurationFixture.configuration(ConfigurationFixture.minimal)
        #expect(configuration.routes == RouteTable(everythingTo: [Recipient(channel: "hook")]))
        #expect(configuration.gateways.first?.plan.routes == configuration.routes)
        #expect(configuration.mayAct)
        #expect(configuration.timezone == "UTC")
        #expect(configuration.store == StoreSettings(path: "relink.db", keep: .hours(24 * 400)))
        #expect(configuration.server.compatGateway == "main")
    }

    @Test func observeIsAWordThatReachesEveryPlan() throws {
        let configuration = try ConfigurationFixture.configuration(ConfigurationFixture.minimal + "actions: observe\n")
        #expect(!configuration.mayAct)
        #expect(configuration.gateways.map(\.plan.mayAct) == [false])
    }

    @Test func allProblemsComeAtOnceInOrder() {
        let loaded = ConfigurationFixture.load(
            """
            timezone: Mars/Olympus
            gatways: []
            gateways:
              - id: main
                kind: wwebj
                url: ftp://example.com
                poll_interval: soon
                sessions: [a b, ok, ok]
            """)
        #expect(
            loaded.problems.filter { $0.severity == .error }.map { "\($0.line):\($0.column)" } == [
                "1:11", "2:1", "5:11", "6:10", "7:20", "8:16", "8:25",
            ])
    }

    @Test func secretsInAReadableFileAreWarnedOf() {
        let text = ConfigurationFixture.minimal + "server: { api_key: canary }\n"
        let open = ConfigurationFixture.load(text, openToOthers: ["config.yaml"])
        #expect(
            open.problems.map(\.description).contains { $0.hasPrefix("config.yaml:5:20: warning: a secret stands") })
        #expect(ConfigurationFixture.load(text).problems == [])
        let byVariable = text.replacingOccurrences(of: "canary", with: "\"${K}\"")
        let loaded = ConfigurationFixture.load(byVariable, environment: ["K": "v"], openToOthers: ["config.yaml"])
        #expect(loaded.problems == [])
    }

    @Test func noSecretIsEverShown() {
        let canary = "canary-3f9a"
        let loaded = ConfigurationFixture.load(
            """
            server: { listen: "0.0.0.0:80", api_key: { x: \(canary) } }
            store: { keep: "${C}" }
            timezone: "${C}"
            gateways:
              - { id: g, kind: "${C}", url: "http://u:\(canary)@h", api_key: [[\(canary)]], push_secret: \(canary) }
              - { id: g, kind: wwebjs, url: "http://h/#\(canary)", sessions: ["${C} x"], poll_interval: "${C}" }
            channels:
              - { id: a, kind: webhook, url: "ftp://h/\(canary)", headers: { "a b": \(canary) }, signing_secret: {a: \(canary)} }
              - { id: b, kind: slack, url: "\(canary)" }
              - { id: c, kind: telegram, token: "\(canary)", chat_id: "${C}" }
            routes:
              - { notify: ["${C}"], match: { severity: "${C}" } }
            default_route: { notify: [a] }
            """, environment: ["C": canary])
        #expect(loaded.configuration == nil)
        #expect(loaded.problems.count > 15)
        #expect(loaded.problems.filter { $0.description.contains(canary) } == [])
    }
}
