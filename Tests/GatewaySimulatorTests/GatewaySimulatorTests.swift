// SPDX-License-Identifier: Apache-2.0

import GatewaySimulator
import Testing

@Suite(.timeLimit(.minutes(1)))
struct GatewaySimulatorTests {
    private static let connected = #"{"success":true,"state":"CONNECTED","message":"session_connected"}"#

    @Test func aStartAnswersWhenTheBootIsOver() async throws {
        let simulator = GatewaySimulator(SimulatorSettings(bootTime: .seconds(10), speed: 1000))
        let client = LoopbackClient(port: try await simulator.start())
        let began = ContinuousClock.now
        #expect(await client.send("GET", "/session/start/a")?.status == 200)
        #expect(ContinuousClock.now - began >= .milliseconds(10))
        #expect(await client.send("GET", "/session/status/a")?.body.contains("UNPAIRED") == true)
        await simulator.stop()
    }

    @Test func itDiesAndComesBackOnTheSamePort() async throws {
        let simulator = GatewaySimulator(SimulatorSettings(sessions: ["a"]))
        let port = try await simulator.start()
        let client = LoopbackClient(port: port)
        #expect(await client.send("GET", "/session/status/a")?.body == Self.connected)
        try await simulator.perform(.die(comeBackAfter: nil))
        #expect(await client.send("GET", "/ping") == nil)
        try await simulator.perform(.comeBack)
        #expect(try await simulator.start() == port)
        #expect(await client.send("GET", "/session/status/a")?.body == Self.connected)
        await simulator.stop()
    }

    @Test func aRequestUnderWayIsCutWithoutAnAnswer() async throws {
        let simulator = GatewaySimulator(SimulatorSettings(sessions: ["a"]))
        let client = LoopbackClient(port: try await simulator.start())
        try await simulator.perform(.hang(session: "a", .seconds(86_400)))
        async let hanging = client.send("GET", "/session/status/a")
        while simulator.tally.statuses == 0 { await Task.yield() }
        await simulator.stop()
        #expect(await hanging == nil)
    }

    @Test func aRestartForgetsTheSessionsUntilTheyAreRestored() async throws {
        let simulator = GatewaySimulator(SimulatorSettings(sessions: ["a", "b"], bootTime: .seconds(3600)))
        let client = LoopbackClient(port: try await simulator.start())
        try await simulator.perform(.restart(downFor: .zero))
        var list = await client.send("GET", "/session/getSessions")
        while list == nil { list = await client.send("GET", "/session/getSessions") }
        #expect(list?.body == #"{"success":true,"result":[]}"#)
        await simulator.stop()
    }

    @Test func aTakenPortIsAnError() async throws {
        let first = GatewaySimulator(SimulatorSettings())
        let port = try await first.start()
        let second = GatewaySimulator(SimulatorSettings(port: port))
        let error = await #expect(throws: SimulatorError.self) { try await second.start() }
        #expect(error?.description.contains("127.0.0.1:\(port)") == true)
        await first.stop()
    }

    @Test func runEndsWithItsTask() async throws {
        let simulator = GatewaySimulator(SimulatorSettings())
        let port = try await simulator.start()
        let running = Task { try await simulator.run() }
        running.cancel()
        try await running.value
        #expect(await LoopbackClient(port: port).send("GET", "/ping") == nil)
    }

    @Test func aHEADHasNoBody() async throws {
        let simulator = GatewaySimulator(SimulatorSettings())
        let client = LoopbackClient(port: try await simulator.start())
        let answer = await client.send("HEAD", "/nowhere")
        #expect(answer?.status == 404)
        #expect(answer?.body == "")
        await simulator.stop()
    }

    @Test func tenThousandSessionsAreAnsweredFor() async throws {
        let names = (0..<10_000).map { "shop-\($0)" }
        let simulator = GatewaySimulator(SimulatorSettings(sessions: names))
        let client = LoopbackClient(port: try await simulator.start())
        // 2 000 requests in one pipelined write.
        let requests = names.prefix(1_999).map { name in
            "GET /session/status/\(name) HTTP/1.1\r\nHost: a\r\nx-api-key: change-me\r\n\r\n"
        }
        let last =
            "GET /session/status/shop-9999 HTTP/1.1\r\nHost: a\r\nx-api-key: change-me\r\nConnection: close\r\n\r\n"
        let answer = await client.exchange(requests.joined() + last)
        #expect(simulator.tally.statuses == 2_000)
        #expect(answer?.body.hasSuffix(Self.connected) == true)
        await simulator.stop()
    }
}
