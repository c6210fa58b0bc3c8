// SPDX-License-Identifier: Apache-2.0

import RelinkModel
import Testing

@testable import ConfigurationFile

struct PolicyDecodingTests {
    @Test func everyKeyReachesThePolicy() throws {
        let configuration = try ConfigurationFixture.configuration(
            ConfigurationFixture.minimal + """
                policy:
                  confirm:
                    connected: { for: 1s, count: 5 }
                    scan_qr: { for: 2s }
                    failed: { count: 7 }
                    stopped: { for: 4s, count: 1 }
                    not_found: { for: 5s, count: 1 }
                    unreachable: { for: 6s, count: 1 }
                    stuck_starting: 60s
                  settle: { server: 7s, restart: 8s }
                  reopen: 9s
                  brief_outage: 11s
                  group: { wait: 13s, interval: 14s, individual_max: 15 }
                  reminders: [16m, 17m]
                  acknowledge: 18m
                  flapping: { changes: 19, within: 20m, calm: 21m }
                  relink: { strategy: keep_alive }
                  remediation: { attempts: 0, window: 12s }
                """)
        let policy = try #require(configuration.gateways.first).plan.policy
        var expected = WatchPolicy()
        expected.confirm = [
            .connected: ConfirmationRule(for: .seconds(1), count: 5),
            .scanQR: ConfirmationRule(for: .seconds(2), count: 2),
            .failed: ConfirmationRule(for: .seconds(30), count: 7),
            .stopped: ConfirmationRule(for: .seconds(4), count: 1),
            .notFound: ConfirmationRule(for: .seconds(5), count: 1),
            .unreachable: ConfirmationRule(for: .seconds(6), count: 1),
        ]
        expected.stuckStarting = .seconds(60)
        expected.settleServer = .seconds(7)
        expected.settleRestart = .seconds(8)
        expected.reopen = .seconds(9)
        expected.briefOutage = .seconds(11)
        (expected.groupWait, expected.groupInterval, expected.groupIndividualMax) = (.seconds(13), .seconds(14), 15)
        expected.reminders = [.minutes(16), .minutes(17)]
        expected.acknowledge = .minutes(18)
        expected.flappingChanges = 19
        (expected.flappingWithin, expected.flappingCalm) = (.minutes(20), .minutes(21))
        expected.relink = .keepAlive
        expected.startAttempts = 0
        expected.startWindow = .seconds(12)
        #expect(policy == expected)
    }

    @Test func aGatewaysOwnBlockGoesOverTheGlobalOne() throws {
        let configuration = try ConfigurationFixture.configuration(
            """
            policy: { reopen: 1m, confirm: { failed: { for: 1s } } }
            gateways:
              - { id: a, kind: wwebjs, url: "http://127.0.0.1:1", policy: { reopen: 2m, confirm: { failed: { count: 9 } } } }
              - { id: b, kind: wwebjs, url: "http://127.0.0.1:2" }
            """)
        let policies = configuration.gateways.map(\.plan.policy)
        #expect(policies.map(\.reopen) == [.minutes(2), .minutes(1)])
        #expect(
            policies.map { $0.rule(for: .failed) } == [
                ConfirmationRule(for: .seconds(1), count: 9), ConfirmationRule(for: .seconds(1), count: 2),
            ])
    }

    @Test func anEmptyListOfRemindersIsNever() throws {
        let configuration = try ConfigurationFixture.configuration(
            ConfigurationFixture.minimal + "policy: { reminders: [], flapping: { changes: 0 } }\n")
        let policy = try #require(configuration.gateways.first).plan.policy
        #expect(policy.reminders == [])
        #expect(policy.flappingChanges == 0)
    }
}
