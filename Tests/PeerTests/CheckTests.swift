// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

extension Peers {
    /// What is said of a wrong configuration.
    @Suite struct CheckTests {
        private static let wrong = """
            timezone: UTC
            gateways:
              - id: main
                kind: wwebjs
                url: "http://127.0.0.1:3000"
                api_key: ${PEERS_UNSET}
                pol_interval: 10s
                timeout: soon
                sessions: [shop-07]
            channels:
              - { id: hook, kind: webhook, url: "http://127.0.0.1:9/" }
            routes:
              - notify: [hok]
            default_route: { notify: [hook] }
            """

        private static let wrongTemplate = """
            templates_dir: templates
            gateways:
              - { id: main, kind: wwebjs, url: "http://127.0.0.1:3000", api_key: change-me, sessions: [shop-07] }
            channels:
              - { id: hook, kind: webhook, url: "http://127.0.0.1:9/" }
            """

        @Test(arguments: ["check", "run"])
        func everyProblemIsListedAtOnce(command: String) async throws {
            try await Stage.play { stage in
                try stage.write(Self.wrong, to: "wrong.yaml")
                let ended = try await stage.run([command, "--config", "wrong.yaml"])
                let words = ended.output + ended.errors
                #expect(ended.status == 78)
                for (place, word) in [
                    ("wrong.yaml:6:14: ", "PEERS_UNSET"), ("wrong.yaml:7:5: ", "poll_interval"),
                    ("wrong.yaml:8:14: ", "timeout"), ("wrong.yaml:13:14: ", "hok"),
                ] {
                    #expect(words.split(separator: "\n").contains { $0.hasPrefix(place) && $0.contains(word) })
                }
            }
        }

        @Test(arguments: ["check", "run"])
        func aBrokenTemplateIsNamedWithItsLine(command: String) async throws {
            try await Stage.play { stage in
                try stage.write(Self.wrongTemplate, to: "wrong.yaml")
                try stage.write("{\n  \"a\": \"{{no.such.name}}\"\n}\n", to: "templates/webhook/body.json.mustache")
                let ended = try await stage.run([command, "--config", "wrong.yaml"])
                #expect(ended.status == 78)
                #expect((ended.output + ended.errors).contains("webhook/body.json.mustache:2:9: "))
            }
        }

        @Test(arguments: ["check", "run"])
        func missingVariablesAreNamed(command: String) async throws {
            try await Stage.play { stage in
                let committed = try #require(FileManager.default.contents(atPath: PeerSettings.committedConfiguration))
                try stage.write(String(decoding: committed, as: UTF8.self), to: "config.yaml")
                let ended = try await stage.run([command])
                #expect(ended.status == 78)
                for name in ["WHATSAPP_SERVER_URL", "WHATSAPP_SESSION_ID"] {
                    #expect((ended.output + ended.errors).contains("${\(name)} is not set"))
                }
                let variables = [
                    "WHATSAPP_SERVER_URL": "http://127.0.0.1:9", "WHATSAPP_API_KEY": "change-me",
                    "WHATSAPP_SESSION_ID": "shop-07",
                ]
                #expect(try await stage.run(["check"], environment: variables).status == 0)
            }
        }
    }
}
