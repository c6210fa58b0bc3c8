// SPDX-License-Identifier: Apache-2.0

/// The receiver is away while all sessions change: nothing may be lost or told twice, and few tries wasted.
struct ReceiverOutage: Sendable {
    let options: BenchOptions
    let report: Report

    private static let sessions = 1_000
    private static let interval: Duration = .seconds(10)
    private static let patience: Duration = .seconds(90)

    func measure() async throws(BenchError) {
        let away: Duration = options.isQuick ? .seconds(20) : .seconds(60)
        report.section(
            .outage, "receiver away for \(Int(away.inSeconds)) s, \(Self.sessions) webhooks wait (transitions)")
        let receiver = try Receiver()
        defer { receiver.close() }
        let plan = Rig.Plan(sessions: Self.sessions, interval: Self.interval, receiver: receiver)
        try await Rig.run(plan, options) { (rig) throws(BenchError) in
            let before = try await rig.metrics()["relink_attempts_total"] ?? 0
            receiver.close()
            receiver.clear()
            try await rig.simulator.show("UNPAIRED", in: "*")
            try? await Task.sleep(for: away)
            let metrics = try await rig.metrics()
            try receiver.open()
            let back = ContinuousClock.now
            guard await receiver.waitFor(Self.sessions, until: back + Self.patience) else {
                throw .late("\(Self.sessions) webhooks; \(receiver.count) came")
            }
            // A copy would come right after.
            try? await Task.sleep(for: .seconds(5))
            let told = receiver.arrivals.map(\.id)
            let last = receiver.arrivals.prefix(Self.sessions).last?.at ?? back
            let tries = (metrics["relink_attempts_total"] ?? .nan) - before
            add("waiting at its end", metrics["relink_outbox_open"] ?? .nan, "")
            add("tries while it was away", tries, "", .atMost(60))
            add("drained after it was back", (last - back).inSeconds, "s", .atMost(2))
            add("lost", Double(Self.sessions - min(Self.sessions, Set(told).count)), "", .atMost(0))
            add("duplicates", Double(told.count - Set(told).count), "", .atMost(0))
        }
    }

    private func add(_ what: String, _ figure: Double, _ unit: String, _ bar: Finding.Bar? = nil) {
        report.add(Finding(what, figure, unit, bar), to: .outage)
    }
}
