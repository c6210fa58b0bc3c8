// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import ConfigurationFile

struct GatewayDecodingTests {
    private func gateway(_ lines: String) throws -> GatewaySettings {
        let configuration = try ConfigurationFixture.configuration(
            "gateways:\n  - id: main\n    kind: whatsapp-api\n    url: https://example.com/wa//\n"
                + lines.split(separator: "\n").map { "    \($0)\n" }.joined())
        return try #require(configuration.gateways.first)
    }

    @Test func everyKeyIsRead() throws {
        let gateway = try gateway(
            """
            api_key: ["new", "old"]
            poll_interval: 5s
            ping_interval: 20s
            timeout: 30s
            push_secret: "0123456789abcdef"
            """)
        #expect(gateway.url == "https://example.com/wa")
        #expect(gateway.apiKeys == [Secret("new"), Secret("old")])
        #expect(gateway.timeout == .seconds(30))
        #expect(gateway.pushSecret == Secret("0123456789abcdef"))
        #expect(gateway.plan.kind == .whatsappAPI)
        #expect(gateway.plan.host == "example.com")
        #expect(gateway.plan.pollInterval == .seconds(5))
        #expect(gateway.plan.pingInterval == .seconds(20))
    }

    @Test(arguments: [
        ("discover: false", nil), ("discover: off", nil), ("discover: true", DiscoveryPlan()),
        (
            "discover: { include: [\"shop-*\"], exclude: test-* }",
            DiscoveryPlan(include: ["shop-*"], exclude: ["test-*"])
        ),
        ("discover: { exclude: [a] }", DiscoveryPlan(include: ["*"], exclude: ["a"])),
    ])
    func discoveryIsAFlagOrPatterns(line: String, plan: DiscoveryPlan?) throws {
        #expect(try gateway(line).plan.discovery == plan)
    }

    @Test func defaultsReachListedAndDiscoveredSessions() throws {
        let plan = try gateway(
            """
            defaults: { auto_start: off, expect: running, labels: { team: sales, city: porto } }
            sessions: [a, { name: b, auto_start: known, expect: stopped, labels: { team: ops } }]
            """
        ).plan
        let labels = ["team": "sales", "city": "porto"]
        #expect(plan.discovered.autoStart == .off)
        #expect(plan.discovered.labels == labels)
        #expect(!plan.discovered.isListed)
        #expect(
            plan.sessions == [
                SessionPlan(name: "a", labels: labels, expectation: .running, autoStart: .off),
                SessionPlan(
                    name: "b", labels: ["team": "ops", "city": "porto"], expectation: .stopped, autoStart: .known),
            ])
    }

    @Test func withoutDefaultsDiscoveredSessionsMustBeKnown() throws {
        let plan = try gateway("sessions: [a]").plan
        #expect(plan.sessions.map(\.autoStart) == [.listed])
        #expect(plan.discovered.autoStart == .known)
    }

    @Test func aSessionMaySayEverything() throws {
        let plan = try gateway(
            "sessions: [{ name: shop-07, title: Shop Centro, phone: \"+12025550143\", phone_hint: at the till }]"
        ).plan
        #expect(
            plan.sessions == [
                SessionPlan(name: "shop-07", title: "Shop Centro", phone: "+12025550143", phoneHint: "at the till")
            ])
    }
}
