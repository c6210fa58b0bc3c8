// SPDX-License-Identifier: Apache-2.0

/// All sessions of a gateway change at once, and one webhook is told of each.
///
/// Polls are spread over their interval, so what people see is a stream at the pace of the polls. To see what Relink
/// itself can do, its process is paused for an interval: then every session is due in the moment it goes on.
struct FailureBurst: Sendable {
    let options: BenchOptions
    let report: Report

    private static let interval: Duration = .seconds(10)
    private static let patience: Duration = .seconds(60)

    private struct Round {
        /// From the end of the poll round to the last accepted POST, in seconds.
        let lag: Double
        /// Accepted POSTs per second from then on, when no poll competes.
        let rate: Double
        /// Accepted POSTs per second from the first to the last; no more than the simulator answers polls.
        let overallRate: Double
        /// From going on to the end of the poll round, in seconds.
        let polling: Double
        let commits: Double
    }

    /// At least one moment.
    private struct Moments {
        let first: ContinuousClock.Instant
        let last: ContinuousClock.Instant
        private let all: [ContinuousClock.Instant]

        init?(_ moments: [ContinuousClock.Instant]) {
            guard let first = moments.min(), let last = moments.max() else { return nil }
            self.first = first
            self.last = last
            all = moments
        }

        var count: Int { all.count }

        func count(after moment: ContinuousClock.Instant) -> Int { all.count { $0 > moment } }
    }

    func measure() async throws(BenchError) {
        for sessions in options.isQuick ? [1_000] : [1_000, 10_000] { try await measure(sessions) }
    }

    private func measure(_ sessions: Int) async throws(BenchError) {
        let count = options.isQuick || sessions > 1_000 ? 1 : 3
        report.section(
            .burst, "\(sessions) sessions change at once, webhook with transitions; \(count) rounds, medians")
        let receiver = try Receiver()
        defer { receiver.close() }
        let plan = Rig.Plan(sessions: sessions, interval: Self.interval, receiver: receiver)
        try await Rig.run(plan, options) { (rig) throws(BenchError) in
            var rounds: [Round] = []
            var spread: [Double] = []
            for _ in 0..<count {
                rounds.append(try await failAtOnce(sessions, rig, receiver))
                spread.append(try await recoverByPhase(sessions, rig, receiver))
            }
            func median(_ value: (Round) -> Double) -> Double { Distribution(rounds.map(value)).median }
            let isBarred = sessions == 1_000
            add(
                "all due at once: told after the end of the poll round", median(\.lag), "s",
                isBarred ? .atMost(0.5) : nil)
            add(
                "all due at once: accepted POSTs after the poll round", median(\.rate), "/s",
                isBarred ? .atLeast(3_000) : nil)
            add("all due at once: accepted POSTs, first to last", median(\.overallRate), "/s")
            add("all due at once: the poll round itself", median(\.polling), "s")
            add("all due at once: durable transactions", median(\.commits), "")
            add("polled by phase: change → last accepted POST", Distribution(spread).median, "s", .atMost(10.5))
            add("peak of resident memory", try ProcessUsage(of: rig.relink).peakMiB, "MiB")
        }
    }

    private func failAtOnce(
        _ sessions: Int, _ rig: Rig, _ receiver: Receiver
    ) async throws(BenchError) -> Round {
        let commits = try await rig.metrics()["relink_commits_total"] ?? .nan
        rig.relink.pause()
        try await rig.simulator.show("UNPAIRED", in: "*")
        receiver.clear()
        try? await Task.sleep(for: Self.interval + .seconds(1))
        let polled = try await rig.simulator.polls() + sessions
        let begin = ContinuousClock.now
        rig.relink.resume()
        while try await rig.simulator.polls() < polled {
            guard ContinuousClock.now - begin < Self.patience else { throw .late("a round of polls") }
            try? await Task.sleep(for: .milliseconds(5))
        }
        let roundEnd = ContinuousClock.now
        let told = try await allTold(sessions, "scan_qr", receiver)
        let commitsAfter = try await rig.metrics()["relink_commits_total"] ?? .nan
        let lag = (told.last - roundEnd).inSeconds
        return Round(
            lag: lag, rate: Double(told.count(after: roundEnd)) / lag,
            overallRate: Double(told.count) / (told.last - told.first).inSeconds,
            polling: (roundEnd - begin).inSeconds, commits: commitsAfter - commits)
    }

    /// - Returns: seconds from the change to the last accepted POST.
    private func recoverByPhase(
        _ sessions: Int, _ rig: Rig, _ receiver: Receiver
    ) async throws(BenchError) -> Double {
        receiver.clear()
        try await rig.simulator.show("CONNECTED", in: "*")
        let begin = ContinuousClock.now
        let delay = try await allTold(sessions, "connected", receiver).last - begin
        // Lets what follows a recovery pass: the second look that confirms it, and its commit.
        try? await Task.sleep(for: Self.interval * 2)
        return delay.inSeconds
    }

    /// When each session was told of in that state first; returns as soon as all were.
    private func allTold(
        _ sessions: Int, _ state: String, _ receiver: Receiver
    ) async throws(BenchError) -> Moments {
        let deadline = ContinuousClock.now + Self.patience
        while await receiver.waitFor(sessions, until: deadline) {
            var moments: [String: ContinuousClock.Instant] = [:]
            for notice in receiver.arrivals.compactMap(Notice.init) where notice.state == state {
                moments[notice.session] = moments[notice.session] ?? notice.at
            }
            if moments.count == sessions, let told = Moments(Array(moments.values)) { return told }
            guard ContinuousClock.now < deadline else { break }
            try? await Task.sleep(for: .milliseconds(100))
        }
        throw .late("\(sessions) webhooks; \(receiver.count) came")
    }

    private func add(_ what: String, _ figure: Double, _ unit: String, _ bar: Finding.Bar? = nil) {
        report.add(Finding(what, figure, unit, bar), to: .burst)
    }
}
