// SPDX-License-Identifier: Apache-2.0

/// How long it takes from a session's change at the gateway to the webhook that tells of it, by polling alone.
struct ChangeLatency: Sendable {
    let options: BenchOptions
    let report: Report

    private static let sessions = 100
    private static let interval: Duration = .seconds(10)

    func measure() async throws(BenchError) {
        let changes = options.isQuick ? 30 : 90
        report.section(
            .latency, "\(changes) of \(Self.sessions) sessions change, each at a moment of its own; polls every 10 s")
        let receiver = try Receiver()
        defer { receiver.close() }
        let plan = Rig.Plan(sessions: Self.sessions, interval: Self.interval, receiver: receiver)
        try await Rig.run(plan, options) { (rig) throws(BenchError) in
            receiver.clear()
            let changed = try await change(changes, rig.simulator)
            let deadline = ContinuousClock.now + Self.interval * 2
            var told: [Double] = []
            repeat {
                try? await Task.sleep(for: .milliseconds(200))
                told = Self.delays(changed, receiver.arrivals)
            } while told.count < changes && ContinuousClock.now < deadline
            let delays = Distribution(told)
            let polled = Self.interval.inSeconds
            add("changes told of", Double(told.count), "of \(changes)", .atLeast(Double(changes)))
            add("change → accepted POST, p50", delays.median, "s", .atMost(polled / 2 + 0.2))
            add("change → accepted POST, max", delays.largest, "s", .atMost(polled + 0.5))
        }
    }

    /// Unlinks that many sessions, at random moments over two intervals.
    private func change(
        _ count: Int, _ simulator: SimulatorProcess
    ) async throws(BenchError) -> [String: ContinuousClock.Instant] {
        let begin = ContinuousClock.now
        let names = (1...Self.sessions).shuffled().prefix(count).map { "sim-\($0)" }
        let moments = names.map { _ in Duration.milliseconds(Int64.random(in: 0..<20_000)) }.sorted()
        var changed: [String: ContinuousClock.Instant] = [:]
        for (name, moment) in zip(names, moments) {
            try? await Task.sleep(until: begin + moment)
            try await simulator.show("UNPAIRED", in: name)
            changed[name] = .now
        }
        return changed
    }

    private static func delays(
        _ changed: [String: ContinuousClock.Instant], _ arrivals: [Receiver.Arrival]
    ) -> [Double] {
        var told: [String: Double] = [:]
        for notice in arrivals.compactMap(Notice.init) where notice.state == "scan_qr" {
            guard told[notice.session] == nil, let since = changed[notice.session] else { continue }
            told[notice.session] = (notice.at - since).inSeconds
        }
        return Array(told.values)
    }

    private func add(_ what: String, _ figure: Double, _ unit: String, _ bar: Finding.Bar) {
        report.add(Finding(what, figure, unit, bar), to: .latency)
    }
}
