// SPDX-License-Identifier: Apache-2.0

import ConfigurationFile
import RelinkModel
import Testing

@testable import RelinkCommands

struct FirstConfigurationTests {
    private static func load(_ text: String, _ environment: [String: String] = [:]) -> Configuration.Loaded {
        let files = FileAccess(read: { _ in text }, list: { _ in [] }, isOpenToOthers: { _ in false })
        return Configuration.load(path: "config.yaml", environment: environment, files: files)
    }

    @Test func whatInitWritesLoads() throws {
        let text = FirstConfiguration(kind: "wwebjs", url: "http://127.0.0.1:3000", sessions: ["shop-07", "no", "12"])
            .text
        let configuration = try #require(Self.load(text).configuration)
        #expect(configuration.gateways.first?.plan.sessions.map(\.name) == ["shop-07", "no", "12"])
        #expect(configuration.channels.isEmpty)
    }

    @Test func withoutSessionsItTakesTheVariable() throws {
        let text = FirstConfiguration(kind: "whatsapp-api", url: "http://127.0.0.1:3000", sessions: []).text
        let configuration = try #require(Self.load(text, ["WHATSAPP_SESSION_ID": "shop-07"]).configuration)
        #expect(configuration.gateways.first?.plan.sessions.map(\.name) == ["shop-07"])
    }

    @Test func anAnswerCannotWriteKeysOfItsOwn() {
        let url = "http://127.0.0.1:3000\"\n    url: \"http://example.com"
        let text = FirstConfiguration(kind: "wwebjs", url: url, sessions: ["shop"]).text
        #expect(Self.load(text).configuration == nil)
        #expect(!text.contains("\n    url: \"http://example.com\""))
    }
}
