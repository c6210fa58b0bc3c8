// SPDX-License-Identifier: Apache-2.0

import Foundation
import RelinkModel
import Testing

@testable import ConfigurationFile

struct ConfigurationSchemaTests {
    @Test func everyPathStandsInTheTableOnceAndBelowAnother() {
        #expect(ConfigurationSchema.byPath.count == ConfigurationSchema.settings.count)
        for setting in ConfigurationSchema.settings where !setting.parent.isEmpty {
            let holder =
                setting.parent.hasSuffix("]") ? setting.parent.prefix { _ in true }.dropLast() : setting.parent[...]
            let path =
                setting.parent.hasSuffix("]")
                ? String(holder[..<(holder.lastIndex(of: "[") ?? holder.endIndex)]) : setting.parent
            #expect(ConfigurationSchema.byPath[path] != nil, "\(setting.path)")
        }
    }

    @Test(arguments: ConfigurationSchema.settings.map(\.path))
    func theDefaultsAndTheSchemaShowEveryKey(path: String) throws {
        let setting = try #require(ConfigurationSchema.byPath[path])
        let defaults = ConfigurationSchema.defaultsYAML()
        #expect(
            defaults.split(separator: "\n").contains { $0.contains("\(setting.key):") && $0.contains(setting.about) })
        #expect(ConfigurationSchema.jsonSchema().contains("\"\(setting.key)\":{"))
    }

    @Test func thePrintedDefaultsAreAValidFile() throws {
        let loaded = ConfigurationFixture.load(ConfigurationSchema.defaultsYAML())
        let configuration = try #require(loaded.configuration, "\(loaded.problems)")
        #expect(loaded.problems.map(\.message).filter { !$0.hasPrefix("no `api_key`") } == [])
        let gateway = try #require(configuration.gateways.first)
        #expect(gateway.plan.policy == WatchPolicy())
        #expect(gateway.plan.discovery == nil)
        #expect(configuration.channels.map(\.plan.kind) == ChannelKind.allCases)
    }

    /// What the table calls a default is what a file without the key gets.
    @Test func thePrintedDefaultsAreThoseOfAShortFile() throws {
        let long = try ConfigurationFixture.configuration(ConfigurationSchema.defaultsYAML())
        let short = try ConfigurationFixture.configuration(
            """
            gateways: [{ id: main, kind: wwebjs, url: "http://127.0.0.1:3000", sessions: [shop-07] }]
            channels:
              - { id: webhook, kind: webhook, url: "http://127.0.0.1:5678/webhook/relink" }
              - { id: slack, kind: slack, url: "https://hooks.slack.com/services/change-me" }
              - { id: telegram, kind: telegram, token: "123456:change-me", chat_id: "-1001234567890" }
            """)
        #expect(long.channels == short.channels)
        #expect(long.server == short.server)
        #expect(long.store == short.store)
        #expect(long.timezone == short.timezone)
        #expect(long.templatesDirectory == short.templatesDirectory)
        #expect(long.mayAct == short.mayAct)
        let (left, right) = (try #require(long.gateways.first), try #require(short.gateways.first))
        #expect(left.plan.sessions == right.plan.sessions)
        #expect(left.plan.pollInterval == right.plan.pollInterval)
        #expect(left.plan.pingInterval == right.plan.pingInterval)
        #expect(left.timeout == right.timeout)
        #expect(left.apiKeys == right.apiKeys)
        #expect(left.pushSecret == right.pushSecret)
    }

    @Test func theJSONSchemaIsJSON() throws {
        let data = Data(ConfigurationSchema.jsonSchema().utf8)
        let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
        #expect(schema["required"] as? [String] == [])
        let properties = try #require(schema["properties"] as? [String: Any])
        #expect(Set(properties.keys) == Set((ConfigurationSchema.children[""] ?? []).map(\.key)))
    }
}
