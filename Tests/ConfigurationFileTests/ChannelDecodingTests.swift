// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import ConfigurationFile

struct ChannelDecodingTests {
    private func channels(
        _ text: String, environment: [String: String] = [:], files: [String: String] = [:]
    ) throws -> [ChannelSettings] {
        let gateway = "gateways: [{ id: main, kind: wwebjs, url: \"http://127.0.0.1:1\" }]\nchannels:\n"
        let loaded = ConfigurationFixture.load(gateway + text, environment: environment, files: files)
        return try #require(loaded.configuration, "\(loaded.problems)").channels
    }

    @Test func aWebhookMaySayEverything() throws {
        let channels = try channels(
            """
              - id: hook
                kind: webhook
                url: https://example.com/hook?token=${T}
                method: PUT
                headers: { Authorization: "Bearer ${T}", X-Empty: "" }
                content_type: text/plain; charset=utf-8
                body_template: body.mustache
                signing_secret: [whsec_bmV3, whsec_b2xk]
                events: [incidents, transitions, qr]
                qr: none
            """, environment: ["T": "s3"], files: ["body.mustache": "{{text}}"])
        let target = ChannelSettings.Target.webhook(
            WebhookSettings(
                url: Secret("https://example.com/hook?token=s3"), method: .put,
                headers: ["Authorization": Secret("Bearer s3"), "X-Empty": Secret("")],
                contentType: "text/plain; charset=utf-8",
                bodyTemplate: TemplateFile(path: "body.mustache", text: "{{text}}"),
                signingSecrets: [Secret("whsec_bmV3"), Secret("whsec_b2xk")]))
        let plan = ChannelPlan(
            id: "hook", kind: .webhook, subscriptions: [.incidents, .transitions, .qr], isMachine: true)
        #expect(channels == [ChannelSettings(plan: plan, qr: .none, target: target)])
    }

    @Test func chatsAreForPeople() throws {
        let channels = try channels(
            """
              - { id: s, kind: slack, url: "https://hooks.slack.com/services/x" }
              - { id: t, kind: telegram, token: "1:a-B_c", chat_id: "@shops", base_url: "http://127.0.0.1:8081/", qr: link }
            """)
        let telegram = TelegramSettings(token: Secret("1:a-B_c"), chatID: "@shops", baseURL: "http://127.0.0.1:8081")
        #expect(
            channels == [
                ChannelSettings(
                    plan: ChannelPlan(id: "s", kind: .slack, showsQR: true), qr: .auto,
                    target: .slack(url: Secret("https://hooks.slack.com/services/x"))),
                ChannelSettings(
                    plan: ChannelPlan(id: "t", kind: .telegram, canEdit: true), qr: .link, target: .telegram(telegram)),
            ])
    }

    @Test(arguments: [
        "kind: webhook, url: \"${X:-}\"", "kind: slack, url: \"${X:-}\"", "kind: slack, url: \"${EMPTY}\"",
        "kind: telegram, token: \"${X:-}\", chat_id: \"${X:-}\"", "kind: telegram, token: \"${X:-}\"",
    ])
    func aChannelWhoseVariableIsEmptyIsOff(keys: String) throws {
        #expect(try channels("  - { id: a, \(keys) }\n", environment: ["EMPTY": ""]) == [])
    }

    @Test func aChannelMayNameWhoIsToldInItsPlace() throws {
        let channels = try channels(
            """
              - { id: ops, kind: webhook, url: "http://a/x", fallback: mail }
              - { id: mail, kind: webhook, url: "http://b/x", fallback: off }
              - { id: off, kind: slack, url: "${EMPTY}", fallback: "" }
            """, environment: ["EMPTY": ""])
        #expect(channels.map(\.plan.fallback) == ["mail", "off"])
    }
}
