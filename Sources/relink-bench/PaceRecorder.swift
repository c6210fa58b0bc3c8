// SPDX-License-Identifier: Apache-2.0

/// Notes how the simulator's count of polls grows, and tells from it how far sessions are off their times.
actor PaceRecorder {
    private static let step: Duration = .milliseconds(250)

    private let simulator: SimulatorProcess
    private var samples: [(at: Double, polls: Double)] = []

    init(_ simulator: SimulatorProcess) { self.simulator = simulator }

    /// Takes samples for that long. One that fails is left out.
    func record(for duration: Duration) async {
        let begin = ContinuousClock.now
        var next = begin
        while next - begin <= duration {
            guard (try? await Task.sleep(until: next)) != nil else { return }
            let asked = ContinuousClock.now
            if let polls = try? await simulator.polls() {
                // Counted somewhere between question and answer.
                let at = (asked - begin) + (ContinuousClock.now - asked) / 2
                samples.append((at.inSeconds, Double(polls)))
            }
            next += Self.step
        }
    }

    /// Seconds that polls were early or late at the most, over all moments that were noted.
    ///
    /// With every session at a phase of its own, any stretch as long as the interval holds as many polls as there are
    /// sessions. What is missing or too much came so much later or sooner, at the mean rate of polls.
    func lateness(sessions: Int, interval: Duration) -> Double {
        let length = interval.inSeconds
        let deviations = samples.compactMap { sample in
            polls(at: sample.at + length).map { abs($0 - sample.polls - Double(sessions)) }
        }
        return (deviations.max() ?? .nan) * length / Double(sessions)
    }

    /// The count at that time, on the line between its neighbours.
    private func polls(at time: Double) -> Double? {
        guard let after = samples.firstIndex(where: { $0.at >= time }) else { return nil }
        guard after > 0 else { return samples[after].polls }
        let (left, right) = (samples[after - 1], samples[after])
        return left.polls + (right.polls - left.polls) * (time - left.at) / (right.at - left.at)
    }
}
