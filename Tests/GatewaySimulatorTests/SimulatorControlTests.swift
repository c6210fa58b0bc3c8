// SPDX-License-Identifier: Apache-2.0

import GatewaySimulator
import Testing

@Suite(.timeLimit(.minutes(1)))
struct SimulatorControlTests {
    @Test func aCommandOverHTTPChangesTheWorld() async throws {
        let simulator = GatewaySimulator(SimulatorSettings(sessions: ["a"]))
        let client = LoopbackClient(port: try await simulator.start())
        let done = await client.send("POST", "/_control/show", body: #"{"session":"a","page":"UNPAIRED"}"#)
        #expect(done?.status == 202)
        #expect(done?.body == #"{"done":"show"}"#)
        let status = await client.send("GET", "/session/status/a")
        #expect(status?.body == #"{"success":false,"state":"UNPAIRED","message":"session_not_connected"}"#)
        await simulator.stop()
    }

    @Test func theTallyCanBeRead() async throws {
        let simulator = GatewaySimulator(SimulatorSettings(sessions: ["a"]))
        let client = LoopbackClient(port: try await simulator.start())
        _ = await client.send("GET", "/session/status/a")
        _ = await client.send("GET", "/session/status/a", key: "wrong")
        #expect(
            await client.send("GET", "/_control/tally")?.body
                == #"{"statuses":1,"codes":0,"pairing_codes":0,"probes":0,"starts":0,"overlapping_starts":0,"restarts":0,"refused":1}"#
        )
        await simulator.stop()
    }

    @Test func aRestartOverHTTPCutsTheListenerAndBringsItBack() async throws {
        let simulator = GatewaySimulator(SimulatorSettings(sessions: ["a"], bootTime: .seconds(3600)))
        let client = LoopbackClient(port: try await simulator.start())
        _ = await client.send("POST", "/_control/restart", body: #"{"ms":0}"#)
        var list: String?
        while list != #"{"success":true,"result":[]}"# {
            list = await client.send("GET", "/session/getSessions")?.body
        }
        await simulator.stop()
    }

    /// NIO ends the process for a connection that is dropped between its acceptance and its first turn.
    @Test func closingSurvivesWhoeverConnectsMeanwhile() async throws {
        for _ in 0..<30 {
            let simulator = GatewaySimulator(SimulatorSettings(sessions: ["a"]))
            let client = LoopbackClient(port: try await simulator.start())
            await withDiscardingTaskGroup { group in
                for _ in 0..<8 {
                    group.addTask { while await client.send("GET", "/ping") != nil {} }
                }
                await simulator.stop()
            }
        }
    }

    @Test(arguments: [
        ("nonsense", "{}"), ("show", "{}"), ("show", #"{"session":"a"}"#), ("show", #"{"session":"a","page":"X"}"#),
        ("phone", #"{"session":"a","number":"+1"}"#), ("phone", #"{"session":"a"}"#),
        ("deafen", #"{"session":"a","deaf":"yes"}"#),
        ("hang", #"{"session":"a"}"#), ("hang", #"{"session":"a","ms":-1}"#), ("fail", #"{"session":"a","how":"x"}"#),
        ("latency", "{}"), ("proxy", #"{"answer":"x"}"#), ("proxy", #"{"answer":1}"#), ("restart", "{}"),
        ("stop", "not json"), ("latency", #"{"ms":86400001}"#),
    ])
    func aWrongCommandIsRefused(_ verb: String, _ body: String) async throws {
        let simulator = GatewaySimulator(SimulatorSettings(sessions: ["a"]))
        let client = LoopbackClient(port: try await simulator.start())
        #expect(await client.send("POST", "/_control/\(verb)", body: body)?.status == 400)
        await simulator.stop()
    }

    @Test(arguments: [
        ("stop", #"{"session":"a"}"#), ("rotate", #"{"session":"a"}"#), ("freeze", #"{"session":"a"}"#),
        ("phone", #"{"session":"a","number":"12025550199"}"#), ("deafen", #"{"session":"a","deaf":true}"#),
        ("scan", #"{"session":"*"}"#), ("hang", #"{"session":"a","ms":5}"#), ("latency", #"{"ms":1}"#),
        ("fail", #"{"session":"a","how":"auth_timeout"}"#), ("fail", #"{"session":"a","how":null}"#),
        ("key", #"{"key":null}"#), ("proxy", #"{"answer":"empty"}"#), ("proxy", ""), ("come_back", ""),
    ])
    func aRightCommandIsTaken(_ verb: String, _ body: String) async throws {
        let simulator = GatewaySimulator(SimulatorSettings(sessions: ["a"]))
        let client = LoopbackClient(port: try await simulator.start())
        #expect(await client.send("POST", "/_control/\(verb)", body: body)?.status == 202)
        await simulator.stop()
    }
}
