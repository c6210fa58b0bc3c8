// SPDX-License-Identifier: Apache-2.0

import ConfigurationFile
import RelinkModel
import Testing

struct ScenarioLoadTests {
    private static let head = """
        timezone: Europe/Lisbon
        gateways:
          - id: main
            kind: wwebjs
            url: https://gateway.example.com
            sessions: [shop-1, shop-2]
        contacts: [{ id: ana, channel: ops }]
        channels: [{ id: ops, kind: slack, url: "https://hooks.example.com/services/EXAMPLE" }]
        start: 2026-10-25T00:50:00+01:00
        until: 90m

        """

    private func load(_ text: String) -> Scenario.Loaded {
        Scenario.load(
            path: "s.yaml", environment: [:], files: FileAccess(read: { _ throws(FileAccess.Failure) in text }))
    }

    private func steps(_ line: String) -> Scenario.Loaded { load(Self.head + "steps:\n  - \(line)\n") }

    @Test func aScenarioIsAConfigurationAndAScript() throws {
        let loaded = load(
            Self.head + """
                many: [{ gateway: main, count: 20, name: kiosk- }]
                steps:
                  - { at: 5m, session: main/shop-*, state: failed, detail: browser_crash }
                  - { at: "2026-10-25T00:55:00Z", gateway: main, answers: down }
                expect:
                  - { to: ops, kind: session.opened, count: 2, at: 6m, within: 30s, text: hello }
                """)
        #expect(loaded.problems == [])
        let scenario = try #require(loaded.scenario)
        #expect(scenario.start == Timestamp(iso8601: "2026-10-24T23:50:00Z"))
        #expect(scenario.length == .minutes(90))
        #expect(scenario.plans.first?.sessions.count == 22)
        #expect(scenario.plans.first?.sessions.last?.name == "kiosk-20")
        #expect(scenario.steps.map(\.at) == [.minutes(5), .minutes(65)])
        #expect(
            scenario.steps.map(\.cue) == [
                .session("main", ["shop-1", "shop-2"], SessionScript(SessionCondition(.failed, .browserCrash))),
                .reach("main", .down),
            ])
        #expect(
            scenario.expectations == [
                MessageExpectation(
                    place: "s.yaml:16:5", recipient: "ops", kind: .sessionOpened, count: 2...2,
                    first: .init(.minutes(6), within: .seconds(30)), text: "hello")
            ])
    }

    @Test(arguments: [
        (
            "{ at: 1m, session: main/shop-1, state: scan_qr, codes: 6 }",
            Cue.session("main", ["shop-1"], SessionScript(SessionCondition(.scanQR, .qr), showsCodes: true, codes: 6))
        ),
        (
            "{ at: 1m, gateway: main, restart: 20s, every: 3s }",
            .restartGateway("main", down: .seconds(20), every: .seconds(3))
        ),
        (
            "{ at: 1m, gateway: main, starts: connected, after: 30s }",
            .starts("main", StartScript(becomes: .connected, after: .seconds(30)))
        ),
        ("{ at: 1m, gateway: main, list: [] }", .list("main", [])),
        ("{ at: 1m, channel: ops, receiver: ambiguous }", .receiver("ops", .ambiguous)),
        (
            "{ at: 1m, ack: main/shop-1, by: Ana, until: connected }",
            .acknowledge("main", .session("shop-1"), by: "Ana", until: .connected)
        ),
        ("{ at: 1m, unack: main }", .unacknowledge("main", .server, by: "")),
        (
            "{ at: 1m, silence: q, of: main/shop-*, for: 1h }",
            .silence("q", Route.Match(gateways: ["main"], sessions: ["shop-*"]), for: .hours(1), comment: "")
        ),
        ("{ at: 1m, end_silence: q }", .endSilence("q")),
        (
            "{ at: 1m, on_call: r, away: ana, instead: ops, for: 8h, comment: ill }",
            .relieve(
                "r", of: Recipient(channel: "ops", contact: "ana"), by: Recipient(channel: "ops"), for: .hours(8),
                comment: "ill")
        ),
        ("{ at: 1m, end_on_call: r }", .endRelief("r")),
        ("{ at: 1m, expect: main/shop-2, be: stopped, for: 2h }", .expect("main", "shop-2", .stopped, for: .hours(2))),
        ("{ at: 1m, accept: main/shop-2 }", .acceptAccount("main", "shop-2")),
        ("{ at: 1m, start: main/shop-2 }", .start("main", "shop-2")),
        ("{ at: 1m, push: main/shop-2 }", .push("main", "shop-2")),
        ("{ at: 1m, kill: 2m }", .kill(.minutes(2))), ("{ at: 1m, clock: \"-1h\" }", .jump(.hours(-1))),
    ]) func eachFormOfAStep(line: String, cue: Cue) {
        let loaded = steps(line)
        #expect(loaded.problems == [])
        #expect(loaded.scenario?.steps.map(\.cue) == [cue])
    }

    @Test func aStepMayRepeat() {
        let loaded = steps("{ at: 10m, session: main/shop-1, state: stopped, each: 4m, times: 3 }")
        #expect(loaded.scenario?.steps.map(\.at) == [.minutes(10), .minutes(14), .minutes(18)])
    }

    @Test(arguments: [
        ("{ at: 1m, session: main/shop-9, state: failed }", "12:24: there is no session `main/shop-9`; did you mean"),
        ("{ at: 1m, session: mian/shop-1, state: failed }", "12:24: there is no gateway `mian`; did you mean `main`?"),
        ("{ at: 1m, session: main/shop-1, state: faild }", "12:44: `state` cannot be `faild`; did you mean `failed`?"),
        ("{ at: 1m, session: main/shop-1 }", "12:5: `state` is missing"),
        (
            "{ at: 1m, session: main/shop-1, sate: a, state: failed }",
            "12:37: unknown key `sate`; did you mean `state`?"
        ),
        ("{ at: soon, kill: 1m }", "12:11: a time is a duration after the beginning"),
        ("{ at: \"2026-10-24T00:00:00Z\", kill: 1m }", "12:11: `2026-10-24T00:00:00Z` is before the beginning"),
        ("{ kill: 1m }", "12:5: `at` is missing"), ("{ at: 1m }", "12:5: a step says what it is about"),
        ("kill", "12:5: a step is a map"), ("{ at: 1m, clock: sideways }", "12:22: `clock` must be how far it jumps"),
        ("{ at: 1m, kill: 1m, times: 3 }", "12:5: `each` is missing"),
        ("{ at: 1m, start: main/shop-* }", "12:22: `main/shop-*` is 2 sessions; name one"),
        (
            "{ at: 1m, on_call: r, away: anna, instead: ops, for: 1h }",
            "12:33: there is no contact and no channel `anna`; did you mean `ana`?"
        ),
        ("{ at: 1m, on_call: r, away: ops, instead: ops, for: 1h }", "12:47: ops cannot be told in its own place"),
        ("{ at: 1m, on_call: r, away: ana, instead: ops }", "12:5: `for` is missing"),
        ("{ at: 1m, channel: opps, receiver: down }", "12:24: there is no channel `opps`; did you mean `ops`?"),
    ]) func eachMistakeIsNamedWithItsPlace(line: String, problem: String) {
        let loaded = steps(line)
        #expect(loaded.scenario == nil)
        #expect(!loaded.isConfigurationWrong)
        #expect(loaded.problems.first?.description.hasPrefix("s.yaml:\(problem)") == true, "\(loaded.problems)")
    }

    @Test func aMistakeInTheConfigurationKeepsItsPlace() {
        let loaded = load(
            "start: 2026-01-01T00:00:00Z\n"
                + Self.head.replacing("start: 2026-10-25T00:50:00+01:00\n", with: "")
                .replacing("kind: slack", with: "kind: slak"))
        #expect(loaded.scenario == nil)
        #expect(loaded.isConfigurationWrong)
        #expect(
            loaded.problems.contains { $0.description.hasPrefix("s.yaml:9:29: `kind` cannot be `slak`") },
            "\(loaded.problems)")
    }

    @Test(arguments: ["", "- a", "a: [", "start: x\nuntil: y\n"]) func whatIsNoScenarioIsRefused(text: String) {
        #expect(load(text).scenario == nil)
        #expect(!load(text).problems.isEmpty)
    }
}
