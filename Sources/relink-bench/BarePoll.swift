// SPDX-License-Identifier: Apache-2.0

import JSONText

/// Runs the bare C loop against a simulator: the same requests at the same pace as Relink's.
struct BarePoll: Sendable {
    /// CPU time per request of each slice, in milliseconds.
    let costs: [Double]

    static func run(
        _ options: BenchOptions, against simulator: SimulatorProcess, sessions: Int, interval: Duration,
        slice: Duration, slices: Int
    ) async throws(BenchError) -> BarePoll {
        let folder = try WorkFolder(in: options.folder)
        defer { folder.remove() }
        let times = [interval, interval * 2, slice].map { "\(Int($0.inSeconds * 1_000))" }
        let process = try ChildProcess(
            options.barePoll,
            [simulator.url + "/session/status/", SimulatorProcess.key, "\(sessions)"] + times + ["\(slices)"],
            output: folder.file("bare.log"))
        do throws(BenchError) {
            try await process.finish(within: interval * 2 + slice * slices + .seconds(10))
        } catch {
            await process.stop()
            throw error
        }
        let costs = process.written.split(separator: "\n").compactMap { cost(String($0)) }
        guard costs.count == slices else { throw process.failure }
        return BarePoll(costs: costs)
    }

    /// nil when a request failed: failing is cheaper.
    private static func cost(_ line: String) -> Double? {
        guard let slice = try? JSONText.parse(line), let requests = slice["requests"]?.double, requests > 0,
            let nanoseconds = slice["cpu_ns"]?.double, slice["failures"]?.integer == 0
        else { return nil }
        return nanoseconds / requests / 1_000_000
    }
}
