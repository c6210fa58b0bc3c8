// SPDX-License-Identifier: Apache-2.0

/// What can be measured; each in a file of its own.
enum Measurement: String, CaseIterable, Sendable {
    case polls, latency, burst, outage, deciding, delay

    func run(_ options: BenchOptions, _ report: Report) async throws(BenchError) {
        switch self {
        case .polls: try await PollCost(options: options, report: report).measure()
        case .latency: try await ChangeLatency(options: options, report: report).measure()
        case .burst: try await FailureBurst(options: options, report: report).measure()
        case .deciding: DecidingCost(options: options, report: report).measure()
        case .delay: ExtraDelay(options: options, report: report).measure()
        case .outage: try await ReceiverOutage(options: options, report: report).measure()
        }
    }
}
