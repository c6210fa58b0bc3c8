// SPDX-License-Identifier: Apache-2.0

import HTTPTransfer

/// A simulated gateway and a watcher of it, both real processes of the binary that is measured.
struct Rig: Sendable {
    let simulator: SimulatorProcess
    let relink: ChildProcess
    let sessions: Int
    private let port: Int
    private let client: TransferClient

    /// What a rig consists of.
    struct Plan: Sendable {
        var sessions: Int
        var interval: Duration = .seconds(10)
        /// Who is told of transitions; nobody without one.
        var receiver: Receiver?
    }

    /// Starts both, lets them be used, and ends both whatever happens.
    static func run(
        _ plan: Plan, _ options: BenchOptions, _ body: (Rig) async throws(BenchError) -> Void
    ) async throws(BenchError) {
        let folder = try WorkFolder(in: options.folder)
        defer { folder.remove() }
        let client = TransferClient(name: "bench", maxConnections: 8, userAgent: "relink-bench", guard: nil)
        let simulator = try await SimulatorProcess.start(
            options.relink, sessions: plan.sessions, in: folder, client: client)
        do throws(BenchError) {
            try await watch(plan, options, simulator, folder, client, body)
        } catch {
            await simulator.process.stop()
            throw error
        }
        await simulator.process.stop()
    }

    private static func watch(
        _ plan: Plan, _ options: BenchOptions, _ simulator: SimulatorProcess, _ folder: WorkFolder,
        _ client: TransferClient, _ body: (Rig) async throws(BenchError) -> Void
    ) async throws(BenchError) {
        let port = try LoopbackSocket.freePort()
        let configuration = folder.file("config.yaml")
        try SmallFile.write(text(plan, gateway: simulator.url, port: port), to: configuration)
        let relink = try ChildProcess(
            options.relink, ["run", "--config", configuration], output: folder.file("relink.log"))
        let rig = Rig(simulator: simulator, relink: relink, sessions: plan.sessions, port: port, client: client)
        do throws(BenchError) {
            try await rig.settle(plan.interval)
            try await body(rig)
        } catch {
            await relink.stop()
            throw error
        }
        await relink.stop()
    }

    /// Waits until every session was seen, and is polled in its own phase.
    private func settle(_ interval: Duration) async throws(BenchError) {
        let deadline = ContinuousClock.now + .seconds(60)
        while try await simulator.polls() < sessions {
            guard ContinuousClock.now < deadline else { throw relink.failure }
            try? await Task.sleep(for: .milliseconds(100))
        }
        try? await Task.sleep(for: interval * 2)
    }

    /// The metrics, by name; of those with labels the sum. Costs Relink time with many sessions: seven lines for each.
    func metrics() async throws(BenchError) -> [String: Double] {
        do throws(TransferError) {
            let limits = TransferLimits(responseBytes: 64 << 20)
            let answer = try await client.perform(HTTPRequest(url: "http://127.0.0.1:\(port)/metrics", limits: limits))
            var values: [String: Double] = [:]
            for line in String(decoding: answer.body, as: UTF8.self).split(separator: "\n") where line.first != "#" {
                guard let name = line.split(whereSeparator: { $0 == "{" || $0 == " " }).first,
                    let value = line.split(separator: " ").last.flatMap({ Double($0) })
                else { continue }
                values[String(name), default: 0] += value
            }
            return values
        } catch {
            throw .answer("the metrics: \(error)")
        }
    }

    /// JSON is YAML too, but this is what people write.
    private static func text(_ plan: Plan, gateway: String, port: Int) -> String {
        let head = """
            server: { listen: "127.0.0.1:\(port)" }
            gateways:
              - id: main
                kind: wwebjs
                url: \(gateway)
                api_key: \(SimulatorProcess.key)
                poll_interval: \(Int(plan.interval.inSeconds))s
                discover: true

            """
        guard let receiver = plan.receiver else { return head }
        return head + """
            channels:
              - { id: hook, kind: webhook, url: "http://127.0.0.1:\(receiver.port)/", events: [transitions] }

            """
    }
}
