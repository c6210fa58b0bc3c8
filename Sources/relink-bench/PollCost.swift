// SPDX-License-Identifier: Apache-2.0

/// What a steady watch costs, and whether it keeps its times; beside the bare C loop, which is run right after it.
struct PollCost: Sendable {
    let options: BenchOptions
    let report: Report

    /// One slice is one interval of 10 s, so that every session is in it as often as any other.
    private static let slice: Duration = .seconds(10)
    private static let costBar = 0.06

    func measure() async throws(BenchError) {
        report.section(.polls, "steady polling, \(slices) × 10 s each, medians; CPU of all threads")
        for sessions in options.sizes {
            try await measure(sessions, every: .seconds(10))
            // Ten polls a second hardly show beside what an idle process costs.
            if sessions <= 100 { try await measure(sessions, every: .seconds(1)) }
        }
    }

    private var slices: Int { options.isQuick ? 1 : 3 }

    private func measure(_ sessions: Int, every interval: Duration) async throws(BenchError) {
        let plan = Rig.Plan(sessions: sessions, interval: interval)
        try await Rig.run(plan, options) { (rig) throws(BenchError) in
            let pace = PaceRecorder(rig.simulator)
            async let recording: Void = pace.record(for: Self.slice * slices + interval)
            var costs: [Double] = []
            var rates: [Double] = []
            for _ in 0..<slices {
                let slice = try await costOfSlice(rig)
                costs.append(slice.cost)
                rates.append(slice.rate)
            }
            await recording
            let usage = try ProcessUsage(of: rig.relink)
            await rig.relink.stop()
            let bare = try await BarePoll.run(
                options, against: rig.simulator, sessions: sessions, interval: interval, slice: Self.slice,
                slices: slices)
            let name = "\(sessions) sessions at \(Int(interval.inSeconds)) s: "
            add(name + "polls", Distribution(rates).median, "/s")
            let cost = Distribution(costs).median
            let floor = Distribution(bare.costs).median
            add(name + "CPU per poll", cost, "ms", .atMost(Self.costBar))
            add(name + "CPU per request of the bare C loop", floor, "ms")
            add(name + "ratio", cost / floor, "×")
            let lateness = await pace.lateness(sessions: sessions, interval: interval)
            add(name + "off its time at the most", lateness, "s", .atMost(0.5))
            add(name + "resident memory", usage.residentMiB, "MiB", Self.memoryBar(sessions))
            add(name + "resident memory, peak", usage.peakMiB, "MiB")
        }
    }

    private func costOfSlice(_ rig: Rig) async throws(BenchError) -> (cost: Double, rate: Double) {
        let begin = ContinuousClock.now
        let polls = try await rig.simulator.polls()
        let usage = try ProcessUsage(of: rig.relink)
        try? await Task.sleep(until: begin + Self.slice)
        let took = ContinuousClock.now - begin
        let more = Double(try await rig.simulator.polls() - polls)
        let nanoseconds = try ProcessUsage(of: rig.relink).cpuNanoseconds - usage.cpuNanoseconds
        return (Double(nanoseconds) / more / 1_000_000, more / took.inSeconds)
    }

    private static func memoryBar(_ sessions: Int) -> Finding.Bar? {
        switch sessions {
        case ...100: .atMost(45)
        case ...1_000: .atMost(50)
        case ...10_000: .atMost(75)
        default: nil
        }
    }

    private func add(_ what: String, _ figure: Double, _ unit: String, _ bar: Finding.Bar? = nil) {
        report.add(Finding(what, figure, unit, bar), to: .polls)
    }
}
